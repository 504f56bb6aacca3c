"""Values as pages of HTML that need no other file: a learner's progress, one item for its author."""
