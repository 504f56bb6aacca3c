"""What a verdict depends on besides submission and problem: the grader's own code, Python, the frameworks."""

from __future__ import annotations

import functools
import hashlib
import platform
from importlib import metadata
from pathlib import Path

from examprep import __version__
from examprep.core.problem import Framework


@functools.cache
def grader_version() -> str:
    """Return what changes with any byte of the grader, and with Python."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{__version__} {digest.hexdigest()} python {platform.python_version()}"


@functools.cache
def framework_version(framework: Framework) -> str:
    """Return the versions of what a program of a framework runs on; nothing is imported."""
    names = dict.fromkeys((framework.value, Framework.NUMPY.value))
    return ", ".join(f"{name} {_version(name)}" for name in names)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
