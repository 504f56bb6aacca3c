"""All SQL of the program: one file, `progress.db`, behind `store.Store`."""
