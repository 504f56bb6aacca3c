"""What each command does in one Japanese line, set before its English help where that is wanted."""

from __future__ import annotations

import inspect
from collections.abc import Sequence

import typer

LINES = {
    "": "E資格と G検定をターミナルで学ぶ。始める: examprep quiz",
    "quiz": "復習の時期が来た問題、次に新しい問題に答える。",
    "cards": "概念カードをめくり、自分で 1〜4 に評価する。",
    "exam": "模擬試験を時間を計って受ける。採点と解説は提出のあと。",
    "plan": "目標を決める。または、残り日数と試験日の期待得点率を示す。",
    "readiness": "期待できる得点を、今日と試験日について示す。",
    "stats": "今日の復習、領域ごとの様子、学んだ日、想起の予測と実際を示す。",
    "report": "学習の様子を1枚のページに書き出す。",
    "serve": "同じ画面を、このパソコンのブラウザに開く。",
    "search": "概念を日本語・英語の語で探す。",
    "show": "概念の要点、前提、問題、カードと印を示す。",
    "grade": "書いたプログラムを採点する。誤りには理由が付く。",
    "edit": "問題を、問題集のその行でエディタに開く。",
    "flag": "疑わしい問題に印とメモを付ける。出題は続く。クイズでは f。",
    "suspend": "問題をもう出題しない。クイズでは s。",
    "bury": "問題を今日は出題しない。クイズでは b。",
    "unmark": "印を外す。なければ終了コード 1。",
    "marks": "印の付いた問題の一覧。",
    "optimize": "記憶のモデルを自分の解答に合わせる。よくなるときだけ替える。",
    "drill": "アルゴリズムを自分で書く演習。",
    "drill list": "演習を領域とレベルごとに、合格したものと復習の時期も示す。",
    "drill start": "ひな形と問題文をいまのフォルダに置く。書いたものを上書きしない。",
    "drill show": "問題文を示す。",
    "drill hint": "ヒントを示す。",
    "drill next": "次に書くものを示す。",
    "drill solution": "解説と解答例を示す。合格のあとか、3回失敗のあと。",
    "path": "学習の道筋。",
    "path list": "道筋と、どこまで進んだかの一覧。",
    "path show": "道筋の各ステップの概念と演習、その進み具合を示す。",
    "path next": "次のステップと、それを学ぶコマンドを示す。",
    "bank": "問題集を検査し、書き、調べる（講師向け）。",
    "class": "一クラス分のプログラムを採点する（講師向け）。",
    "data": "記録のファイル：置き場所、控え、解答の一覧、検査と修復、別の端末との合流。",
    "data path": "記録の置き場所を示す。",
    "data backup": "記録の検査済みの控えをいま作り、その場所を示す。--list で控えの一覧。",
    "data restore": "控えに戻す。それまでの記録も残る。",
    "data merge": "別の端末の記録を取り込む。どの順に何度取り込んでも同じになる。",
    "data import": "書き出した記録を取り込む。",
    "data log": "すべての解答を古い順に示す。",
    "data export": "自分の記録のすべてか、名前などを除いて講師に渡す解答を書き出す。",
    "data verify": "記録を検査する。異常があれば、どうすればよいかも示す。--repair で修復する。",
    "data rebuild": "記憶の写しを、記録から作り直す。",
    "config": "設定：一覧、get、set、unset、path。目標は examprep plan で決める。",
    "config get": "設定の値を1つ示す。",
    "config set": "設定を1つ変える。ファイルのほかの部分はそのまま残る。",
    "config unset": "設定を1つ元に戻す。",
    "config path": "設定のファイルの場所を示す。",
}


def asks_help(arguments: Sequence[str]) -> bool:
    """Tell whether help may be shown: it is asked for, or a group stands alone."""
    return len(arguments) <= 1 or not {"-h", "--help"}.isdisjoint(arguments)


def put_japanese_first(app: typer.Typer, above: str = "") -> None:
    """Set a Japanese line before the help of every command that has one, and into the lists of commands."""
    if not above:
        app.info.help = _joined(LINES[""], str(app.info.help))
    for command in app.registered_commands:
        line = LINES.get(f"{above} {command.name or getattr(command.callback, '__name__', '')}".strip())
        if line is not None:
            command.short_help = line
            command.help = _joined(line, command.help or inspect.getdoc(command.callback) or "")
    for group in app.registered_groups:
        inner, name = group.typer_instance, str(group.name)
        if inner is None:
            continue
        if name in LINES:
            group.short_help = LINES[name]
            group.help = _joined(LINES[name], _help_of(inner))
        put_japanese_first(inner, name)


def _help_of(group: typer.Typer) -> str:
    callback = group.registered_callback.callback if group.registered_callback else None
    known = group.info.help
    return known if isinstance(known, str) else inspect.getdoc(callback) or ""


def _joined(line: str, text: str) -> str:
    return f"{line}\n\n{inspect.cleandoc(text)}"
