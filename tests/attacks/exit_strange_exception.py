# class: exits. Raises what no handler of exceptions catches, and lies about itself.
class Strange(BaseException):
    def __str__(self):
        raise KeyboardInterrupt

    __repr__ = __str__
    __module__ = property(__str__)


def softmax(x):
    raise Strange
