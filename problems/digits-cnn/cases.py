import numpy as np

FONT = (
    "111101101101111", "010110010010111", "111001111100111", "111001111001111", "101101111001001",
    "111100111001111", "111100111101111", "111001001001001", "111101111101111", "111101111001111",
)  # fmt: skip
"""Ten digits, five rows of three pixels each."""
SIZE, FILTERS, CLASSES = 8, 8, 10
IMAGES, BATCH, STEPS = 1500, 50, 500
NOISE = 0.2


def digits(rng, count):
    """Return noisy pictures of digits somewhere near the middle, as many of each, and what they show."""
    glyphs = np.array([[float(pixel) for pixel in rows] for rows in FONT]).reshape(CLASSES, 5, 3)
    labels = np.arange(count) % CLASSES
    images = rng.normal(scale=NOISE, size=(count, 1, SIZE, SIZE))
    for image, label in zip(images[:, 0], labels, strict=True):
        top, left = rng.integers(1, 3), rng.integers(1, 5)
        image[top : top + 5, left : left + 3] += glyphs[label]
    return images, labels


def drawn(rng):
    images, labels = digits(rng, IMAGES)
    pooled = FILTERS * (SIZE // 2) ** 2
    conv_w = rng.normal(scale=np.sqrt(2 / 9), size=(FILTERS, 1, 3, 3))
    fc_w = rng.normal(scale=np.sqrt(1 / pooled), size=(pooled, CLASSES))
    batches = np.stack([rng.choice(IMAGES, BATCH, replace=False) for _ in range(STEPS)])
    return images, labels, conv_w, np.zeros(FILTERS), fc_w, np.zeros(CLASSES), batches


def cases(rng):
    yield "digits", drawn(np.random.default_rng(11))
    yield "random digits", drawn(rng)
