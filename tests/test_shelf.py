"""Banks that did not come with the program: found, merged, left out with the reason, never run in process."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import msgspec
import pytest

from examprep.core.item import ItemId
from examprep.core.library import Filter, Library, select_items
from examprep.core.problem import ProblemId
from examprep.env import Env, Paths, read_env, write_settings
from examprep.errors import UsageError
from examprep.loader.locate import locate_item
from examprep.loader.packages import package_offers
from examprep.loader.shelf import Shelf, fill_shelf
from examprep.lull import why_nothing
from examprep.proof import prove_content
from examprep.shelf import (
    Origin,
    add_place,
    added_paths,
    open_shelf,
    places_of,
    problem_folders,
    problems_of,
    remove_place,
)
from examprep.store.store import Store
from examprep.study import Wish, limits_of
from tests.conftest import Command

GOOD = Path(__file__).with_name("data").joinpath("good")
ITEM = """\
      - {id: ITEM, kind: recall, level: 1, ask: {ja: 何か。, en: What is it?}, answer: {ja: 答, en: That.}}
"""
OWN = f"""\
format: 1
bank: BANK
title: {{ja: 題, en: Title}}
concepts:
  - id: CONCEPT
    title: {{ja: 題, en: Title}}
    note: {{ja: 要点。, en: The point.}}
    sources: [A book]
    items:
{ITEM}"""
EXTENDING = f"""\
format: 1
bank: more
title: {{ja: 題, en: Title}}
concepts:
  - extend: CONCEPT
    items:
{ITEM}"""


def bank(source: str = OWN, **names: str) -> str:
    for word, name in ({"bank": "mine", "concept": "own", "item": "one"} | names).items():
        source = source.replace(word.upper(), name)
    return source


@pytest.fixture
def env(tmp_path: Path) -> Env:
    """Return surroundings whose shipped content is one small bank."""
    shutil.copytree(GOOD, tmp_path / "content")
    home = tmp_path.resolve() / "home"
    paths = Paths(
        config=home / "config.toml",
        progress=home / "progress.db",
        backups=home / "backups",
        cache=home / "cache",
        content=tmp_path.resolve() / "content",
        problems=tmp_path.resolve() / "problems",
    )
    return Env(paths)


def fresh(env: Env) -> Env:
    """Return the same surroundings with what was read of the settings forgotten."""
    return msgspec.structs.replace(env)


def write(folder: Path, **files: str) -> Path:
    for name, source in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return folder.resolve()


def filled(env: Env, *places: Path) -> Shelf:
    return fill_shelf(env.paths.content, env.paths.cache, places)


def told(shelf: Shelf) -> list[str]:
    return [str(left) for left in shelf.left_out]


def test_added_banks_are_part_of_the_library(env: Env, tmp_path: Path) -> None:
    place = write(tmp_path / "a", mine=bank(), more=bank(EXTENDING, concept="conv", item="extra"))

    shelf = filled(env, place)

    assert shelf.library.concepts.keys() == {"conv", "own"}
    assert ItemId("conv/extra") in shelf.library.items and ItemId("own/card") in shelf.library.items
    assert [one.id for one in shelf.shipped] == ["nets"]
    assert [one.id for one in shelf.added.values()] == ["mine", "more"]
    assert shelf.left_out == ()


def test_the_second_start_parses_nothing(env: Env, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = write(tmp_path / "a", mine=bank())
    first = filled(env, place)
    monkeypatch.setattr("examprep.loader.tree._PARSER", None)
    assert filled(env, place) == first


def test_banks_stand_in_a_folder_of_that_name_else_anywhere_but_in_hidden_ones(
    env: Env, tmp_path: Path
) -> None:
    loose = write(tmp_path / "a", mine=bank(), **{".github__workflows__ci": "on: push\n"})
    sorted_ = write(tmp_path / "b", banks__deep__other=bank(bank="other", concept="two"), mkdocs="site: x\n")
    single = write(tmp_path / "c", third=bank(bank="third", concept="three"), bad="format: 1\n")

    shelf = filled(env, loose, sorted_, single / "third.yaml", loose)

    assert [one.id for one in shelf.added.values()] == ["mine", "other", "third"]
    assert shelf.left_out == ()


def test_what_cannot_be_used_is_left_out_with_the_reason_and_nothing_else(env: Env, tmp_path: Path) -> None:
    place = write(
        tmp_path / "a",
        good=bank(),
        typo=bank(bank="typo", concept="typo").replace("level", "levle"),
        lost=bank(EXTENDING, concept="conf", item="x"),
    )
    (place / "empty").mkdir()

    shelf = filled(env, place, tmp_path / "gone", place / "empty")

    assert [one.id for one in shelf.added.values()] == ["mine"]
    typo, gone, empty, lost = told(shelf)
    assert typo.startswith(f"{place}/typo.yaml:10:9: missing: `level` is missing; see all with: ")
    assert gone == f"{tmp_path}/gone: no such file or folder"
    assert empty == f"{place}/empty: no banks in it: their names end in .yaml"
    assert lost == f'{place}/lost.yaml: it extends `conf`, which no bank has. Did you mean "conv"?'


def test_what_is_being_written_is_asked_of_nobody_and_named(env: Env, tmp_path: Path) -> None:
    draft = ITEM.replace("ITEM", "draft").replace("What is it?", "…")
    number = "      - {id: sum, kind: number, level: 1, ask: {ja: 何か。, en: What?}, answer: …}\n"
    note = bank(bank="bare", concept="bare").replace("{ja: 要点。, en: The point.}", "{ja: …, en: …}")
    place = write(tmp_path / "a", mine=bank() + draft + number, none=note)

    for _ in range(2):  # the second is from the cache
        shelf = filled(env, place)
        mine = {id for id in shelf.library.items if id.startswith(("own/", "bare/"))}
        assert mine == {"own/one", "own/card", "bare/one"} and told(shelf) == []
        assert {path.name: drafts for path, drafts in shelf.drafts.items()} == {
            "mine.yaml": ("own/draft", "own/sum"),
            "none.yaml": ("bare/card",),
        }


@pytest.mark.parametrize(
    ("wanted", "drafts"),
    [({"bank": "mine"}, 2), ({"concept": "two", "bank": "mine"}, 1), ({"concept": "own", "bank": "nets"}, 0)],
)
def test_a_quiz_of_drafts_alone_says_that_they_are_being_written(
    env: Env, tmp_path: Path, wanted: dict[str, str], drafts: int
) -> None:
    source = bank().replace("What is it?", "…")
    two = source.partition("concepts:\n")[2].replace("id: own", "id: two")
    write_settings(env.paths.config, {"banks": [str(write(tmp_path / "a", mine=source + two))]})
    here = fresh(env)
    wish = Wish("quiz", Filter(**wanted), limits_of(5, None))  # type: ignore[arg-type]

    with Store.in_memory(entropy=bytes(16)) as store:
        said = why_nothing(here, store, open_shelf(here).library, wish).en

    asked = " ".join(f"--{name} {value}" for name, value in wanted.items())
    advice = {
        0: "Leave a condition out.",
        1: "1 still being written (… stands in it): examprep bank paths",
        2: "2 still being written (… stands in them): examprep bank paths",
    }
    assert said == f"No question matches: {asked}. {advice[drafts]}"


NETS = "content/banks/nets.yaml"
CLASHES = [
    ("a shipped concept", bank(bank="twin", concept="conv"), "concept `conv`", NETS),
    ("a shipped bank", bank(bank="nets"), "bank `nets`", NETS),
    ("a shipped item", bank(EXTENDING, concept="conv", item="floor"), "item `conv/floor`", NETS),
    ("an added concept", bank(bank="twin"), "concept `own`", "a/a.yaml"),
    ("itself", bank(bank="twin", concept="new") + ITEM.replace("ITEM", "one"), "item `new/one`", "b/b.yaml"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "what", "other"), [c[1:] for c in CLASHES], ids=[c[0] for c in CLASHES])
def test_one_id_in_two_banks_names_both_files(
    env: Env, tmp_path: Path, source: str, what: str, other: str
) -> None:
    first, second = write(tmp_path / "a", a=bank()), write(tmp_path / "b", b=source)

    shelf = filled(env, first, second)

    base = tmp_path.resolve()
    assert told(shelf) == [f"{base}/b/b.yaml: {what} stands in {base}/b/b.yaml and in {base}/{other}"]
    assert [one.id for one in shelf.added.values()] == ["mine"]


def test_what_extends_a_bank_that_is_left_out_is_left_out_too(env: Env, tmp_path: Path) -> None:
    place = write(
        tmp_path / "a",
        base=bank().replace("- extend", "x") + "  - {extend: nowhere, items: []}\n",
        more=bank(EXTENDING, concept="own", item="two"),
    )
    assert sorted(one.rpartition(": it extends ")[2][:10] for one in told(filled(env, place))) == [
        "`nowhere`,",
        "`own`, whi",
    ]


def test_only_one_bank_can_be_asked(env: Env, tmp_path: Path) -> None:
    place = write(tmp_path / "a", more=bank(EXTENDING, concept="conv", item="extra"), mine=bank())
    library = filled(env, place).library
    assert [item.id for item in select_items(library, Filter(bank="more"))] == ["conv/extra"]
    assert [item.id for item in select_items(library, Filter(bank="mine", cards=True))] == [
        "own/card",
        "own/one",
    ]


def test_settings_variable_and_packages_name_places(env: Env, tmp_path: Path) -> None:
    write(tmp_path / "a", mine=bank())
    write(tmp_path / "b", other=bank(bank="other", concept="two"))
    write_settings(env.paths.config, {"banks": [str(tmp_path / "a")]})
    named = msgspec.structs.replace(env, banks=(str(tmp_path / "b"), "~nobody-here/x"))

    assert [place.origin for place in places_of(named)] == [Origin.SETTING, Origin.VARIABLE, Origin.VARIABLE]
    shelf = open_shelf(named)
    assert [one.id for one in shelf.added.values()] == ["mine", "other"]
    assert [left.place for left in shelf.left_out] == ["~nobody-here/x"]
    assert added_paths(named) == (tmp_path / "a", tmp_path / "b")


def test_a_place_is_remembered_once_and_forgotten_by_either_name(
    env: Env, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = write(tmp_path / "a", mine=bank())
    write_settings(env.paths.config, {"goal": {"exam": "e", "date": "2027-01-01", "minutes": 20}})
    monkeypatch.chdir(tmp_path)

    add_place(env, Path("a"))
    add_place(fresh(env), place)
    settings = fresh(env).settings
    assert settings.banks == (str(place),) and settings.goal is not None

    with pytest.raises(UsageError, match="b was not added with `bank add-path`; added are: "):
        remove_place(fresh(env), Path("b"))
    assert remove_place(fresh(env), Path("a")) == str(place)
    assert fresh(env).settings.banks == () and "banks" not in env.paths.config.read_text()


def test_a_place_without_banks_is_not_added(env: Env, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(UsageError, match=r"no banks in .*bank new DIR"):
        add_place(env, tmp_path / "a")
    with pytest.raises(UsageError, match="no such file or folder: nowhere"):
        add_place(env, Path("nowhere"))


@pytest.mark.parametrize(
    ("name", "source", "message"),
    [
        (
            "file.py",
            "print()",
            r"file.py is no bank: its name would end in .yaml; name a folder of banks, or",
        ),
        ("problem.yaml", "format: 1\nid: x\n", r"is no bank: .*:1:1: missing: `bank` is missing; name"),
        ("mine.yaml", "bank: [", "mine.yaml is no bank: .*: syntax: "),
    ],
)
def test_a_file_that_is_no_bank_is_not_added(
    env: Env, tmp_path: Path, name: str, source: str, message: str
) -> None:
    (tmp_path / name).write_text(source)
    with pytest.raises(UsageError, match=message):
        add_place(env, tmp_path / name)
    assert fresh(env).settings.banks == ()


def test_a_place_brings_problems_too_and_a_shipped_id_is_never_anothers(env: Env, tmp_path: Path) -> None:
    write(env.paths.problems, taken__problem="")
    place = write(
        tmp_path / "a", problems__mine__problem="", problems__taken__problem="", problems__mine__x=""
    )
    alone = write(tmp_path / "alone", problem="")
    for added in (place, alone):
        add_place(fresh(env), added)
    found = problem_folders(fresh(env))

    assert list(found) == ["taken", "mine", "alone"]
    assert found[ProblemId("taken")] == env.paths.problems / "taken"
    assert problems_of(fresh(env), place) == (["mine"], ["taken"])
    assert open_shelf(fresh(env)).left_out == ()  # what stands beside a problem is no bank


def test_an_editor_finds_items_of_added_banks(env: Env, tmp_path: Path) -> None:
    place = write(tmp_path / "a", mine=bank())
    found = locate_item([env.paths.content, place], "own/one")
    assert found is not None and (found.path, found.line) == (place / "mine.yaml", 10)


# --- packages


def install(site: Path, name: str, points: str, files: dict[str, str]) -> None:
    """Put a package where Python would find it; its code would tell if it were run."""
    record = site / f"{name}-1.0.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (record / "entry_points.txt").write_text(f"[examprep.banks]\n{points}\n")
    for path, source in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(source, encoding="utf-8")


RUN = "raise SystemExit('the package was run')\n"


def test_a_package_brings_banks_and_none_of_its_code_is_run(
    env: Env, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    files = {"bookbanks/__init__.py": RUN, "bookbanks/sub/__init__.py": RUN}
    install(site, "book-banks", "a = bookbanks:data\nb = bookbanks.sub", files | {
        "bookbanks/data/mine.yaml": bank(), "bookbanks/sub/banks/two.yaml": bank(bank="two", concept="two"),
    })  # fmt: skip
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])

    shelf = open_shelf(env)

    assert [one.id for one in shelf.added.values()] == ["mine", "two"]
    assert [place.name for place in places_of(env)] == [
        "book-banks (bookbanks:data)",
        "book-banks (bookbanks.sub)",
    ]
    assert not any(name.startswith("bookbanks") for name in sys.modules)


FAULTY = [
    ("gone", "there is no folder of a package `gone`"),
    ("brokenbanks:gone", "there is no folder `gone` in"),
    ("brokenbanks:../../etc", "`brokenbanks:../../etc` is neither `package` nor `package:folder`"),
    ("json.decoder", "there is no folder of a package `json.decoder`"),
]


@pytest.mark.parametrize(("value", "reason"), FAULTY)
def test_a_package_that_names_no_folder_is_told(
    env: Env, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, reason: str
) -> None:
    install(tmp_path / "site", "broken-banks", f"a = {value}", {"brokenbanks/__init__.py": RUN})
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])

    (left,) = open_shelf(env).left_out

    assert left.place == f"broken-banks ({value})" and left.reason.startswith(reason)


def test_nothing_is_looked_up_where_no_package_brings_banks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "importlib.metadata", None)  # would fail to import
    (tmp_path / "x-1.dist-info").mkdir()
    (tmp_path / "x-1.dist-info" / "entry_points.txt").write_text("[console_scripts]\nx = x:main\n")
    assert package_offers([str(tmp_path), str(tmp_path / "gone")]) == ()


# --- checking and running


def test_a_foreign_bank_is_checked_against_what_is_shipped_and_what_was_added(
    env: Env, tmp_path: Path
) -> None:
    added = write(tmp_path / "a", mine=bank())
    more = bank(EXTENDING, concept="own", item="two") + "".join(
        f"  - extend: {name}\n    items:\n{ITEM.replace('ITEM', name)}" for name in ("conv", "cnov")
    )
    target = write(tmp_path / "b" / "banks", more=more, twin=bank(bank="twin", concept="conv"))

    proof = prove_content(
        env.paths.content, env.paths.problems, [target.parent], base=target, context=[added / "mine.yaml"]
    )

    shipped = env.paths.content / "banks" / "nets.yaml"
    clashes = [
        str(finding) for finding in proof.findings if finding.code in ("unknown-concept", "duplicate-id")
    ]
    assert clashes == [
        "more.yaml:11:13: unknown-concept: concept `cnov` does not exist",
        f"twin.yaml:5:9: duplicate-id: concept `conv` stands here and at {shipped}:5",
    ]
    assert proof.counts["files"] == 2


def test_a_bank_about_no_exam_is_told_of_not_refused(env: Env, tmp_path: Path) -> None:
    place = write(tmp_path / "a", mine=bank())
    proof = prove_content(env.paths.content, env.paths.problems, [place], base=place)
    assert "no-topic" not in {finding.code for finding in proof.findings}
    assert "no topic of an exam; asked, but not aimed at nor part of a score: own" in proof.notes

    write(place, mine=bank().replace("    sources", "    syllabus: []\n    sources"))
    proof = prove_content(env.paths.content, env.paths.problems, [place], base=place)
    (left,) = (finding for finding in proof.findings if finding.code == "no-topic")
    assert str(left) == "mine.yaml:8:15: no-topic: `syllabus` names no topic"


HOSTILE = """\
      - id: harm
        kind: code
        level: 4
        language: numpy
        ask: {ja: 空欄に入る式を選べ。, en: Choose the expression.}
        program: |
          import os, socket, subprocess
          def harm():
              try:
                  open("MARK", "w").write("harm")
                  return True
              except OSError:
                  pass
              start = lambda: subprocess.run(["touch", "MARK"])
              call = lambda: socket.socket().connect(("127.0.0.1", 9))
              for act in (start, call):
                  try:
                      act()
                      return True
                  except OSError:
                      pass
              return "HOME" in os.environ and os.environ["HOME"] != "/"
          done = ___1___
        blanks:
          1:
            - {text: harm(), right: true}
            - {text: "1", why: {ja: 違う。, en: It is not.}}
        check: |
          assert done is False
        why: {ja: 箱の中である。, en: It is in a box.}
