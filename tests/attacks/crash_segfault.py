# class: crashes. Reads at address zero.
import ctypes


def softmax(x):
    ctypes.string_at(0)
