"""What a learner is told: from a fault or a difference to a verdict and a sentence in both languages."""

from __future__ import annotations

import signal
from typing import Any

from examprep.core.item import Text
from examprep.core.problem import Folder
from examprep.core.verdict import Verdict
from examprep.errors import near_miss
from examprep.grader.compare import Difference
from examprep.grader.zygote import Death
from examprep.words import in_japanese

Fault = dict[str, Any]
"""What a cell says is wrong; every value in it may be the learner's invention."""
Told = tuple[Verdict, Text]

WORDS = 600
"""Characters of a learner's own words in a message."""
PASSED = Text("すべてのケースに合格した。", "All cases pass.")


def fault_told(fault: Fault, folder: Folder, source: str) -> Told:
    """Return what to say about a program that could not be loaded or did not answer."""
    known = _TOLD.get(str(fault.get("fault")), _disturbed)
    verdict, text = known(fault, folder)
    return verdict, _with_line(text, fault.get("line"), source)


def _with_line(text: Text, line: Any, source: str) -> Text:
    lines = source.splitlines()
    if type(line) is not int or not 1 <= line <= len(lines):
        return text
    shown = lines[line - 1].strip()[:120]
    return Text(f"{text.ja}\n\n{line}行目: {shown}", f"{text.en}\n\nline {line}: {shown}")


def _word(fault: Fault, key: str) -> str:
    value = fault.get(key)
    return harmless(value, WORDS) if isinstance(value, str) else "?"


def harmless(text: str, most: int) -> str:
    """Return the beginning of a learner's text as one that any encoding carries."""
    return text[:most].encode("utf-8", "backslashreplace").decode("utf-8")


def _count(fault: Fault, key: str) -> int:
    value = fault.get(key)
    return value if type(value) is int else 0


def _entry(folder: Folder) -> str:
    return folder.problem.entry.name


