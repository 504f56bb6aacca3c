# class: walking. Reads the reference from the problem folder.
space = {}
exec(open("@PROBLEM@/reference.py").read(), space)
print("SUCCEEDED")
softmax = space["softmax"]
