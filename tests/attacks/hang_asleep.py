# class: bombs. Sleeps, so that no limit of processor time ends it.
import time


def softmax(x):
    while True:
        try:
            time.sleep(3600)
        except BaseException:
            pass
