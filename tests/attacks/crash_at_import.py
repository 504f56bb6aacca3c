# class: crashes. Reads at address zero while it is loaded.
import ctypes

ctypes.string_at(0)
