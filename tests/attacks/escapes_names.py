# class: escapes. Puts them into the names that it defines.
globals()["\x1b[2Jsoftmx"] = globals()["softma\u202ex"] = lambda x: x
