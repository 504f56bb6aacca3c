"""The parts behind `examprep.core.texmath`: source to tree, tree to boxes or to one line."""
