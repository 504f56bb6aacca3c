# class: writing. Sends an array of negative size.
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


def softmax(x):
    send(frame({"ok": "answer", "changed": [], "value": {"a": ["array", "float64", [-1, -1], None]}}, x.tobytes()))
    return x
