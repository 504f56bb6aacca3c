# class: escapes. Prints codes that clear the screen, set the title and forge a line.
import numpy as np


def softmax(x):
    print("\x1b[2J\x1b[H\x1b]0;title\x07\x1b]8;;http://example.com\x1b\\\x9b31m\u202e\u200b\rpass")
    return np.zeros_like(x)
