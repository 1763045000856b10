"""What a result means: title, headline, notes, sources, alt text and the table behind it."""
