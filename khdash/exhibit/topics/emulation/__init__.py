"""The emulation board: a plan of criteria, the scores it gives, and how firm they are."""
