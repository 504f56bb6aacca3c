"""Other people's formats: questions to their text or bytes, and theirs to questions.

Everything between is one plain form, `examprep.exchange.posed`. Nothing here touches a file.
"""
