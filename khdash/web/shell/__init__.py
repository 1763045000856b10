"""The frame around every page: navigation, link, shared filters."""
