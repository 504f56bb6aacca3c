"""Text on its way to a terminal and back: made visible, measured, wrapped, folded for comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate

import wcwidth

_UNSEEN_RANGES = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control and C1, but for newline and tab
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"  # format characters of scripts
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"  # zero width, bidi, separators
    "\ud800-\udfff\ue000-\uf8ff"  # surrogates, private use
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff"  # tags; kanji keep their variants
)
UNSEEN = re.compile(f"[{_UNSEEN_RANGES}]")
"""One character that draws nothing, or something else than itself; newline and tab are fine."""


def escape(character: str) -> str:
    r"""Return the character as visible ASCII, such as `\x1b` or `\u202e`."""
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def clean(text: str) -> str:
    """Return the text with nothing left in it that a terminal would obey instead of show."""
    return UNSEEN.sub(lambda found: escape(found[0]), text).replace("\t", "    ")


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes; control characters take none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_cluster_width, _clusters(text)))


_NO_START = frozenset(
    "、。，．・：；？！‼⁇⁈⁉…‥ー〜～゠–゛゜ヽヾゝゞ々〻％‰℃°′″"
    "）］｝〕〉》」』】〙〗〟’”｠»"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡､･｣ｰﾞﾟｧｨｩｪｫｬｭｮｯ"
    ",.:;?!)]}%"
)
_NO_END = frozenset("（［｛〔〈《「『【〘〖〝‘“｟«｢([{")
_NO_BREAK_SPACES = frozenset("\xa0\u2007\u202f")


def wrap_lines(text: str, columns: int) -> tuple[str, ...]:
    """Return the text in lines of at most so many columns."""
    return tuple(text[line] for line in wrap(text, columns))


def wrap(text: str, columns: int) -> tuple[slice, ...]:
    """Return the lines as slices of the text, so that styled text can be cut where the plain text is.

    Japanese breaks between characters except where kinsoku forbids it; other words stay whole while they
    fit. Each line fits, from 2 columns on; only spaces at breaks and newlines are in no line.
    """
    lines: list[slice] = []
    start = 0
    for paragraph in text.split("\n"):
        for first, last in _lines(_clusters(paragraph), max(columns, 2)):
            lines.append(slice(start + first, start + last))
        start += len(paragraph) + 1
    return tuple(lines)


def _lines(clusters: Sequence[str], columns: int) -> Iterator[tuple[int, int]]:
    """Yield where each line starts and ends, in characters; an empty paragraph has one empty line."""
    starts = [0, *accumulate(map(len, clusters))]
    first = 0
    while True:
        reach = _reach(clusters, first, columns)
        content = next((n for n in range(first, reach) if not _is_space(clusters[n])), reach)
        if content == reach < len(clusters):
            first = reach  # an indent wider than the line is dropped
            continue
        after = reach if reach == len(clusters) else _cut(clusters, content, reach)
        last = next((n for n in range(after, first, -1) if not _is_space(clusters[n - 1])), first)
        yield starts[first], starts[last]
        if after == len(clusters):
            return
        first = after


def _reach(clusters: Sequence[str], first: int, columns: int) -> int:
    """Return the first cluster that no longer fits on the line; spaces hang over its end."""
    taken = 0
    for index in range(first, len(clusters)):
        taken += _cluster_width(clusters[index])
        if taken > columns and index > first and not _is_space(clusters[index]):
            return index
    return len(clusters)


def _cut(clusters: Sequence[str], content: int, reach: int) -> int:
    """Return where the next line starts: after a word, else within one that is too long."""
    breaks = [n for n in range(reach, content, -1) if _keeps_kinsoku(clusters[n - 1], clusters[n])]
    between_words = (n for n in breaks if _is_between_words(clusters[n - 1], clusters[n]))
    return next(between_words, breaks[0] if breaks else reach)


def _keeps_kinsoku(before: str, after: str) -> bool:
    return after[0] not in _NO_START and before[0] not in _NO_END and not _is_space(after)


def _is_between_words(before: str, after: str) -> bool:
    return _is_space(before) or _is_wide(before) or _is_wide(after)


def _is_space(cluster: str) -> bool:
    return cluster.isspace() and cluster not in _NO_BREAK_SPACES


def _is_wide(cluster: str) -> bool:
    return _cluster_width(cluster) == 2 or "\uff61" <= cluster[0] <= "\uff9f"


def _clusters(text: str) -> list[str]:
    """Split the text into what is drawn as one: a character with its marks, an emoji with its parts."""
    clusters: list[str] = []
    for character in text:
        if clusters and character >= "\u0300" and _joins(clusters[-1], character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _joins(cluster: str, character: str) -> bool:
    alone = wcwidth.wcwidth(character)
    if alone <= 0 or (len(cluster) == 1 and character < "\U0001f1e6"):
        return alone == 0 and wcwidth.wcwidth(cluster[-1]) >= 0
    return _cluster_width(cluster + character) <= _cluster_width(cluster)


def _cluster_width(cluster: str) -> int:
    return max(wcwidth.wcwidth(cluster) if len(cluster) == 1 else wcwidth.wcswidth(cluster), 0)


_HALF_WIDTH = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF61, 0xFFA0)}
_ONE_BY_ONE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | _HALF_WIDTH
_OTHER_WIDTH = re.compile("[\uff01-\uff5e\uff61-\uff9f]")  # ten times as fast as `str.translate`


def to_usual_width(text: str) -> str:
    """Return the text with full-width ASCII and half-width kana in their usual width, and NFC."""
    return unicodedata.normalize("NFC", _OTHER_WIDTH.sub(lambda found: _ONE_BY_ONE[found[0]], text))


def fold(text: str) -> str:
    """Return the form in which typed words are compared: case, width and spaces do not matter.

    Characters fold one by one; NFKC over the whole would make 10² equal 102.
    """
    visible = UNSEEN.sub(lambda found: " " if found[0].isspace() else "", text)
    folded = to_usual_width(to_usual_width(visible).casefold())
    return " ".join(folded.split())
