import numpy as np


def mutual_information(counts):
    """Return H(Y | X) and I(X; Y) in bits, X along the rows and Y along the columns."""
    return 0.0, 0.0
