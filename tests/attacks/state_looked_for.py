# class: state. Looks for what the one before it left.
import builtins
import os
import sys

import numpy as np

if "examprep_attack_state" in sys.modules or hasattr(builtins, "examprep_attack_state"):
    print("SUCCEEDED")
if np.exp(1.0) == 0:
    print("SUCCEEDED")
if any("solution" in name for name in sys.modules if sys.modules[name].__dict__ is not globals()):
    print("SUCCEEDED")


def softmax(x):
    return np.zeros_like(x)
