"""What follows from the figures: pandas in, pandas out, pure. docs/methods.md has the formulas."""
