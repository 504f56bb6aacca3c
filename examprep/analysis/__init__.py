"""Item analysis: what the answers of many learners say about the questions.

The only module besides the grader that knows numpy; it is loaded by `bank stats` alone.
"""
