# class: writing. Tries every folder it can think of, and every way to change one.
import os
import sys
import tempfile

import numpy as np

places = ["@CANARY@", "@PROBLEM@", "@PACKAGE@", "/tmp", "/var/tmp", "/dev/shm", "/", ".", os.path.expanduser("~"), *sys.path]
for place in filter(None, places):
    path = os.path.join(place, "examprep-attack-file")
    for way in (
        lambda: open(path, "w"),
        lambda: os.mkdir(path),
        lambda: os.symlink("/etc/passwd", path),
        lambda: os.mkfifo(path),
        lambda: os.mknod(path),
        lambda: os.rename(place, path),
        lambda: os.chmod(place, 0o777),
        lambda: os.utime(place),
        lambda: os.setxattr(place, "user.attack", b"1"),
        lambda: os.link("@CANARY@/kept", path),
    ):
        try:
            way()
            print("SUCCEEDED", path)
        except OSError:
            pass
for way in (
    lambda: os.unlink("@CANARY@/kept"),
    lambda: os.truncate("@CANARY@/kept", 0),
    lambda: os.chown("@CANARY@/kept", 1, 1),
    lambda: tempfile.mkstemp(prefix="examprep-attack-"),
):
    try:
        way()
        print("SUCCEEDED")
    except OSError:
        pass


def softmax(x):
    return np.zeros_like(x)
