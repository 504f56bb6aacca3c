"""Fit the memory model to a learner's own log, and keep it where it foretells better.

The only importer of `fsrs_rs_python`. What is kept is the very model that was judged: refitted to all
reviews it was no better in simulations, and nothing would be left to judge it by.
"""

from __future__ import annotations

import contextlib
import importlib.util
import math
from collections.abc import Iterable, Sequence

import msgspec

from examprep.core.day import StudyDay
from examprep.core.fitting import (
    LEAST_REVIEWS,
    History,
    Trial,
    fitted_part,
    hold_trial,
    list_histories,
    with_rising_firsts,
)
from examprep.core.memory import Fact, Fitted, Model, clamp_weights
from examprep.env import Env
from examprep.errors import ContentError
from examprep.store.store import Store

LIBRARY = "fsrs_rs_python"
DAYS_BETWEEN = 7
"""Two fits that run by themselves are at least so far apart."""
NEW_ANSWERS = 100
"""There must be so many more answers than at the last fit."""


class Attempt(msgspec.Struct, frozen=True):
    """What became of fitting a model."""

    reviews: int
    """Those that can be foretold."""
    before: Model
    """The model that held."""
    fitted: Model | None = None
    """`None` where there are too few reviews, or none can be fitted to them."""
    trial: Trial | None = None
    kept: Model | None = None
    """The fitted one with its version, where it holds from now on."""

    @property
    def is_better(self) -> bool:
        """Whether the fitted model is clearly the better one."""
        return self.trial is not None and self.trial.is_better


class _Tried(msgspec.Struct, frozen=True):
    """The last time a model was fitted, kept in the cache: if it is lost, one fit runs early."""

    day: StudyDay
    answers: int


def is_installed() -> bool:
    """Tell whether the optimizer's library is there."""
    return importlib.util.find_spec(LIBRARY) is not None


def fit_weights(histories: Iterable[History]) -> tuple[float, ...] | None:
    """Return the FSRS-6 weights fitted to histories, the newest of which count most; `None` if none fit.

    Raises `ContentError` where the library is not installed.
    """
    try:
        import fsrs_rs_python as library  # noqa: PLC0415 - only who fits needs it
    except ImportError as error:
        raise ContentError(
            "the optimizer is not installed; install it with: pip install 'examprep[optimizer]'",
            "optimizer が入っていない。入れるには: pip install 'examprep[optimizer]'",
        ) from error
    items = [
        library.FSRSItem([library.FSRSReview(rating.value, days) for rating, days in history])
        for history in histories
    ]
    try:
        weights = library.FSRS([]).compute_parameters(items)
    except ValueError:  # nothing to begin with
        return None
    return clamp_weights(with_rising_firsts(weights)) if all(map(math.isfinite, weights)) else None


def try_fit(reviews: Sequence[Fact], model: Model) -> Attempt:
    """Fit a model to the first reviews, and judge it on the last."""
    histories = list_histories(reviews)
    if len(histories) < LEAST_REVIEWS:
        return Attempt(len(histories), model)
    weights = fit_weights(fitted_part(histories))
    if weights is None:
        return Attempt(len(histories), model)
    fitted = msgspec.structs.replace(model, weights=weights)
    return Attempt(len(histories), model, fitted, hold_trial(reviews, model, fitted))


def optimize(env: Env, store: Store) -> Attempt:
    """Fit a model to the log, and let it hold if it is better."""
    now = env.now()
    reviews = [fact for _, fact in store.fetch_reviews()]
    attempt = try_fit(reviews, store.model())
    if attempt.fitted is not None and attempt.trial is not None and attempt.is_better:
        trial = attempt.trial
        fitted = Fitted(attempt.fitted, attempt.reviews, trial.loss, trial.loss_before)
        kept = store.keep_model(fitted, at=now.milliseconds)
        attempt = msgspec.structs.replace(attempt, kept=kept)
    _keep_tried(env, _Tried(now.day, len(reviews)))
    return attempt


def optimize_now_and_then(env: Env, store: Store) -> Attempt | None:
    """Fit a model where that is worth while: weekly at most, after enough new answers; `None` if not."""
    if not is_installed():
        return None
    answers = sum(tally.seen for tally in store.fetch_days().values())
    tried = _fetch_tried(env)
    if tried is not None:
        is_recent = 0 <= env.now().day - tried.day < DAYS_BETWEEN
        if is_recent or answers < tried.answers + NEW_ANSWERS:
            return None
    return optimize(env, store) if answers >= LEAST_REVIEWS else None


def _fetch_tried(env: Env) -> _Tried | None:
    try:
        return msgspec.json.decode((env.paths.cache / _TRIED).read_bytes(), type=_Tried)
    except (OSError, msgspec.MsgspecError):
        return None


def _keep_tried(env: Env, tried: _Tried) -> None:
    """Keep it if it can be kept."""
    with contextlib.suppress(OSError):
        env.paths.cache.mkdir(parents=True, exist_ok=True)
        (env.paths.cache / _TRIED).write_bytes(msgspec.json.encode(tried))


_TRIED = "fitted.json"
