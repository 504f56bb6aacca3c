"""Help in Japanese: a line of each command here, all else that is said from the catalogue."""

from __future__ import annotations

import inspect
from typing import Any

from typer.core import TyperGroup

from examprep.words import HELP, read_catalogue

LINES = {
    "": "E資格と G検定をターミナルで学ぶ。始める: examprep quiz",
    "quiz": "復習の時期が来た問題、次に新しい問題に答える。",
    "cards": "概念のカードをめくり、自分で 1〜4 に評価する。",
    "exam": "模擬試験を時間を計って受ける。採点と解説は提出のあと。",
    "plan": "目標を決める。または、残り日数、今日の分、見込みの得点を示す。",
    "readiness": "見込みの得点を、今日と試験日について示す。",
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
    "bank check": "問題集を確かめる。規則を検査し、数値を計算し、プログラムを実行する。",
    "bank coverage": "シラバスの節ごとに、問題と演習がどれだけあり、何が欠けているかを示す。",
    "bank stats": "クラスの解答から問題を分析する。難しさ、識別力、直すべき所。",
    "bank export": "問題を Moodle、Anki、表計算、印刷、JSON のために書き出す。",
    "bank import": "ほかのプログラムの問題から問題集を作る。残りは手で書き足す。",
    "bank new": "問題集を始める。各種類の例、エディタ用のスキーマ、GitHub での検査を書く。",
    "bank add": "書きこむだけの問題を1つ足す。ファイルの他の行には触れない。",
    "bank show": "問題を学習者が見るとおりに示し、正解、知られた誤答とその理由、解説を続ける。",
    "bank diff": "変更のうち、学習者の記録に関わるものを示す。",
    "bank schema": "問題集の形を JSON Schema で出力する（エディタ用）。",
    "bank add-path": "フォルダの問題集からも出題する。設定に残る。",
    "bank remove-path": "フォルダの問題集から出題しない。問題集も解答の記録も残る。",
    "bank paths": "問題集の置き場所、それぞれにあるもの、使えない問題集を示す。",
    "class": "一クラス分のプログラムを採点する（講師向け）。",
    "class grade": "SUBMISSIONS/<学生>/<演習>.py をすべて採点する。だれのプログラムも信用しない。",
    "class similar": "同じプログラム、よく似たプログラムを挙げる。見るべき所であり、不正の判定ではない。",
    "data": "記録のファイル：置き場所、控え、解答の一覧、検査と修復、別の端末との合流。",
    "data path": "記録の置き場所を示す。",
    "data backup": "記録の検査済みの控えをいま作り、その場所を示す。--list で控えの一覧。",
    "data restore": "控えに戻す。それまでの記録も残る。",
    "data merge": "別の端末の記録を取り込む。どの順に何度取り込んでも同じになる。",
    "data import": "書き出した記録を取り込む。",
    "data log": "すべての解答を端末ごとに古い順に示す。",
    "data export": "自分の記録のすべてか、名前などを除いて講師に渡す解答を書き出す。",
    "data verify": "記録を検査する。異常があれば、どうすればよいかも示す。--repair で修復する。",
    "data rebuild": "記憶の写しを、記録から作り直す。",
    "config": "設定：一覧、get、set、unset、path。目標は examprep plan で決める。",
    "config get": "設定の値を1つ示す。",
    "config set": "設定を1つ変える。ファイルのほかの部分はそのまま残る。",
    "config unset": "設定を1つ元に戻す。",
    "config path": "設定のファイルの場所を示す。",
}


def paragraphs(english: str) -> list[str]:
    """Return the paragraphs of a help, each in one line."""
    return [" ".join(part.split()) for part in inspect.cleandoc(english).split("\n\n")]


def help_in_japanese(name: str, english: str) -> str:
    """Return the help of a command: its line, and whatever else is said, paragraph by paragraph."""
    more = (part.replace("Example:", "例:") for part in paragraphs(english)[1:])
    return "\n\n".join([LINES[name], *map(_translated, more)])


def put_in_japanese(command: Any, name: str = "") -> None:
    """Let the help of a command and of all below it be shown in Japanese; little is done before it is."""
    command.short_help = LINES.get(name)
    show = command.format_help

    def show_in_japanese(context: Any, formatter: Any) -> None:
        from examprep.cli.helppage import speak_japanese  # noqa: PLC0415 - rich

        speak_japanese()
        _translate(command, name, context)
        show(context, formatter)

    command.format_help = show_in_japanese
    if isinstance(command, TyperGroup):
        for inner, below in command.commands.items():
            put_in_japanese(below, f"{name} {inner}".strip())


def _translate(command: Any, name: str, context: Any) -> None:
    command.help = help_in_japanese(name, command.help or "")
    usage = command.get_usage(context).replace("Usage:", "使い方:", 1)
    command.get_usage = lambda _: usage
    for param in command.get_params(context):
        param.help = _translated(param.help or "")
        if isinstance(param.show_default, str):
            param.show_default = _translated(param.show_default)


def _translated(words: str) -> str:
    return read_catalogue(HELP).get(words, words)
