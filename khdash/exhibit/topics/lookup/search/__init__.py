"""Figures found by typed words and a narrowing."""
