"""The schedule as the steward sees it: what is coming, what became of it."""
