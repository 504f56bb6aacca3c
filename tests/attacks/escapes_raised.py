# class: escapes. Puts the same into the name and the words of an exception.
Loud = type("\x1b[2J\u202eLoud", (Exception,), {})


def softmax(x):
    raise Loud("\x1b[2J\x1b]0;title\x07[bold]markup[/bold] \x00")
