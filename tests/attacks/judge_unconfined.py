# class: judge. Tries to shake the sandbox off.
import ctypes
import os
import platform

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
x86 = platform.machine() == "x86_64"
for option, value in ((4, 1), (38, 0), (22, 0), (24, 1), (47, 2)):
    if libc.prctl(option, value, 0, 0, 0) == 0:
        print("SUCCEEDED prctl", option)
for number in (272 if x86 else 97, 308 if x86 else 268, 161 if x86 else 51, 165 if x86 else 40, 317 if x86 else 277, 444, 446):
    if libc.syscall(number, 0x10000000, 0, 0, 0, 0) >= 0:
        print("SUCCEEDED", number)
for way in (os.setuid, os.setgid):
    try:
        way(12345)
        print("SUCCEEDED", way)
    except OSError:
        pass


def softmax(x):
    return np.zeros_like(x)
