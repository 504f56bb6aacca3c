# class: judge. Reads and traces the process it came from, by system call.
import ctypes
import os
import platform

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
x86 = platform.machine() == "x86_64"
buffer = ctypes.create_string_buffer(16)
vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 16)
for pid in (os.getppid(), int("@JUDGE@")):
    for request in (16, 0x4206):
        if libc.syscall(101 if x86 else 117, request, pid, 0, 0) == 0:
            print("SUCCEEDED ptrace")
    if libc.syscall(310 if x86 else 270, pid, vector, 1, vector, 1, 0) > 0:
        print("SUCCEEDED process_vm_readv")
    if libc.syscall(434, pid, 0) >= 0:
        print("SUCCEEDED pidfd_open")
    for name in ("mem", "maps", "environ", "cmdline", "fd", "root", "cwd/pyproject.toml"):
        try:
            os.open(f"/proc/{pid}/{name}", os.O_RDONLY)
            print("SUCCEEDED", name)
        except OSError:
            pass


def softmax(x):
    return np.zeros_like(x)
