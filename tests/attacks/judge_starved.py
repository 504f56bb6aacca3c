# class: judge. Lowers the limits of the process it came from, and raises its own.
import os
import resource

import numpy as np

for pid in (os.getppid(), int("@JUDGE@"), 0):
    for limit, value in ((resource.RLIMIT_CPU, 1), (resource.RLIMIT_AS, -1), (resource.RLIMIT_NOFILE, 1)):
        try:
            resource.prlimit(pid, limit, (value, value))
            print("SUCCEEDED", pid, limit)
        except (OSError, ValueError):
            pass


def softmax(x):
    return np.zeros_like(x)
