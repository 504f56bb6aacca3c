# class: writing. Sends frames in which nothing is of the right type.
import json
import os
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


TREES = [
    {"a": ["array", "float64", [1e9], None]},
    {"a": [1, 2, 3, 4]},
    {"a": ["array", "object", [1], None]},
    {"a": ["array", "V8", [1], None]},
    {"l": {"x": 1}},
    {"d": [[[1], 2]]},
    {"d": [[{}, 2]]},
    {"zz": 0},
    [1],
]


def softmax(x):
    for tree in TREES:
        send(frame({"ok": "answer", "changed": {}, "value": tree, "printed": 7}, x.tobytes()))
    return x
