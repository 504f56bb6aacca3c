# class: exits. Ignores every signal and never ends.
import contextlib
import signal

for number in signal.valid_signals():
    with contextlib.suppress(OSError, ValueError):
        signal.signal(number, signal.SIG_IGN)


def softmax(x):
    while True:
        pass
