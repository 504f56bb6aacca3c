# class: escapes. Prints and raises text that no encoding can carry.
def softmax(x):
    print("\ud800" * 10)
    raise ValueError("\udfff")
