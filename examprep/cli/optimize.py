"""`examprep optimize`: fit the memory model to the learner's own answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from examprep.cli import console
from examprep.cli.options import AsJson, InLang
from examprep.env import Env, read_env
from examprep.errors import ExitCode

if TYPE_CHECKING:
    from examprep.cli.screen import Screen
    from examprep.core.memory import Model
    from examprep.optimizer import Attempt


def optimize(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; change nothing.")
    ] = False,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Fit the memory model to your own answers, and keep it if it foretells them better.

    Fitted to the first 80 % of your reviews, judged on the last 20 %. Exit code 1 if there are too few yet.

    With the extra `optimizer` installed it also runs by itself after a quiz, once a week at most.

    Example: examprep optimize --dry-run
    """
    from examprep.cli.screen import Screen  # noqa: PLC0415 - not on the way to --help

    attempt, due = _attempt(read_env(), dry_run=dry_run)
    if json:
        console.show_json(_as_json(attempt, due))
    else:
        _show(attempt, due, Screen(lang), dry_run=dry_run)
    raise typer.Exit(ExitCode.NO if attempt.fitted is None else ExitCode.DONE)


def _attempt(env: Env, *, dry_run: bool) -> tuple[Attempt, dict[str, int]]:
    """Return what became of the fit, and how many items fall due today by either model."""
    from examprep.core.memory import replay  # noqa: PLC0415
    from examprep.core.stats import count_due  # noqa: PLC0415
    from examprep.optimizer import optimize, try_fit  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    path, today = env.paths.progress, env.now().day
    if dry_run or not path.exists():
        with Store.reading(path) as store:
            reviews = [fact for _, fact in store.fetch_reviews()]
            attempt = try_fit(reviews, store.model())
    else:
        with Store.open(path, entropy=env.entropy(), backups=env.paths.backups) as store:
            reviews = [fact for _, fact in store.fetch_reviews()]
            attempt = optimize(env, store)
    models = {"before": attempt.before, "fitted": attempt.fitted}
    return attempt, {
        name: count_due(replay(reviews, model).values(), today) for name, model in models.items() if model
    }


def _as_json(attempt: Attempt, due: dict[str, int]) -> dict[str, Any]:
    from examprep.core.fitting import LEAST_REVIEWS  # noqa: PLC0415

    trial = attempt.trial
    return {
        "reviews": attempt.reviews,
        "needed": LEAST_REVIEWS,
        "held_out": trial and trial.held_out,
        "loss_before": trial and trial.loss_before,
        "loss": trial and trial.loss,
        "margin": trial and trial.margin,
        "better": attempt.is_better,
        "kept": attempt.kept is not None,
        "version": (attempt.kept or attempt.before).version,
        "weights_before": attempt.before.weights,
        "weights": attempt.fitted and attempt.fitted.weights,
        "due_before": due["before"],
        "due": due.get("fitted"),
    }


def _show(attempt: Attempt, due: dict[str, int], screen: Screen, *, dry_run: bool) -> None:
    if attempt.fitted is None:
        _show_nothing(attempt, screen)
        return
    _show_trial(attempt, screen)
    _show_change(attempt.before, attempt.fitted, due, screen)
    _show_decision(attempt, screen, dry_run=dry_run)


def _show_nothing(attempt: Attempt, screen: Screen) -> None:
    from examprep.core.fitting import LEAST_REVIEWS  # noqa: PLC0415

    if attempt.reviews < LEAST_REVIEWS:
        screen.say(
            f"記憶のモデルを合わせるには、日を改めた復習が{LEAST_REVIEWS}回要る。いまは{attempt.reviews}回。",
            f"Fitting needs {LEAST_REVIEWS} reviews made on a later day than the one before; "
            f"there are {attempt.reviews}.",
        )
    else:
        screen.say(
            "この復習には、記憶のモデルを合わせられない。",
            "No model can be fitted to these reviews.",
        )


def _show_trial(attempt: Attempt, screen: Screen) -> None:
    trial = attempt.trial
    assert trial is not None
    screen.say(
        f"復習{attempt.reviews}回のうち、最後の{trial.held_out}回で比べた対数損失（小さいほど良い）:",
        f"Log loss on the last {trial.held_out} of {attempt.reviews} reviews (smaller is better):",
    )
    screen.say(
        f"  いまのモデル    {trial.loss_before:.4f}", f"  the model that holds  {trial.loss_before:.4f}"
    )
    screen.say(f"  合わせたモデル  {trial.loss:.4f}", f"  the fitted model      {trial.loss:.4f}")


def _show_change(before: Model, fitted: Model, due: dict[str, int], screen: Screen) -> None:
    """Say what the fitted model means by what a learner sees of it."""
    screen.label("変わること", "What would differ")
    names = (("もう一度", "again"), ("難しい", "hard"), ("できた", "good"), ("簡単", "easy"))
    screen.say(
        "想起率が90%に下がるまでの日数（最初の答えのあと）:",
        "Days until recall falls to 90 %, after a first answer:",
    )
    for (ja, en), old, new in zip(names, before.weights, fitted.weights, strict=False):
        days = f"{old:.2g} -> {new:.2g}"
        screen.say(f"  {ja}: {days}", f"  {en}: {days}")
    counts = f"{due['before']} -> {due['fitted']}"
    screen.say(f"今日までに復習の時期が来る項目: {counts}", f"Items due by today: {counts}")


def _show_decision(attempt: Attempt, screen: Screen, *, dry_run: bool) -> None:
    trial = attempt.trial
    assert trial is not None
    if attempt.kept is not None:
        version = attempt.kept.version
        screen.say(
            f"\n合わせたモデルに替えた（版{version}）。記憶はすべて計算し直した。",
            f"\nThe fitted model holds from now on (version {version}); every memory is computed anew.",
        )
    elif not attempt.is_better:
        screen.say(
            f"\nいまのモデルのまま: 差が{trial.margin:.4f}に満たない。",
            f"\nThe model stays as it is: the fitted one is not better by {trial.margin:.4f}.",
        )
    elif dry_run:
        screen.say(
            "\n替える価値がある。替えるには: examprep optimize",
            "\nWorth keeping; keep it with: examprep optimize",
        )
