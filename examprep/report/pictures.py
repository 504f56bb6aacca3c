"""Numbers as small pictures in SVG; each stands beside the same numbers in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from examprep.core.calibration import Bin
from examprep.core.readiness import Estimate

WIDE, HIGH = 220, 18
"""A picture in a table's row."""
HEATS = (1, 10, 20, 40)
"""From so many answers on a day is darker."""
CELL, GAP = 11, 2
"""A day of the heatmap."""
SIDE = 240
"""A square chart."""
MARGIN = 34
"""Room for a chart's numbers, left of it and below."""
PAD = 14
"""Room above a chart for what stands on its upper edge."""


def bar(share: float) -> str:
    """Return a bar that fills a share of a row."""
    length = WIDE * min(max(share, 0.0), 1.0)
    return _picture(
        WIDE, HIGH, [f'<rect y="3" width="{length:.1f}" height="{HIGH - 6}" fill="var(--main)"/>']
    )


def interval(score: Estimate | None, low: float, high: float) -> str:
    """Return where a score lies from 0 to 1, beside the range in which the pass mark is believed to be."""
    middle = HIGH / 2
    parts = [
        f'<rect x="{low * WIDE:.1f}" width="{(high - low) * WIDE:.1f}" height="{HIGH}" fill="var(--heat0)"/>',
        f'<line x1="0" x2="{WIDE}" y1="{HIGH}" y2="{HIGH}" stroke="var(--line)"/>',
    ]
    if score is not None:
        parts += [
            f'<line x1="{score.low * WIDE:.1f}" x2="{score.high * WIDE:.1f}" y1="{middle}" y2="{middle}" '
            'stroke="var(--main)" stroke-width="3"/>',
            f'<circle cx="{score.mean * WIDE:.1f}" cy="{middle}" r="5" fill="var(--main)"/>',
        ]
    return _picture(WIDE, HIGH, parts)


def heatmap(weeks: Sequence[Sequence[int | None]], days: Sequence[str], label: str) -> str:
    """Return a square a day, a column a week, Monday above; darker is more."""
    step, left = CELL + GAP, 24
    parts = [
        f'<text x="0" y="{place * step + CELL - 1}">{name}</text>' for place, name in enumerate(days) if name
    ]
    for column, week in enumerate(weeks):
        for row, count in enumerate(week):
            if count is not None:
                heat = sum(count >= least for least in HEATS)
                place = f'x="{left + column * step}" y="{row * step}" width="{CELL}" height="{CELL}"'
                parts.append(f'<rect {place} rx="2" fill="var(--heat{heat})"/>')
    return _picture(left + len(weeks) * step, 7 * step, parts, label)


def reliability(bins: Iterable[Bin], label: str) -> str:
    """Return predictions against what happened; on the diagonal both are equal, larger dots are more."""
    known = [own for own in bins if own.predicted is not None and own.recalled is not None]
    most = max((own.count for own in known), default=1)
    parts = [*_frame(SIDE, SIDE), f'<path d="M{MARGIN} {SIDE}L{MARGIN + SIDE} 0" stroke="var(--line)"/>']
    for own in known:
        x, y = MARGIN + (own.predicted or 0) * SIDE, SIDE - (own.recalled or 0) * SIDE
        radius = 4 + 8 * (own.count / most) ** 0.5
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="var(--main)" opacity=".75"/>')
    for share in (0.0, 0.5, 1.0):
        x = MARGIN + share * SIDE
        parts.append(f'<text x="{x}" y="{SIDE + 16}" text-anchor="middle">{share:.0%}</text>')
    return _picture(MARGIN + SIDE + 14, SIDE + MARGIN, parts, label)


def course(scores: Sequence[Estimate], low: float, high: float, label: str) -> str:
    """Return scores in their order with their intervals, over the range of the pass mark."""
    step = 44
    length = max(len(scores) * step, SIDE)
    band = f'<rect x="{MARGIN}" y="{_y(high)}" width="{length}" height="{_y(low) - _y(high)}" '
    parts = [f'{band}fill="var(--heat0)"/>', *_frame(length, SIDE)]
    places = [MARGIN + step / 2 + step * n for n in range(len(scores))]
    path = " ".join(f"{x:.1f},{_y(own.mean):.1f}" for x, own in zip(places, scores, strict=True))
    parts.append(f'<polyline points="{path}" fill="none" stroke="var(--main)" stroke-width="1.5"/>')
    for n, (x, own) in enumerate(zip(places, scores, strict=True), 1):
        ends = f'x1="{x:.1f}" x2="{x:.1f}" y1="{_y(own.low):.1f}" y2="{_y(own.high):.1f}"'
        parts.append(f'<line {ends} stroke="var(--main)" stroke-width="2" opacity=".5"/>')
        parts.append(f'<circle cx="{x:.1f}" cy="{_y(own.mean):.1f}" r="4" fill="var(--main)"/>')
        parts.append(f'<text x="{x:.1f}" y="{SIDE + 16}" text-anchor="middle">{n}</text>')
    return _picture(MARGIN + length, SIDE + MARGIN, parts, label)


def _y(share: float) -> float:
    return SIDE - share * SIDE


def _frame(width: float, height: float) -> Iterable[str]:
    """Yield the lines of a chart from 0 to 100 %."""
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = height - share * height
        yield f'<line x1="{MARGIN}" x2="{MARGIN + width}" y1="{y}" y2="{y}" stroke="var(--line)"/>'
        yield f'<text x="{MARGIN - 5}" y="{y + 4}" text-anchor="end">{share:.0%}</text>'


def _picture(width: float, height: float, parts: Iterable[str], label: str = "") -> str:
    """Return a picture; one without a label repeats what stands beside it."""
    named = f'role="img" aria-label="{label}"' if label else 'aria-hidden="true"'
    top = PAD if label else 0
    box = f'width="{width}" height="{height + top}" viewBox="0 {-top} {width} {height + top}"'
    return f"<svg {named} {box}>{''.join(parts)}</svg>"
