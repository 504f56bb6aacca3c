def train_cnn(images, labels, conv_w, conv_b, fc_w, fc_b, batches):
    """Return parameters of the right shapes; how well the learner's do is for the properties to say."""
    return conv_w, conv_b, fc_w, fc_b
