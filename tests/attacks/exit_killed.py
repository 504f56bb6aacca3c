# class: exits. Kills itself with the signal that a memory limit uses.
import os
import signal


def softmax(x):
    os.kill(os.getpid(), signal.SIGKILL)
