"""A program of the zygote's own, run before any other: what it looks up and makes, no fork has to again.

Of what a short submission in torch costs, that is a tenth.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from examprep.grader import cell
from examprep.grader.wire import Frame, Packer

TIMES = 10
"""Python makes code fast that ran eight times."""
ENTRY = "rehearsed"
PROGRAMS = {
    "numpy": f"""
import numpy as np


def {ENTRY}(x):
    powers = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
""",
    "torch": f"""
import torch


def {ENTRY}(x):
    powers = torch.exp(x - torch.max(x, dim=-1, keepdim=True).values)
    return powers / powers.sum(dim=-1, keepdim=True)
""",
}


def rehearse(framework: str, *, with_gradients: bool) -> None:
    """Run a small program as a cell does, but for confining itself; nothing of it stays but what is warm."""
    wanted: dict[str, Any] = {
        "source": PROGRAMS[framework],
        "parts": {},
        "forbid": [],
        "entry": ENTRY,
        "kind": "function",
        "framework": framework,
        "gradient": "reference" if with_gradients else "none",
        "device": "cpu",
        "dtype": None,
    }
    for _ in range(TIMES):
        entry = cell.load(wanted)
        cell.run_case(entry, _question(), wanted)
    del sys.modules["solution"]


def _question() -> Frame:
    packer = Packer()
    values = np.linspace(-1.0, 1.0, 6).reshape(2, 3)
    header: dict[str, Any] = {
        "case": packer.pack({"args": [values], "kwargs": {}}),
        "upstream": packer.pack(values),
    }
    return Frame(header, b"".join(packer.buffers))
