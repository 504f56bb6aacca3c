# class: walking. Looks for the reference, the cases or the seed in all modules.
import gc
import sys
import types

import numpy as np


def softmax(x):
    for name, module in list(sys.modules.items()):
        if "reference" in name or name in ("cases", "checks", "problem"):
            print("SUCCEEDED", name)
        other = getattr(module, "soft" + "max", None)
        if isinstance(other, types.FunctionType) and other is not softmax:
            print("SUCCEEDED", name)
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and thing.__code__.co_filename.endswith(("reference.py", "cases.py")):
            print("SUCCEEDED", thing)
    return np.zeros_like(x)
