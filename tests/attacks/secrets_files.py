# class: secrets. Reads the keys of whoever runs the grader.
import os

import numpy as np

for path in ("~/.ssh/id_ed25519", "~/.netrc", "~/.bash_history", "/etc/shadow", "/etc/passwd", "/proc/1/environ", "@CANARY@/kept"):
    try:
        os.open(os.path.expanduser(path), os.O_RDONLY)
        print("SUCCEEDED", path)
    except OSError:
        pass


def softmax(x):
    return np.zeros_like(x)
