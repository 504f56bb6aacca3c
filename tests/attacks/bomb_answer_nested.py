# class: bombs. Returns lists nested without end.
def softmax(x):
    answer = []
    answer.append(answer)
    return answer
