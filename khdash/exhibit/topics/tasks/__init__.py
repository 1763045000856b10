"""The lists of tasks: what is computed, what provinces report, and how far they are."""
