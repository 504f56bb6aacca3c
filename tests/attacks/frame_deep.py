# class: writing. Sends a header nested a hundred thousand deep.
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
    head = b'{"ok": "answer", "value": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    send(struct.pack("!IQ", len(head), 0) + head)
    return x
