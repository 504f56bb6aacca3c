# class: writing. Announces a header of four gigabytes.
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
    send(struct.pack("!IQ", (1 << 32) - 1, 0))
    return x
