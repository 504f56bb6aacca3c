"""Why there is nothing to ask now, and what to type to go on anyway."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence

import msgspec

from examprep.core.aside import Aside, in_force
from examprep.core.day import date_of
from examprep.core.item import Item, ItemId, Text
from examprep.core.library import Filter, Library, select_items
from examprep.core.memory import Memory
from examprep.env import Env
from examprep.store.store import Store
from examprep.study import Wish


def why_nothing(env: Env, store: Store, library: Library, wish: Wish) -> Text:
    """Say which limit or filter leaves nothing to ask, the nearest first, and how to go on."""
    today = env.now().day
    items = select_items(library, wish.wanted)
    if not items:
        return _no_match(wish)
    answered, daily = store.count_answers(today), env.settings.daily
    if daily and answered >= daily:
        return _day_is_full(daily, answered)
    kinds = {mark.item: mark.kind for mark in in_force(store.fetch_marks(), today) if mark.kind in _AWAY}
    left = [item for item in items if item.id not in kinds]
    if not left:
        return _all_away(wish, [kinds[item.id] for item in items])
    memories = store.fetch_memories()
    waits = _next_due(left, memories)
    if any(item.id not in memories for item in left):
        return _no_more_new(wish, store.count_begun(today), waits)
    return _nothing_due(wish, waits)


_AWAY = {Aside.SUSPENDED, Aside.BURIED}


def _next_due(items: Sequence[Item], memories: Mapping[ItemId, Memory]) -> Text:
    """Say when the first of some items falls due again; nothing where none was ever asked."""
    days = [memories[item.id].due for item in items if item.id in memories]
    if not days:
        return Text("", "")
    first = min(days)
    date, count = date_of(first), days.count(first)
    return Text(f"次の復習は {date}（{count}問）。", f" The next review is on {date} ({count}).")


def _no_match(wish: Wish) -> Text:
    options = _options(wish.wanted)
    return Text(
        f"条件に合う問題が問題集にない: {options}。条件を減らす。",
        f"No question matches: {options}. Leave a condition out.",
    )


def _day_is_full(daily: int, answered: int) -> Text:
    command = "examprep config set daily"
    given = f"{answered} answer{'s' * (answered != 1)}"
    return Text(
        f"今日の解答は {answered} で、1日の上限（daily = {daily}）に達した。"
        f"今日も続けるなら: {command} {answered + daily}。上限をなくすなら: {command} 0",
        f"You gave {given} today, and daily = {daily} allows no more. To go on today: "
        f"{command} {answered + daily}; without any limit: {command} 0",
    )


def _all_away(wish: Wish, kinds: Sequence[Aside]) -> Text:
    gone, today = kinds.count(Aside.SUSPENDED), kinds.count(Aside.BURIED)
    which = ("条件に合う", " that match") if _options(wish.wanted) else ("", "")
    return Text(
        f"{which[0]}{len(kinds)}問はすべて除いてある（もう出題しない {gone}、今日は出題しない {today}）。"
        "一覧: examprep marks。戻す: examprep unmark ID",
        f"All {len(kinds)} questions{which[1]} are set aside ({gone} suspended, {today} buried for today). "
        "List them: examprep marks; take one back: examprep unmark ID",
    )


def _no_more_new(wish: Wish, begun: int, waits: Text) -> Text:
    more = f"{_command(wish)} --new 10"
    if wish.limits.new is not None:
        return Text(
            f"復習の時期が来た問題はなく、新しい問題は --new {wish.limits.new} なので出さない。{waits.ja}"
            f"新しい問題を解くなら: {more}",
            f"Nothing is due, and --new {wish.limits.new} allows no new question.{waits.en} "
            f"For new questions: {more}",
        )
    return Text(
        f"今日の新しい問題は終わった（{begun}問）。復習の時期が来た問題もない。{waits.ja}"
        f"もっと解くなら: {more}",
        f"Today's new questions are done ({begun}), and nothing is due.{waits.en} For more: {more}",
    )


def _nothing_due(wish: Wish, waits: Text) -> Text:
    if _options(wish.wanted):
        way = Text(f"ほかの問題なら: examprep {wish.mode}", f"For other questions: examprep {wish.mode}")
    else:
        way = Text(
            "いま解くなら模擬試験: examprep exam e --half",
            "A mock exam is always open: examprep exam e --half",
        )
    return Text(
        f"新しい問題は残っておらず、復習の時期が来た問題もない。{waits.ja}{way.ja}",
        f"No new question is left, and nothing is due.{waits.en} {way.en}",
    )


def _command(wish: Wish) -> str:
    return f"examprep {wish.mode} {_options(wish.wanted)}".rstrip()


def _options(wanted: Filter) -> str:
    """Write a filter as it is typed."""
    parts = ((name, value) for name, value in msgspec.structs.asdict(wanted).items() if name != "cards")
    return " ".join(f"--{name} {shlex.quote(str(value))}" for name, value in parts if value is not None)
