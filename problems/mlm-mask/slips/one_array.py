def mlm_mask(tokens, special, select, action, random_tokens, mask_id, rate):
    inputs = labels = tokens.copy()
    for b in range(tokens.shape[0]):
        for t in range(tokens.shape[1]):
            if special[b, t] or select[b, t] >= rate:
                labels[b, t] = -100
            elif action[b, t] < 0.8:
                inputs[b, t] = mask_id
            elif action[b, t] < 0.9:
                inputs[b, t] = random_tokens[b, t]
    return inputs, labels