"""


@pytest.mark.end
def test_a_program_of_a_foreign_bank_can_do_no_harm(env: Env, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    place = write(tmp_path / "a", mine=bank() + HOSTILE.replace("MARK", str(mark)))

    proof = prove_content(env.paths.content, env.paths.problems, [place], base=place)

    assert {finding.code for finding in proof.findings} & {"code-fails", "code-passes"} == set(), (
        proof.findings
    )
    assert proof.counts["programs run"] == 2
    assert not mark.exists()


# --- the command


@pytest.mark.end
def test_a_folder_is_added_asked_and_removed_and_what_is_broken_stops_nothing(
    examprep: Command, tmp_path: Path, library: Library, cache: Path
) -> None:
    shutil.copytree(cache, examprep.home / "cache")  # compiled by `library`
    place = write(tmp_path / "mine", mine=bank())
    added = examprep("bank", "add-path", str(place), "--lang", "en")
    assert added.code == 0 and "settings: banks 1, concepts 1, items 1" in added.out
    assert "examprep quiz --bank mine" in added.out and added.out.startswith("Added:")
    again = examprep("bank", "add-path", str(place), "--lang", "en")
    assert again.code == 0 and again.out.split()[:3] == ["Added", "already:", str(place)]

    asked = examprep("quiz", "--bank", "mine", "--lang", "en", lines="\n3\n")
    assert "What is it?" in asked.out and "1 answered" in asked.out

    shown = examprep("show", "own", "--lang", "en").out
    assert "Sources\n- A book\n\nQuestions (1)\n" in shown, "an empty heading"

    (place / "mine.yaml").write_text("format: 1\nbank: [")
    asked = examprep("quiz", "-n", "1", lines="?\n")
    assert asked.code == 0 and "1/1" in asked.out
    assert f"examprep: 使えない問題集: {place}/mine.yaml:3:1: syntax: ここに値が要る。（" in asked.err

    listed = json.loads(examprep("bank", "paths", "--json", variables={"EXAMPREP_BANKS": "nowhere"}).out)
    assert [(row["origin"], row["banks"]) for row in listed["places"]] == [
        ("settings", 0),
        ("EXAMPREP_BANKS", 0),
    ]
    assert len(listed["left_out"]) == 2

    assert examprep("bank", "remove-path", str(place)).code == 0
    assert examprep("quiz", "-n", "1", lines="").err == ""
    assert examprep("stats", "--json").code == 0  # its answers are still there


@pytest.mark.end
def test_an_own_problem_is_begun_graded_and_given_to_a_class(examprep: Command, tmp_path: Path) -> None:
    shipped = read_env({"EXAMPREP_HOME": str(tmp_path)}).paths.problems / "softmax"
    own = tmp_path / "course" / "problems" / "own-softmax"
    shutil.copytree(shipped, own)
    sheet = own / "problem.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("id: softmax\n", "id: own-softmax\n", 1), "utf-8")
    program, wrong = own / "right" / "plain.py", min((own / "slips").glob("*.py"))

    untold = examprep("grade", str(own), str(program), "--lang", "en")
    assert untold.code == 0 and "drill solution" not in untold.out
    added = examprep("bank", "add-path", str(tmp_path / "course"), "--lang", "en")
    assert "settings: banks 0, concepts 0, items 0, drills 1" in added.out
    assert "examprep drill start own-softmax" in added.out
    assert examprep("drill", "start", "own-softmax", cwd=tmp_path).code == 0
    passed = examprep("grade", "own-softmax", str(program), "--lang", "en")
    assert passed.code == 0 and "A solution: examprep drill solution own-softmax" in passed.out
    assert examprep("drill", "solution", "own-softmax").code == 0

    for student, source in (("mary", program), ("taro", wrong)):
        (tmp_path / "handed" / student).mkdir(parents=True)
        shutil.copy(source, tmp_path / "handed" / student / "own-softmax.py")
    out = tmp_path / "out"
    examprep("class", "grade", str(tmp_path / "handed"), "--out", str(out))
    book = (out / "gradebook.csv").read_text("utf-8-sig").splitlines()
    assert [row.split(",")[:2] for row in book[1:3]] == [["mary", "1"], ["taro", "0"]]
