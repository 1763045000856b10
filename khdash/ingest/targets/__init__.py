"""Targets given by a person, by form or in a column of plans."""
