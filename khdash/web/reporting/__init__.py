"""Documents for a meeting: what is chosen, how they are made, how they leave."""
