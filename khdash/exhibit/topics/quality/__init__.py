"""The quality of the figures: what is missing, what disagrees, what a person should look at."""
