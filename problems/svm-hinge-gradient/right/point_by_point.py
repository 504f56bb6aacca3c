def svm_hinge_gradient(x, y, w, b, c):
    loss, dw, db = 0.5 * (w**2).sum(), w.copy(), 0.0
    for point, label in zip(x, y):
        sign = 1.0 if label == 1 else -1.0
        slack = 1.0 - sign * (point.dot(w) + b)
        if slack > 0.0:
            push = c if label == 1 else -c
            loss += c * slack
            dw -= push * point
            db -= push
    return loss, dw, db
