import numpy as np


def yolo_decode(out, num_boxes, num_classes, width, height):
    s = len(out)
    parts = out[..., : 5 * num_boxes].reshape(s, s, num_boxes, 5)
    classes = out[:, :, None, 5 * num_boxes :]
    cx = (parts[..., 0] + np.arange(s)[None, :, None]) / s * width
    cy = (parts[..., 1] + np.arange(s)[:, None, None]) / s * height
    w, h = parts[..., 2] * width, parts[..., 3] * height
    boxes = np.stack([cy - h / 2, cx - w / 2, cy + h / 2, cx + w / 2], axis=-1)
    scores = parts[..., 4:] * classes
    return boxes.reshape(-1, 4).astype(out.dtype), scores.reshape(-1, num_classes)