def _empty(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    name = _entry(folder)
    return Verdict.INVALID, Text(
        f"ファイルに何も書かれていない。`{name}` を定義する。", f"The file is empty. It must define `{name}`."
    )


def _not_text(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    reason = _word(fault, "text")
    return Verdict.INVALID, Text(
        f"ファイルを読めない: {in_japanese(reason)}", f"The file cannot be read: {reason}"
    )


def _syntax(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    words = _word(fault, "text")
    return Verdict.INVALID, Text(f"Pythonとして読めない: {words}", f"This is not Python: {words}")


def _banned(fault: Fault, folder: Folder) -> Told:
    name, entry = _word(fault, "name"), _entry(folder)
    return Verdict.FORBIDDEN, Text(
        f"この問題では `{name}` を使わない。`{entry}` を自分で書くことが課題である。",
        f"`{name}` may not be used here: the drill is to write `{entry}` yourself.",
    )


def _missing(fault: Fault, folder: Folder) -> Told:
    name, found = _entry(folder), fault.get("defined")
    names = found[:100] if isinstance(found, list) else []
    defined = [harmless(name, 60) for name in names if isinstance(name, str)]
    close = near_miss(name, defined).partition('"')[2].partition('"')[0]
    if close:
        return Verdict.INVALID, Text(
            f"`{name}` が定義されていない。`{close}` はあるが、名前が違う。",
            f"The file does not define `{name}`. It defines `{close}`: is that a misspelling?",
        )
    listed = ", ".join(f"`{n}`" for n in defined[:5])
    return Verdict.INVALID, Text(
        f"`{name}` が定義されていない。" + (f"定義されているのは {listed}。" if listed else ""),
        f"The file does not define `{name}`." + (f" It defines {listed}." if listed else ""),
    )


def _no_function(fault: Fault, folder: Folder) -> Told:
    name, kind = _entry(folder), _word(fault, "kind")
    return Verdict.INVALID, Text(
        f"`{name}` は関数でなければならないが、`{kind}` である。",
        f"`{name}` must be a function, not `{kind}`.",
    )


def _no_module(fault: Fault, folder: Folder) -> Told:
    name, kind = _entry(folder), _word(fault, "kind")
    return Verdict.INVALID, Text(
        f"`{name}` は `torch.nn.Module` を継承したクラスでなければならないが、`{kind}` である。",
        f"`{name}` must be a class derived from `torch.nn.Module`, not `{kind}`.",
    )


def _import(fault: Fault, folder: Folder) -> Told:
    module = _word(fault, "module").partition(".")[0]
    here = " / ".join(folder.problem.frameworks)
    return Verdict.ERROR, Text(
        f"パッケージ `{module}` はここにない。使えるのは標準ライブラリと {here} だけである。",
        f"There is no package `{module}` here: only the standard library and {here}.",
    )


def _refused(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    words = _reason(fault)
    return Verdict.FORBIDDEN, Text(
        f"プログラムは許されていない操作をした: {words}。"
        "ファイル、ネットワーク、プロセス、スレッドは使えない。",
        f"The program did something that is not allowed: {words}. "
        "Files, network, processes and threads are out of reach.",
    )


def _reason(fault: Fault) -> str:
    text = _word(fault, "text")
    return f"{_word(fault, 'type')}: {text}" if text else _word(fault, "type")


def _exception(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    words = _reason(fault)
    return Verdict.ERROR, Text(f"例外で終わった: {words}", f"It ended with an exception: {words}")


def _arity(fault: Fault, folder: Folder) -> Told:
    given, signature = _count(fault, "given"), _word(fault, "signature")
    name, right = _word(fault, "name"), folder.problem.entry.signature
    return Verdict.ERROR, Text(
        f"`{name}{signature}` は引数{given}個で呼び出せない。正しい形: `{right}`",
        f"`{name}{signature}` cannot be called with {given} {_plural('argument', given)}. Wanted: `{right}`",
    )


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


def _exit(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    return Verdict.ERROR, Text(
        "プログラムが答えを返す前に自分で終了した (`exit` など)。値を `return` する。",
        "The program ended itself before it answered (`exit` or the like). Return the value instead.",
    )


def _memory(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    most = folder.problem.limits.memory
    return Verdict.MEMORY, Text(
        f"メモリが足りない (上限 {most} MB)。大きすぎる中間配列を作っていないか。",
        f"Out of memory (the limit is {most} MB). Is some array in between far too large?",
    )


def _printed(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    return Verdict.OUTPUT, Text(
        "出力 (print) が多すぎる。ループの中の print を消す。",
        "Far too much was printed. Remove the print from the loop.",
    )


def _large(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    size = _count(fault, "size")
    said = f" ({size / 1e6:,.0f} MB)" if size else ""
    return Verdict.OUTPUT, Text(
        f"返り値が大きすぎる{said}。形を確かめる。", f"The answer is far too large{said}. Check its shape."
    )


def _generator(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    name = _entry(folder)
    return Verdict.TYPE, Text(
        f"`{name}` は値ではなくジェネレータを返した。`yield` ではなく `return` を使う。",
        f"`{name}` returned a generator, not a value. Use `return` instead of `yield`.",
    )


def _foreign(fault: Fault, folder: Folder) -> Told:
    kind, where = _word(fault, "kind"), _word(fault, "where")
    place = f" ({where})" if where else ""
    plain = " / ".join(
        {"numpy": "numpy.ndarray", "torch": "torch.Tensor"}.get(f, f) for f in folder.problem.frameworks
    )
    return Verdict.TYPE, Text(
        f"返り値{place}の型 `{kind}` は受け取れない。{plain}、数、それらのタプル・リストを返す。",
        f"The answer{place} is of type `{kind}`, which is not accepted. "
        f"Return {plain}, a number, or a tuple or list of these.",
    )


def _timeout(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    seconds = folder.problem.limits.seconds
    return Verdict.TIMEOUT, Text(
        f"時間切れ (1ケース {seconds:g} 秒)。終わらないループか、要素ごとのループがないか。",
        f"Out of time ({seconds:g} s a case). Is there a loop that never ends, or one over every element?",
    )


def _crash(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    name = _word(fault, "signal")
    deep = name in {"SIGSEGV", "SIGBUS"}
    return Verdict.ERROR, Text(
        f"プログラムが異常終了した ({name})。" + ("再帰が深すぎないか。" if deep else ""),
        f"The program crashed ({name})." + (" Does it call itself too deeply?" if deep else ""),
    )


def _detached(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    return Verdict.GRADIENT, Text(
        "出力に勾配が流れない。"
        "`detach`、`.data`、`numpy()`、`torch.tensor(...)` で計算グラフが切れていないか。",
        "No gradient flows to the output. "
        "Do `detach`, `.data`, `numpy()` or `torch.tensor(...)` cut the graph?",
    )


def _backward(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    words = _reason(fault)
    return Verdict.GRADIENT, Text(f"逆伝播で例外が起きた: {words}", f"The backward pass failed: {words}")


def _parameters(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    words = _word(fault, "text")
    return Verdict.SHAPE, Text(
        f"パラメータの名前か形が違う: {words}", f"The parameters' names or shapes differ: {words}"
    )


def _disturbed(fault: Fault, folder: Folder) -> Told:  # noqa: ARG001
    return Verdict.FORBIDDEN, Text(
        "プログラムが採点器との通信を乱した。", "The program disturbed its connection to the grader."
    )


_TOLD = {
    "empty": _empty,
    "not-text": _not_text,
    "syntax": _syntax,
    "banned": _banned,
    "missing": _missing,
    "no-function": _no_function,
    "no-module": _no_module,
    "import": _import,
    "refused": _refused,
    "exception": _exception,
    "arity": _arity,
    "exit": _exit,
    "memory": _memory,
    "printed": _printed,
    "large": _large,
    "generator": _generator,
    "foreign": _foreign,
    "timeout": _timeout,
    "crash": _crash,
    "detached": _detached,
    "backward": _backward,
    "parameters": _parameters,
}


def death_fault(death: Death, cpu_seconds: float, memory: int) -> Fault:
    """Return what a cell that ended without a word ended of."""
    if death.status == -signal.SIGXCPU or death.cpu >= cpu_seconds:
        return {"fault": "timeout"}
    if death.status == -signal.SIGKILL and not death.killed and death.peak * 1024 > memory << 20:
        return {"fault": "memory"}
    if death.status == -signal.SIGSYS:
        return {"fault": "refused", "type": "SIGSYS", "text": ""}
    if death.status < 0 and not death.killed:
        return {"fault": "crash", "signal": _signal_name(-death.status)}
    return {"fault": "disturbed"} if death.killed else {"fault": "exit"}


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def difference_told(difference: Difference, case: str, *, show: bool) -> Text:
    """Return what to say about a wrong answer; a random case shows no values."""
    names = {
        Verdict.TYPE: ("返り値の型", "the type of the answer"),
        Verdict.SHAPE: ("形状", "the shape"),
        Verdict.DTYPE: ("dtype", "the dtype"),
        Verdict.NONFINITE: ("値 (NaN か無限大)", "a value (NaN or infinity)"),
        Verdict.WRONG: ("値", "a value"),
        Verdict.GRADIENT: ("勾配", "a gradient"),
    }
    ja, en = names[difference.verdict]
    if not show:
        return Text(f"ケース {case}: {ja}が違う。", f"Case {case}: {en} is wrong.")
    where = difference.where
    if difference.index:
        where += "[" + ", ".join(map(str, difference.index)) + "]"
    place_ja, place_en = (f" {where} で", f" at {where}") if where else ("", "")
    return Text(
        f"ケース {case}:{place_ja} {ja}が違う。期待 {difference.expected}、結果 {difference.got}。",
        f"Case {case}: {en} is wrong{place_en}. Expected {difference.expected}, got {difference.got}.",
    )


def changed_told(case: str) -> Text:
    """Return what to say about inputs that a program wrote to."""
    return Text(
        f"ケース {case}: 関数が入力を書き換えた。`x -= ...` のような代入ではなく、新しい配列を作る。",
        f"Case {case}: the function changed its input. "
        "Make a new array instead of assigning in place (`x -= ...`).",
    )
