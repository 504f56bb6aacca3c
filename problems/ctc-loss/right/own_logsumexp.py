import math


def logsumexp(values):
    highest = max(values, default=-math.inf)
    if highest == -math.inf:
        return highest
    return highest + math.log(sum(math.exp(v - highest) for v in values))


def ctc_loss(log_probs, target, blank):
    states = [blank]
    for label in target:
        states += [label, blank]

    def sources(s):
        yield s
        if s > 0:
            yield s - 1
        if s > 1 and states[s] not in (blank, states[s - 2]):
            yield s - 2

    table = [[float(log_probs[0][symbol]) if s < 2 else -math.inf for s, symbol in enumerate(states)]]
    for row in log_probs[1:]:
        last = table[-1]
        table.append([logsumexp([last[p] for p in sources(s)]) + float(row[x]) for s, x in enumerate(states)])
    return -logsumexp(table[-1][-2:])
