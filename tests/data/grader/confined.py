"""Runs programs under the sandbox, one fork each: `confined.py FOLDER FRAMEWORK`, orders as JSON lines.

Loads the sandbox by its path, as a bare interpreter must, and nothing else of the package.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import json
import os
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any


def main() -> None:
    sandbox = load(sys.argv[1])
    readable = (*read_paths(sys.argv[2]), "/proc/cpuinfo")
    secret = os.open("/etc/hostname", os.O_RDONLY)
    for line in sys.stdin:
        order = json.loads(line)
        order["names"] = {"parent": os.getpid(), "secret": secret, **order.get("names", {})}
        sys.stdout.write(json.dumps(run_forked(sandbox, readable, order)) + "\n")
        sys.stdout.flush()


def load(folder: str) -> ModuleType:
    path = Path(folder, "sandbox.py")
    spec = importlib.util.spec_from_file_location("confinement", path, submodule_search_locations=[folder])
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["confinement"] = module
    spec.loader.exec_module(module)
    return module


NEEDED = ("ctypes", "encodings.idna", "fcntl", "platform", "resource", "socket", "subprocess", "threading")
"""Loaded ahead, for where the interpreter's folder is closed to other users."""
FRAMEWORKS = {
    "nothing": ("os",),
    "numpy": ("numpy", "numpy.random"),
    "torch": ("torch", "numpy.random", "torch._dynamo", "torch.func"),
}


def read_paths(framework: str) -> tuple[str, ...]:
    first, *_ = [importlib.import_module(name) for name in (*FRAMEWORKS[framework], *NEEDED)]
    if framework == "torch":
        first.set_num_threads(1)
    return (str(Path(os.__file__).parent), str(Path(str(first.__file__)).parent))


def run_forked(sandbox: ModuleType, readable: tuple[str, ...], order: dict[str, Any]) -> dict[str, Any]:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        answer: dict[str, Any] = {"said": "died before it was confined"}
        with contextlib.suppress(BaseException):
            answer = run_here(sandbox, readable, order, writer)
        os.write(writer, json.dumps(answer).encode())
        os._exit(0)
    os.close(writer)
    raw = os.read(reader, 1 << 16)
    os.close(reader)
    _, status = os.waitpid(pid, 0)
    return {"said": "", **(json.loads(raw) if raw else {}), "status": os.waitstatus_to_exitcode(status)}


def run_here(
    sandbox: ModuleType, readable: tuple[str, ...], order: dict[str, Any], writer: int
) -> dict[str, Any]:
    if order.get("user"):
        os.setgroups([])
        os.setresgid(*[order["user"]] * 3)
        os.setresuid(*[order["user"]] * 3)
    names = {**order["names"], "np": sys.modules.get("numpy"), "torch": sys.modules.get("torch"), "os": os}
    start = time.perf_counter()
    layers = None
    if order.get("confined", True):
        wanted = {name: tuple(v) if isinstance(v, list) else v for name, v in order.get("policy", {}).items()}
        policy = sandbox.Policy(**{"read": readable, "keep": (0, 1, 2, writer), **wanted})
        promised = sandbox.Layers(*order["layers"]) if "layers" in order else None
        layers = sandbox.confine(policy, promised).name
    cost = time.perf_counter() - start
    return {"layers": layers, "cost": cost, "said": said(order["source"], names)}


def said(source: str, names: dict[str, Any]) -> str:
    try:
        exec(compile(source, "<program>", "exec"), names)  # noqa: S102
    except BaseException as error:
        return f"{type(error).__name__}: {error}"[:300]
    return str(names.get("answer", "done"))[:300]


main()
