"""The card of a figure: one drawing of it, in the search and in the drawer beside any page."""
