"""An independent reading of methods.md: figures recomputed, and sentences checked against them."""
