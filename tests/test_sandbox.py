"""Confinement by its effects: each refusal is one that the same program does not meet unconfined."""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from examprep.grader import kernel, landlock, sandbox
from tests.listening import Listener

PACKAGE = Path(sandbox.__file__).parent
PROGRAM = Path(__file__).parent / "data" / "grader" / "confined.py"
NOBODY = 65534
HERE = sandbox.probe()

pytestmark = [
    pytest.mark.end,
    pytest.mark.skipif(HERE.name != "full", reason=f"this kernel's isolation is {HERE.name}"),
]


class Ended(NamedTuple):
    """How a program ended: its answer or exception, its exit status, its layers, seconds to confine."""

    said: str
    status: int
    layers: str | None = None
    cost: float = 0.0


class Zygote:
    """A bare interpreter that confines forks of itself; its environment holds a secret."""

    def __init__(self, framework: str) -> None:
        threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-B", str(PROGRAM), str(PACKAGE), framework],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**threads, "API_KEY": "hunter2"},
        )

    def __call__(self, source: str, **order: Any) -> Ended:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"source": source, **order}) + "\n")
        self.process.stdin.flush()
        return Ended(**json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        assert self.process.wait(10) == 0


@pytest.fixture(scope="module")
def bare() -> Iterator[Zygote]:
    with contextlib.closing(Zygote("nothing")) as zygote:
        yield zygote


@pytest.fixture(scope="module")
def numeric() -> Iterator[Zygote]:
    with contextlib.closing(Zygote("numpy")) as zygote:
        yield zygote


USERS = [0, NOBODY] if os.geteuid() == 0 else [0]
"""0 is whoever runs the tests; only root can try another."""

both_users = pytest.mark.parametrize("user", USERS, ids=["self", "nobody"][: len(USERS)])


# --- what is refused

READS = {
    "accounts": "open('/etc/passwd').read()",
    "our package": f"open({str(PACKAGE / 'sandbox.py')!r}).read()",
    "a listing": "os.listdir('/etc')",
    "own environment": "open('/proc/self/environ').read()",
    "environment of the parent": "open(f'/proc/{parent}/environ').read()",
    "memory map of the parent": "open(f'/proc/{parent}/maps').read()",
    "command of the parent": "open(f'/proc/{parent}/cmdline').read()",
    "files of the parent": "os.listdir(f'/proc/{parent}/fd')",
    "all processes": "os.listdir('/proc')",
}
CHANGES = {
    "a new file": "open(f'{folder}/new', 'w').write('x')",
    "an old file": "open(f'{folder}/old', 'a').write('x')",
    "shared memory": "open('/dev/shm/examprep-test', 'w').close(); os.unlink('/dev/shm/examprep-test')",
    "truncation": "os.truncate(f'{folder}/old', 0)",
    "removal": "os.unlink(f'{folder}/old')",
    "renaming": "os.rename(f'{folder}/old', f'{folder}/other')",
    "a folder": "os.mkdir(f'{folder}/inner')",
    "a link": "os.link(f'{folder}/old', f'{folder}/linked')",
    "a symlink": "os.symlink('/etc/passwd', f'{folder}/symlink')",
    "a fifo": "os.mkfifo(f'{folder}/fifo')",
    "mode": "os.chmod(f'{folder}/old', 0o777)",
    "owner": "os.chown(f'{folder}/old', -1, -1)",
    "times": "os.utime(f'{folder}/old')",
    "attributes": "os.setxattr(f'{folder}/old', 'user.mark', b'x')",
}
NETWORK = {
    "TCP out": "socket.create_connection(('127.0.0.1', port), 2)",
    "TCP in": "socket.create_server(('127.0.0.1', 0))",
    "UDP": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', port))",
    "IPv6": "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "UNIX": "socket.socket(socket.AF_UNIX)",
    "a pair": "socket.socketpair()",
    "packets": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
}
OTHERS = {
    "fork": "if os.fork() == 0: os._exit(0)",
    "exec": "os.execv('/bin/true', ['/bin/true'])",
    "spawn": "os.posix_spawn('/bin/true', ['/bin/true'], {})",
    "a program": "import subprocess; subprocess.run(['/bin/true'])",
    "a shell": "if os.system('true'): raise PermissionError('no shell')",
    "signal to the parent": "os.kill(parent, 0)",
    "signal to the parent's group": "os.killpg(os.getpgid(parent), 0)",
    "signal to its thread": "call(234 if x86 else 131, parent, parent, 0)",
    "pidfd": "os.pidfd_open(parent)",
    "tracing": "call(101 if x86 else 117, 16, parent, 0, 0)",
    "reading memory": "call(310 if x86 else 270, parent, 0, 0, 0, 0, 0)",
    "a group of its own": "os.setpgid(0, 0)",
    "priority": "os.nice(1)",
    "shared memory": "call(29 if x86 else 194, 0, 4096, 0o1600)",
    "memory file": "os.memfd_create('x')",
    "limits of the parent": "import resource; resource.prlimit(parent, resource.RLIMIT_CPU, (9, 9))",
    "its own limits": "call(160 if x86 else 164, 0, 0)",
    "dumpable": "import ctypes; PRCTL(4, 1) and refuse()",
    "signals by files": "import fcntl; fcntl.fcntl(0, fcntl.F_SETOWN, parent)",
}
PRELUDE = """
import ctypes, os, platform, socket
x86 = platform.machine() == "x86_64"
libc = ctypes.CDLL(None, use_errno=True)
def refuse():
    raise OSError(ctypes.get_errno(), "refused")
def call(*numbers):
    if libc.syscall(*map(ctypes.c_long, numbers)) < 0:
        refuse()
def PRCTL(option, value):
    return libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that anybody may change, with one file."""
    (tmp_path / "old").write_text("kept")
    for place in (tmp_path, tmp_path / "old"):
        place.chmod(0o777)
    for above in tmp_path.parents:
        with contextlib.suppress(PermissionError):
            above.chmod(above.stat().st_mode | 0o011)
    return tmp_path


@both_users
@pytest.mark.parametrize("what", READS)
def test_reading_is_refused(bare: Zygote, what: str, user: int) -> None:
    program = PRELUDE + READS[what]

    assert refused(bare(program, user=user))
    if user == 0:
        assert bare(program, confined=False).said == "done"


@both_users
@pytest.mark.parametrize("what", CHANGES)
def test_changing_is_refused(bare: Zygote, what: str, user: int, folder: Path) -> None:
    program = PRELUDE + CHANGES[what]
    before = sorted((path.name, path.stat()[:9]) for path in folder.iterdir())

    assert refused(bare(program, user=user, names={"folder": str(folder)}))
    assert sorted((path.name, path.stat()[:9]) for path in folder.iterdir()) == before
    if user == 0:
        assert bare(program, confined=False, names={"folder": str(folder)}).said == "done"


@both_users
@pytest.mark.parametrize("what", NETWORK)
def test_the_network_is_refused(bare: Zygote, what: str, user: int) -> None:
    program = PRELUDE + NETWORK[what]

    with Listener() as listener:
        assert refused(bare(program, user=user, names={"port": listener.port}))
        assert not listener.heard()
        assert bare(program, confined=False, names={"port": listener.port}).said == "done"
        assert listener.heard() == (what in {"TCP out", "UDP"})


@both_users
@pytest.mark.parametrize("what", OTHERS)
def test_other_processes_are_out_of_reach(bare: Zygote, what: str, user: int) -> None:
    assert refused(bare(PRELUDE + OTHERS[what], user=user))


@both_users
def test_the_parent_survives_being_killed(bare: Zygote, user: int) -> None:
    for program in ("os.kill(parent, 9)", "os.kill(0, 9)", "os.kill(-1, 9)"):
        assert refused(bare(program, user=user))

    assert bare("answer = 1 + 1").said == "2"


def test_a_program_may_end_itself_in_any_way(bare: Zygote) -> None:
    assert bare("os.kill(os.getpid(), 9)").status == -9
    assert bare("os.abort()").status == -6
    assert bare("os._exit(7)").status == 7


@pytest.mark.parametrize("confined", [True, False])
def test_threads_are_refused_unless_allowed(bare: Zygote, *, confined: bool) -> None:
    program = "import threading; t = threading.Thread(target=lambda: None); t.start(); t.join()"

    assert "can't start new thread" in bare(program).said
    assert bare(program, policy={"allow_threads": True, "processes": None}).said == "done"
    assert bare(program, confined=False).said == "done"


def test_allowing_threads_allows_no_process(bare: Zygote) -> None:
    for what in ("fork", "exec", "spawn", "a program"):
        assert refused(bare(PRELUDE + OTHERS[what], policy={"allow_threads": True, "processes": None}))


def test_files_open_before_are_gone(bare: Zygote) -> None:
    assert "Bad file descriptor" in bare("os.read(secret, 1)").said
    assert bare("answer = os.read(secret, 0)", confined=False).said == "b''"


@both_users
def test_the_environment_does_not_leak(bare: Zygote, user: int) -> None:
    program = "import ctypes, posix; get = ctypes.CDLL(None).getenv; get.restype = ctypes.c_char_p\n"
    program += "answer = [os.getenv('API_KEY'), posix.environ.get(b'API_KEY'), get(b'API_KEY')]"

    assert bare(program, user=user).said == "[None, None, None]"
    assert bare(program, confined=False).said.count("hunter2") == 3
    assert bare("answer = os.environ['OMP_NUM_THREADS']").said == "1"


def test_no_capability_is_left_but_reading(bare: Zygote) -> None:
    program = "import ctypes, struct; sets = ctypes.create_string_buffer(24)\n"
    program += "header = struct.pack('Ii', 0x20080522, 0); call(125 if x86 else 90, HEADER, SETS)"
    program = program.replace("call(", "libc.syscall(").replace("HEADER", "header").replace("SETS", "sets")
    program += "\nanswer = struct.unpack('6I', sets.raw)[0] & ~4"

    assert bare(PRELUDE + program, layers=[HERE.landlock, False]).said == "0"


# --- what works


@both_users
def test_linear_algebra_works_inside(numeric: Zygote, user: int) -> None:
    program = """
a = np.random.default_rng(0).normal(size=(120, 80))
u, s, v = np.linalg.svd(a, full_matrices=False)
answer = bool(np.allclose(u * s @ v, a)) and bool(np.allclose(np.linalg.solve(a.T @ a, a.T @ a), np.eye(80)))
"""
    assert numeric(program, user=user).said == "True"


def test_numpy_and_the_standard_library_can_be_imported_inside(numeric: Zygote) -> None:
    program = "import numpy.polynomial.chebyshev, numpy.testing, colorsys, statistics; answer = 'in'"

    assert numeric(program).said == "in"


@pytest.fixture(scope="module")
def tensors() -> Iterator[Zygote]:
    pytest.importorskip("torch", reason="PyTorch is not installed")
    with contextlib.closing(Zygote("torch")) as zygote:
        yield zygote


LEARNING = {
    "forward and backward": """
layer = torch.nn.Linear(64, 32)
layer(torch.randn(128, 64)).square().mean().backward()
answer = layer.weight.grad.abs().sum().item() > 0
""",
    "conv2d": """
image, kernel = torch.randn(4, 3, 32, 32, requires_grad=True), torch.randn(8, 3, 3, 3, requires_grad=True)
torch.nn.functional.conv2d(image, kernel, stride=2, padding=1).sum().backward()
answer = image.grad.shape == image.shape and kernel.grad.shape == kernel.shape
""",
    "LSTM": """
lstm = torch.nn.LSTM(16, 32, num_layers=2, bidirectional=True)
out, _ = lstm(torch.randn(10, 4, 16))
out.sum().backward()
answer = out.shape == (10, 4, 64)
""",
    "gradcheck": """
x = torch.randn(3, 5, dtype=torch.float64, requires_grad=True)
answer = torch.autograd.gradcheck(lambda x: torch.softmax(x, -1), x)
""",
    "attention": """
layer = torch.nn.MultiheadAttention(32, 4, batch_first=True)
answer = layer(*[torch.randn(2, 7, 32)] * 3)[0].shape == (2, 7, 32)
""",
    "optimiser": """
weight = torch.nn.Parameter(torch.ones(5))
step = torch.optim.Adam([weight])
weight.square().sum().backward(); step.step()
answer = bool((weight < 1).all())
""",
    "svd, sort, fft": """
a = torch.randn(50, 30)
answer = torch.linalg.svd(a).S.shape == (30,) and a.sort().values.shape == torch.fft.fft(a).shape
""",
    "func": """
answer = torch.func.vmap(torch.func.grad(lambda x: (x ** 3).sum()))(torch.ones(4, 2)).eq(3).all().item()
""",
}


@pytest.mark.end
@pytest.mark.parametrize("what", LEARNING)
def test_torch_works_inside_without_threads(tensors: Zygote, what: str) -> None:
    assert tensors(LEARNING[what], policy={"address_space": 16 << 30}).said == "True"


@pytest.mark.end
@both_users
def test_torch_opens_no_way_out(tensors: Zygote, user: int) -> None:
    for program in (READS["accounts"], NETWORK["TCP in"], OTHERS["fork"]):
        assert refused(tensors(PRELUDE + program, user=user, policy={"address_space": 16 << 30}))


def test_a_scratch_folder_is_the_only_place_to_write(bare: Zygote, folder: Path) -> None:
    scratch = folder / "scratch"
    scratch.mkdir()
    program = """
open(f'{folder}/scratch/a', 'w').write('x' * 10)
os.mkdir(f'{folder}/scratch/b'); os.rename(f'{folder}/scratch/a', f'{folder}/scratch/b/c')
answer = open(f'{folder}/scratch/b/c').read()
open(f'{folder}/old', 'a').write('x')
"""
    given = {"policy": {"write": str(scratch), "file_size": 100}, "names": {"folder": str(folder)}}

    assert refused(bare(program, **given))
    assert (scratch / "b" / "c").read_text() == "x" * 10
    assert (folder / "old").read_text() == "kept"
    two = "big = open(f'{folder}/scratch/big', 'wb', 0); big.write(b'x' * 100); big.write(b'x')"
    assert "too large" in bare(two, **given).said
    for what in ("a symlink", "a fifo", "a link"):
        inside = CHANGES[what].replace("{folder}", "{folder}/scratch")
        assert refused(bare("import os;" + inside, **given)), what


def test_a_missing_scratch_folder_ends_the_attempt(bare: Zygote) -> None:
    assert bare("answer = 1", policy={"write": "/no/such/folder"}).said == "died before it was confined"


# --- limits


def test_memory_has_an_end(numeric: Zygote) -> None:
    program = "answer = np.ones(3 << 27).sum()"

    assert numeric(program, policy={"address_space": 2 << 30}).said.startswith(
        ("MemoryError", "_ArrayMemoryError")
    )
    assert numeric("answer = np.ones(1 << 20).sum()", policy={"address_space": 2 << 30}).said == "1048576.0"


def test_time_has_an_end(bare: Zygote) -> None:
    assert bare("while True: pass", policy={"cpu_seconds": 1}).status == -24


@pytest.mark.slow
def test_time_has_an_end_for_those_who_do_not_hear(bare: Zygote) -> None:
    program = "import signal; signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass"

    assert bare(program, policy={"cpu_seconds": 1}).status == -9


def test_open_files_have_an_end(bare: Zygote) -> None:
    program = "files = [open('/proc/cpuinfo') for _ in range(100)]"

    assert "Too many open files" in bare(program).said
    assert bare(program, policy={"open_files": 200}).said == "done"


# --- each layer alone


@pytest.mark.parametrize(
    ("layers", "refuses", "lets"),
    [
        (
            [HERE.landlock, False],
            [READS["accounts"], CHANGES["a new file"]],
            [CHANGES["mode"], NETWORK["UDP"]],
        ),
        (
            [0, True],
            [CHANGES["mode"], CHANGES["a new file"], NETWORK["UDP"], OTHERS["fork"]],
            [READS["accounts"]],
        ),
        ([0, False], [], [READS["accounts"], NETWORK["UDP"], CHANGES["a new file"]]),
    ],
    ids=["Landlock", "seccomp", "neither"],
)
def test_each_layer_refuses_what_is_its_own(
    bare: Zygote, folder: Path, layers: list[Any], refuses: list[str], lets: list[str]
) -> None:
    names = {"folder": str(folder), "port": 9}

    for program in refuses:
        assert refused(bare(PRELUDE + program, layers=layers, names=names)), program
    for program in lets:
        assert bare(PRELUDE + program, layers=layers, names=names).said == "done", program


@pytest.mark.parametrize(
    ("layers", "name"),
    [
        (sandbox.Layers(7, seccomp=True), "full"),
        (sandbox.Layers(0, seccomp=True), "partial (no Landlock)"),
        (sandbox.Layers(1, seccomp=False), "partial (no seccomp)"),
        (sandbox.Layers(0, seccomp=False), "none (no Landlock, no seccomp)"),
    ],
)
def test_layers_are_named(layers: sandbox.Layers, name: str) -> None:
    assert layers.name == name


def test_a_layer_that_fails_is_an_error() -> None:
    pid = os.fork()
    if pid == 0:
        status = 1
        with contextlib.suppress(OSError):
            kernel.prctl(sandbox.SET_NO_NEW_PRIVS, 1)
            for _ in range(17):  # one more than the kernel stacks
                status = 2
                landlock.restrict(HERE.landlock, ["/"], None, ())
        with contextlib.suppress(OSError):
            sandbox.confine(sandbox.Policy())
            status = 3
        os._exit(status)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 2


def test_probing_leaves_the_caller_as_it_was() -> None:
    before = (dict(os.environ), Path("/proc/self/status").read_text().split("Seccomp")[1].split()[1])

    assert sandbox.probe() == HERE
    assert Path("/etc/passwd").read_text()
    threading.Thread(target=lambda: None).start()
    assert before == (dict(os.environ), Path("/proc/self/status").read_text().split("Seccomp")[1].split()[1])


def test_confining_takes_less_than_a_few_milliseconds(bare: Zygote) -> None:
    assert statistics.median(bare("").cost for _ in range(20)) < 0.01


def refused(ended: Ended) -> bool:
    """Tell whether a program met a refusal, and ended in good order."""
    return ended.status == 0 and ended.layers is not None and ended.said.startswith("PermissionError")
