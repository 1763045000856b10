"""An independent reading of DOMAIN: figures recomputed, and sentences checked against them."""
