"""What stands above a mock exam: which question, how much time is left, what is looked at."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text as Rich

from examprep.core import announcements
from examprep.core.item import Lang, Text, kind_of
from examprep.render import FAINT, HEADING, KIND_NAMES, say, wrapped
from examprep.seat import Seat
from examprep.tui.desk import NAMES, View


def head_lines(seat: Seat, view: View, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield the clock and the pace, then the question's area, kind and flags, or another view's name."""
    mock, left = seat.mock, seat.mock.left
    told = (announcements.time_left(left), announcements.pace_words(mock.pace))
    words = [
        f"{seat.place}/{mock.total}",
        *(say(text.ja, text.en, lang) for text in told if text is not None),
    ]
    style = "bold red" if left < announcements.HURRY else HEADING
    yield from wrapped(Rich("  ".join(words), style=style), columns)
    yield from wrapped(_what_is_seen(seat, view, lang), columns)
    yield Rich()


def _what_is_seen(seat: Seat, view: View, lang: Lang) -> Rich:
    if view is not View.QUESTION:
        return Rich(say(NAMES[view].ja, NAMES[view].en, lang), style="bold")
    mock, place = seat.mock, seat.place
    area = mock.library.topics[mock.area(place)].title
    kind = Text(*KIND_NAMES[kind_of(mock.question(place).item)])
    what = "  ".join(say(text.ja, text.en, lang) for text in (area, kind))
    notes = announcements.flag_notes(mock.sitting.sheet(place))
    flags = ((f"  {say(note.ja, note.en, lang)}", "bold yellow") for note in notes)
    return Rich.assemble((what, FAINT), *flags)
