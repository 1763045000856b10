"""Single figures: the list of all of them, the card of one, and what people ask about it."""
