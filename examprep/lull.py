"""Why there is nothing to ask now, and what to type to go on anyway."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence

import msgspec

from examprep.aim import current_goal
from examprep.core.aside import Aside, in_force
from examprep.core.day import date_of
from examprep.core.item import Item, ItemId, Text
from examprep.core.library import Filter, Library, select_items
from examprep.core.memory import Memory
from examprep.core.syllabus import Exam
from examprep.env import Env
from examprep.shelf import open_shelf
from examprep.store.store import Store
from examprep.study import Wish


def why_nothing(env: Env, store: Store, library: Library, wish: Wish) -> Text:
    """Say which limit or filter leaves nothing to ask, the nearest first, and how to go on."""
    today = env.now().day
    items = select_items(library, wish.wanted)
    if not items:
        return _no_match(wish, _drafts(env, wish.wanted))
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
    goal = current_goal(env)
    return _nothing_due(wish, waits, Exam.E if goal is None else goal.exam)


_AWAY = {Aside.SUSPENDED, Aside.BURIED}


def _noun(wish: Wish) -> Text:
    """Return what a session asks, as one of it is called."""
    return Text("カード", "card") if wish.wanted.cards else Text("問題", "question")


def _next_due(items: Sequence[Item], memories: Mapping[ItemId, Memory]) -> Text:
    """Say when the first of some items falls due again; nothing where none was ever asked."""
    days = [memories[item.id].due for item in items if item.id in memories]
    if not days:
        return Text("", "")
    first = min(days)
    date, count = date_of(first), days.count(first)
    return Text(f"次の復習は {date}（{count}）。", f" The next review is on {date} ({count}).")


def _drafts(env: Env, wanted: Filter) -> int:
    """Count what is still being written of the bank and the concept that are wanted."""
    shelf = open_shelf(env)
    return sum(
        wanted.concept is None or id.startswith(f"{wanted.concept}/")
        for file, drafts in shelf.drafts.items()
        if wanted.bank in (None, shelf.added[file].id)
        for id in drafts
    )


def _no_match(wish: Wish, drafts: int) -> Text:
    options, noun = _options(wish.wanted), _noun(wish)
    if drafts:
        look = "examprep bank paths"
        return Text(
            f"条件に合う{noun.ja}が問題集にない: {options}。書きかけ（… が残っている）が{drafts}ある: {look}",
            f"No {noun.en} matches: {options}. {drafts} still being written (… stands in "
            f"{'it' if drafts == 1 else 'them'}): {look}",
        )
    return Text(
        f"条件に合う{noun.ja}が問題集にない: {options}。条件を減らす。",
        f"No {noun.en} matches: {options}. Leave a condition out.",
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
    noun, count = _noun(wish), len(kinds)
    which = ("条件に合う", f" that match{'es' * (count == 1)}") if _options(wish.wanted) else ("", "")
    every = f"The only {noun.en}" if count == 1 else f"All {count} {noun.en}s"
    return Text(
        f"{which[0]}{noun.ja}（{count}）はすべて除いてある（もう出題しない {gone}、今日は出題しない {today}"
        "）。一覧: examprep marks。戻す: examprep unmark ID",
        f"{every}{which[1]} {'is' if count == 1 else 'are'} set aside ({gone} suspended, {today} buried for "
        "today). List them: examprep marks; take one back: examprep unmark ID",
    )


def _no_more_new(wish: Wish, begun: int, waits: Text) -> Text:
    more, noun = f"{_command(wish)} --new 10", _noun(wish)
    if wish.limits.new is not None:
        return Text(
            f"復習の時期が来た{noun.ja}はなく、新しい{noun.ja}は --new {wish.limits.new} なので出さない。"
            f"{waits.ja}新しい{noun.ja}を出すなら: {more}",
            f"Nothing is due, and --new {wish.limits.new} allows no new {noun.en}.{waits.en} "
            f"For new {noun.en}s: {more}",
        )
    return Text(
        f"今日の新しい{noun.ja}は終わった（{begun}）。復習の時期が来た{noun.ja}もない。{waits.ja}"
        f"もっと出すなら: {more}",
        f"Today's new {noun.en}s are done ({begun}), and nothing is due.{waits.en} For more: {more}",
    )


def _nothing_due(wish: Wish, waits: Text, exam: Exam) -> Text:
    noun = _noun(wish)
    if _options(wish.wanted):
        way = Text(
            f"ほかの{noun.ja}なら: examprep {wish.mode}", f"For other {noun.en}s: examprep {wish.mode}"
        )
    else:
        way = Text(
            f"いま解くなら模擬試験: examprep exam {exam} --half",
            f"A mock exam is always open: examprep exam {exam} --half",
        )
    return Text(
        f"新しい{noun.ja}は残っておらず、復習の時期が来た{noun.ja}もない。{waits.ja}{way.ja}",
        f"No new {noun.en} is left, and nothing is due.{waits.en} {way.en}",
    )


def _command(wish: Wish) -> str:
    return f"examprep {wish.mode} {_options(wish.wanted)}".rstrip()


def _options(wanted: Filter) -> str:
    """Write a filter as it is typed."""
    parts = ((name, value) for name, value in msgspec.structs.asdict(wanted).items() if name != "cards")
    return " ".join(f"--{name} {shlex.quote(str(value))}" for name, value in parts if value is not None)
