"""The compiled library is the library: never stale, never damaged, never needed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import pytest

from examprep.core.bank import Bank
from examprep.core.item import ConceptId, ItemId, kind_of
from examprep.core.library import Library
from examprep.core.syllabus import Exam
from examprep.errors import ContentError
from examprep.loader import cache, index, tree
from examprep.loader.banks import parse_bank
from examprep.loader.cache import load_library, load_syllabuses

GOOD = Path(__file__).with_name("data").joinpath("good")
BANK = (GOOD / "banks" / "nets.yaml").read_text(encoding="utf-8")


MORE = """  - extend: pool
    items:
      - id: extra-width
        kind: number
        level: 2
        ask: {ja: 幅は, en: How wide?}
        answer: "1 + 1"
        slips: [{value: "1", why: {ja: 足していない。, en: Nothing was added.}}]
        why: {ja: 和, en: The sum.}
        sources: ["Goodfellow et al. (2016), Deep Learning, chapter 9"]
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder that may be changed."""
    shutil.copytree(GOOD, tmp_path / "content")
    return tmp_path.resolve() / "content"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a cache folder that is not there yet."""
    return tmp_path / "home" / "cache"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that are given to the parser of YAML from then on."""
    texts: list[str] = []
    parser = tree._PARSER

    def listen(text: str) -> object:
        texts.append(text)
        return parser(text)

    monkeypatch.setattr(tree, "_PARSER", listen)
    return texts


def compiled(store: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(store.iterdir())}


def edit(path: Path, old: str, new: str) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count(old) == 1
    path.write_text(source.replace(old, new), encoding="utf-8")


def test_a_library_holds_what_the_files_hold(content: Path, store: Path) -> None:
    library = load_library(content, store)
    bank = parse_bank(BANK.encode()).bank
    assert bank is not None
    assert library.concepts == {concept.id: concept for concept in bank.concepts}
    assert list(library.topics) == ["e.dl", "e.dl.conv", "e.dl.pool"]
    assert library.syllabuses.keys() == {Exam.E}


def test_the_second_load_gives_equal_values_and_parses_nothing(
    content: Path, store: Path, parsed: list[str]
) -> None:
    first = load_library(content, store)
    assert len(parsed) == 2
    second = load_library(content, store)
    assert second == first
    assert [(item.id, kind_of(item)) for item in second.items.values()] == [
        (item.id, kind_of(item)) for item in first.items.values()
    ]
    assert load_syllabuses(content, store) == first.syllabuses
    assert len(parsed) == 2


def test_a_changed_file_is_parsed_and_only_that_one(content: Path, store: Path, parsed: list[str]) -> None:
    load_library(content, store)
    edit(content / "banks" / "nets.yaml", "level: 4", "level: 3")
    del parsed[:]
    assert load_library(content, store).items[ItemId("conv/loop")].level == 3
    assert parsed == [(content / "banks" / "nets.yaml").read_text(encoding="utf-8")]


def test_a_file_changed_back_is_never_stale(content: Path, store: Path) -> None:
    first = load_library(content, store)
    edit(content / "banks" / "nets.yaml", "kind: code\n        level: 4", "kind: code\n        level: 3")
    assert load_library(content, store) != first
    edit(content / "banks" / "nets.yaml", "kind: code\n        level: 3", "kind: code\n        level: 4")
    assert load_library(content, store) == first


@pytest.mark.parametrize("name", ["__version__", "COMPILED"])
def test_another_version_of_the_program_parses_anew(
    name: str, content: Path, store: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_library(content, store)
    monkeypatch.setattr(cache, name, "another")
    load_library(content, store)
    assert len(parsed) == 4


def flipped(stored: bytes, at: int) -> bytes:
    return stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _stored: b"",
    "foreign": lambda _stored: b"SQLite format 3\x00" * 9,
    "cut within the head": lambda stored: stored[:50],
    "cut behind the head": lambda stored: stored[:64],
    "cut within the values": lambda stored: stored[:-1],
    "longer": lambda stored: stored + b"\xc0",
    "other values": lambda stored: stored[:64] + b"\xc0",
    "values of another form": lambda stored: (
        stored[:32] + blake2b(b"\xc0", digest_size=32).digest() + b"\xc0"
    ),
    "the first bit turned": lambda stored: flipped(stored, 0),
    "a bit of the second digest turned": lambda stored: flipped(stored, 40),
    "a bit of a text turned": lambda stored: flipped(stored, stored.index(b"conv") + 1),
    "a bit in the middle turned": lambda stored: flipped(stored, len(stored) // 2),
    "the last bit turned": lambda stored: flipped(stored, len(stored) - 1),
    "another text": lambda stored: stored.replace("深層".encode(), "表層".encode()),
}


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take it that no file can have changed unseen, however new it is."""
    monkeypatch.setattr(index, "SETTLED", -(10**18))


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the banks that are opened from then on."""
    names: list[str] = []
    opener = cache._open_bank

    def listen(held: index.Held, folder: Path) -> Bank:
        names.append(Path(held.path).name)
        return opener(held, folder)

    monkeypatch.setattr(cache, "_open_bank", listen)
    return names


@pytest.fixture
def three(content: Path) -> Path:
    """Return content of three banks, one of which adds to a concept of another."""
    (content / "banks" / "more.yaml").write_text(
        BANK.replace("bank: nets", "bank: more").replace("id: conv", "id: pool")
    )
    (content / "banks" / "sub").mkdir()
    third = BANK.replace("bank: nets", "bank: extra").replace("id: conv", "id: third")
    (content / "banks" / "sub" / "extra.yaml").write_text(third + MORE)
    return content


def test_a_library_from_an_index_is_the_same_and_opens_a_bank_when_it_is_asked_for(
    three: Path, store: Path, settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = load_library(three, store)
    names = opened(monkeypatch)

    again = load_library(three, store)
    assert (again.catalogue, list(again.concepts)) == (library.catalogue, list(library.concepts))
    assert names == []
    assert again.concepts[ConceptId("pool")] == library.concepts[ConceptId("pool")]
    assert names == ["more.yaml", "extra.yaml"]  # which adds to it
    assert ConceptId("none") not in again.concepts
    assert again == library
    assert list(again.items) == list(library.items)
    assert (again.banks[-1], again.banks[:2]) == (library.banks[-1], library.banks[:2])
    assert sorted(names) == ["extra.yaml", "more.yaml", "nets.yaml"]


def test_an_index_is_not_trusted_while_a_file_may_change_unseen(
    content: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_library(content, store)
    names = opened(monkeypatch)
    assert load_library(content, store).items.keys() > {ItemId("conv/loop")}
    assert names == []  # every bank was read at once


@pytest.mark.parametrize("change", ["edited", "added", "removed", "renamed"])
def test_no_index_outlives_a_change_of_the_banks(
    change: str, three: Path, store: Path, settled: None, parsed: list[str]
) -> None:
    load_library(three, store)
    bank = three / "banks" / "more.yaml"
    match change:
        case "edited":
            edit(bank, "level: 4", "level: 3")
        case "added":
            (three / "banks" / "new.yaml").write_text(
                BANK.replace("bank: nets", "bank: fourth").replace("id: conv", "id: fourth")
            )
        case "removed":
            bank.unlink()
        case "renamed":
            bank.rename(bank.with_name("most.yaml"))

    assert load_library(three, store) == load_library(three, store.parent / "another")


def test_a_bank_that_is_edited_while_it_is_in_use_stays_as_it_was(
    three: Path, store: Path, settled: None
) -> None:
    library = load_library(three, store)
    again = load_library(three, store)
    (three / "banks" / "more.yaml").write_text("nonsense")
    assert again == library


def test_a_concept_that_is_gone_for_good_is_told(three: Path, store: Path, settled: None) -> None:
    load_library(three, store)
    library = load_library(three, store)
    (three / "banks" / "more.yaml").write_text(
        BANK.replace("bank: nets", "bank: fourth").replace("id: conv", "id: fourth")
    )
    load_library(three, store)  # compiles what is there now
    with pytest.raises(ContentError, match="`pool` was taken out of its bank meanwhile; start examprep"):
        library.concepts[ConceptId("pool")]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_costs_only_the_time_to_read_every_bank(
    damage: str, three: Path, store: Path, settled: None
) -> None:
    library = load_library(three, store)
    for name, stored in compiled(store).items():
        (store / name).write_bytes(DAMAGE[damage](stored))
    assert load_library(three, store) == library


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_costs_only_the_time_to_parse(damage: str, content: Path, store: Path) -> None:
    library = load_library(content, store)
    whole = compiled(store)
    for name, stored in whole.items():
        (store / name).write_bytes(DAMAGE[damage](stored))
    assert load_library(content, store) == library
    assert compiled(store) == whole


def test_the_cache_of_one_content_is_not_that_of_another(content: Path, store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(content, other)
    edit(other / "banks" / "nets.yaml", "level: 4", "level: 3")
    levels = [
        load_library(folder, store).items[ItemId("conv/loop")].level
        for folder in (content, other, content, other)
    ]
    assert levels == [4, 3, 4, 3]
    assert len(compiled(store)) == 6


def test_a_home_that_it_makes_is_safe_from_a_power_cut_and_its_owners_alone(
    content: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr("examprep.durable.sync_folder", synced.append)

    load_library(content, store)

    assert synced == [store.parent.parent, store.parent]
    assert [folder.stat().st_mode & 0o777 for folder in (store.parent, store)] == [0o700, 0o700]


def test_a_cache_that_is_a_file_is_done_without(content: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    library = load_library(content, tmp_path / "file")
    assert library == load_library(content, tmp_path / "cache")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_cache_below_a_file_is_done_without(content: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert load_library(content, tmp_path / "file" / "cache") == load_library(content, tmp_path / "cache")


def test_a_compiled_file_that_is_a_folder_is_done_without(content: Path, store: Path) -> None:
    library = load_library(content, store)
    for path in list(store.iterdir()):
        path.unlink()
        path.mkdir()
    assert load_library(content, store) == library
    assert all(path.is_dir() for path in store.iterdir())


def test_nothing_half_written_stays_behind(
    content: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(self: Path, stored: bytes) -> int:
        with self.open("wb") as file:
            file.write(stored[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    assert load_library(content, store).concepts.keys() == {"conv"}
    assert list(store.iterdir()) == []


def refused(content: Path, store: Path) -> str:
    with pytest.raises(ContentError) as error:
        load_library(content, store)
    return str(error.value)


def test_a_broken_bank_is_refused_with_its_first_fault(content: Path, store: Path) -> None:
    path = content / "banks" / "nets.yaml"
    edit(path, "level: 3", "level: high")
    edit(path, "as_of:", "asof:")
    assert refused(content, store) == (
        f"{path}:39:16: value: `level` must be a whole number, not `high`; "
        f"see all with: examprep bank check {path}"
    )


def test_the_hint_of_a_fault_is_passed_on(content: Path, store: Path) -> None:
    path = content / "banks" / "nets.yaml"
    edit(path, "format: 1", "format: 2")
    assert refused(content, store) == (
        f"{path}:1:9: format: format `2` is not known (upgrade examprep to read it); "
        f"see all with: examprep bank check {path}"
    )


def test_a_broken_syllabus_is_refused(content: Path, store: Path) -> None:
    path = content / "syllabus" / "e.yaml"
    edit(path, "exam: e", "exam: x")
    assert refused(content, store).startswith(f"{path}:2:7: value: `exam` must be one of e, g;")


def test_a_bank_broken_after_it_was_compiled_is_refused(content: Path, store: Path) -> None:
    load_library(content, store)
    (content / "banks" / "nets.yaml").write_bytes(b"\xff")
    assert "nets.yaml:1:1: encoding: " in refused(content, store)
    assert "nets.yaml:1:1: encoding: " in refused(content, store)


def test_a_concept_in_two_banks_is_refused(content: Path, store: Path) -> None:
    (content / "banks" / "again.yaml").write_text(BANK, encoding="utf-8")
    assert refused(content, store) == (f"`conv` stands twice; run: examprep bank check {content}")


def test_content_without_a_bank_is_refused(content: Path, store: Path) -> None:
    (content / "banks" / "nets.yaml").unlink()
    assert refused(content, store) == f"no banks in {content / 'banks'}; reinstall examprep"


def test_a_bank_that_cannot_be_read_is_named(content: Path, store: Path) -> None:
    (content / "banks" / "gone.yaml").symlink_to(content / "nowhere")
    assert refused(content, store) == f"cannot read {content / 'nowhere'}: No such file or directory"


def test_extensions_join_the_concept_of_another_bank(content: Path, store: Path) -> None:
    (content / "banks" / "more.yaml").write_text(
        "format: 1\nbank: more\ntitle: {ja: 題, en: Title}\nconcepts:\n  - extend: conv\n    items:\n"
        "      - {id: more, kind: recall, level: 1, ask: {ja: 何か, en: What}, answer: $1$}\n",
        encoding="utf-8",
    )
    libraries: list[Library] = [load_library(content, store) for _ in range(2)]
    for library in libraries:
        assert [item.id for item in library.concepts[ConceptId("conv")].items][-1] == "conv/more"
