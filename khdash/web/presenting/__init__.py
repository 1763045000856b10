"""A page as slides for a meeting, and the ways to hand on its address."""
