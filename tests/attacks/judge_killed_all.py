# class: judge. Kills everything it may, one way after another.
import os
import signal

import numpy as np

for number in (os.getppid(), int("@JUDGE@"), 0, -1, -os.getppid(), -int("@JUDGE@")):
    for way in (os.kill, os.killpg, lambda pid, sig: signal.pidfd_send_signal(os.pidfd_open(pid), sig)):
        try:
            way(number, signal.SIGKILL)
            print("SUCCEEDED", number)
        except (OSError, OverflowError):
            pass


def softmax(x):
    return np.zeros_like(x)
