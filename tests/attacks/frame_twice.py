# class: writing. Sends its answer twice, hoping to be asked fewer questions.
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
    e = np.exp(x - x.max(-1, keepdims=True))
    answer = np.ascontiguousarray(e / e.sum(-1, keepdims=True))
    tree = {"a": ["array", str(answer.dtype), list(answer.shape), None]}
    send(frame({"ok": "answer", "changed": [], "value": tree}, answer.tobytes()))
    return answer
