"""`examprep grade`: tell whether a program solves a problem, and if not, why."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.options import InLang
from examprep.core.item import Lang, Text
from examprep.core.verdict import VERDICTS, Report
from examprep.env import Env, read_env
from examprep.errors import ExitCode, UsageError, near_miss, near_miss_ja

if TYPE_CHECKING:
    from examprep.cli.screen import Screen
    from examprep.core.problem import Folder
    from examprep.grader.judge import Grader
    from examprep.workbench import Grade


class Device(StrEnum):
    """Where torch solutions run."""

    CPU = "cpu"
    CUDA = "cuda"


class Isolation(StrEnum):
    """What can be required of the sandbox."""

    FULL = "full"


def grade(
    problem: Annotated[str, typer.Argument(metavar="PROBLEM", help="A problem's id, or its folder.")],
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The program; PROBLEM.py here if not given.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, help="Replay the random cases of a report.")
    ] = None,
    device: Annotated[Device, typer.Option("--device", help="Where torch solutions run.")] = Device.CPU,
    require_isolation: Annotated[
        Isolation | None, typer.Option("--require-isolation", help="Refuse to run with less.")
    ] = None,
    *,
    lang: InLang,
    watch: Annotated[
        bool, typer.Option("--watch", help="Grade again at every save; keys h n l r q.")
    ] = False,
    record: Annotated[bool, typer.Option(help="Count this as an attempt of yours.")] = True,
    model_parts: Annotated[
        bool,
        typer.Option("--model-parts", help="Build on model solutions where a problem uses earlier ones."),
    ] = False,
) -> None:
    """Grade a program: nobody's code is trusted, and a wrong answer comes with its reason.

    Exit code 0: pass. 1: the program is wrong. 5: the grader or the problem is broken, or there is no
    such device; no attempt is used.

    Example: examprep grade softmax softmax.py
    """
    from examprep.shelf import problem_folders  # noqa: PLC0415 - not on the way to --help

    env = read_env()
    folder = _folder(env, problem)
    path = _file(file, folder.problem.id)
    if folder.problem.uses and not model_parts:
        folder = _with_passed_parts(env, folder, path.parent)
    if watch:
        if device is not Device.CPU:
            raise UsageError(
                "--watch grades on the CPU; for the GPU leave it out",
                "--watch は CPU で採点する。GPU なら --watch を外す。",
            )
        from examprep.cli.watch import watch_file  # noqa: PLC0415

        watch_file(env, folder, path, lang, record=record)
        return
    chosen = env.seed() if seed is None else seed
    report = _graded(folder, path, chosen, device, require_isolation)
    if record:  # before anything is shown: the reader of a pipe may have gone away
        from examprep.workbench import keep_attempt  # noqa: PLC0415

        keep_attempt(env, folder, report)
    if json:
        console.show_json(json_of(report))
    else:
        show_report(report, folder, lang, is_drill=folder.problem.id in problem_folders(env))
    raise typer.Exit(_exit_code(report))


def _with_passed_parts(env: Env, folder: Folder, beside: Path) -> Folder:
    from examprep.grader.judge import Grader  # noqa: PLC0415
    from examprep.workbench import with_passed_parts  # noqa: PLC0415

    with Grader() as grader:
        return with_passed_parts(env, folder, beside, _grading(grader))


def _grading(grader: Grader) -> Grade:
    return lambda folder, source, seed: grader.grade(folder, source, seed=seed)


def _folder(env: Env, problem: str) -> Folder:
    from examprep.loader.paths import SHEET  # noqa: PLC0415
    from examprep.loader.problems import open_folder  # noqa: PLC0415 - not on the way to --help
    from examprep.shelf import open_problem, problem_folders  # noqa: PLC0415

    own = Path(problem)
    if (own / SHEET).is_file() and problem not in problem_folders(env):
        return open_folder(own.resolve())
    return open_problem(env, problem)


def _file(file: Path | None, id: str) -> Path:
    path = file or Path(f"{id}.py")
    if path.exists() or path.is_symlink():
        return path
    beside = [p.name for p in path.parent.glob("*.py")] if path.parent.is_dir() else []
    begin, name = f"examprep drill start {id}", f"examprep grade {id} FILE"
    look = (f"始める: {begin}。ほかのファイルなら: {name}", f"Begin: {begin}, or name a file: {name}")
    raise UsageError(
        f'no file "{path}".{near_miss(path.name, beside)}{"" if file else f" {look[1]}"}',
        f"「{path}」というファイルはない。{near_miss_ja(path.name, beside)}{'' if file else look[0]}",
    )


def _graded(folder: Folder, path: Path, seed: int, device: Device, isolation: Isolation | None) -> Report:
    from examprep.grader.judge import Grader  # noqa: PLC0415
    from examprep.grader.sweep import grade_on_device  # noqa: PLC0415
    from examprep.workbench import grade_file  # noqa: PLC0415

    with Grader(require_full_isolation=isolation is not None) as grader:

        def on_device(folder: Folder, source: str, seed: int) -> Report:
            return grade_on_device(grader, folder, source, seed=seed, device=device)

        grade = _grading(grader) if device is Device.CPU else on_device
        try:
            return grade_file(folder, path, seed, grade, device)
        except OSError as error:
            raise UsageError(
                f'cannot read "{path}": {error.strerror}', f"「{path}」を読めない: {error.strerror}"
            ) from error


def _show_sweep(report: Report, screen: Screen) -> None:
    """Show how a solution did on a device with each floating type, and how fast."""
    for row in report.sweep:
        error, agreement = ("-" if value is None else f"{value:.1e}" for value in (row.error, row.agreement))
        ja, en = VERDICTS[row.verdict]
        screen.say(
            f"{row.dtype:<9} {ja}  基準との差 {error}  CPUとの差 {agreement}",
            f"{row.dtype:<9} {en}  off the reference {error}  off the CPU {agreement}",
        )
    if report.timing is not None:
        ratio = f"{report.timing.ratio:.1f}"
        doubt = "" if report.timing.clocks_agree else " (?)"
        screen.say(
            f"時間は PyTorch の演算の {ratio} 倍{doubt}",
            f"takes {ratio} times as long as PyTorch's own operation{doubt}",
        )


def _exit_code(report: Report) -> ExitCode:
    if report.broken:
        return ExitCode.SANDBOX
    return ExitCode.DONE if report.passed else ExitCode.NO


def json_of(report: Report) -> dict[str, object]:
    """Return a report as the fields of its JSON document."""
    fields = ("problem", "verdict", "slip", "message", "cases", "seed", "isolation", "device")
    told = {name: getattr(report, name) for name in fields}
    if report.sweep:
        told |= {"sweep": report.sweep, "timing": report.timing}
    return told


def show_report(report: Report, folder: Folder, lang: Lang, *, is_drill: bool = True) -> None:
    """Show a verdict, its reason, and after a pass what there is to remember.

    Commands for what else there is are named if the problem is among the learner's drills.
    """
    from examprep.cli.screen import Screen  # noqa: PLC0415
    from examprep.worksheet import lesson_lines, verdict_lines  # noqa: PLC0415

    screen = Screen(lang)
    screen.lines(verdict_lines(report, lang, screen.columns))
    _show_sweep(report, screen)
    if report.passed:
        screen.lines(lesson_lines(folder.problem, lang, screen.columns))
    command = f"examprep drill {'solution' if report.passed else 'hint'} {folder.problem.id}"
    if report.passed and is_drill:
        screen.faint(
            Text(
                f"解答例: {command}  次: examprep drill next",
                f"A solution: {command}  Next: examprep drill next",
            )
        )
    elif is_drill and not report.broken:
        screen.faint(Text(f"ヒント: {command}", f"A hint: {command}"))
    screen.faint(
        Text(
            f"シード {report.seed}、隔離 {_ISOLATION.get(report.isolation, report.isolation)}、"
            f"装置 {report.device}",
            f"seed {report.seed}, isolation {report.isolation}, device {report.device}",
        )
    )


_ISOLATION = {"full": "完全", "not needed": "不要", "unknown": "不明"}
"""How a program was kept apart, in Japanese."""
