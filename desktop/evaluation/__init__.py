"""A labelled file against a task: reading it, fitting its labels, asking the model, the figures."""
