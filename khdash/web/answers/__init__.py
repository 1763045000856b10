"""The answers that a page opens with."""
