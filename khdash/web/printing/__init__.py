"""A page on paper: the exhibits of a page as one document that a browser prints."""
