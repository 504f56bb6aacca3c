# class: network. Tries every family and kind, by system call, and reuses the socket it has.
import ctypes
import socket

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
for family in range(46):
    for kind in (1, 2, 3, 5):
        if libc.socket(family, kind, 0) >= 0:
            print("SUCCEEDED", family, kind)
address = b"\x02\x00" + int("@PORT@").to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
for number in range(64):
    if libc.sendto(number, b"x", 1, 0, address, 16) > 0 or libc.connect(number, address, 16) == 0:
        print("SUCCEEDED", number)


def softmax(x):
    return np.zeros_like(x)
