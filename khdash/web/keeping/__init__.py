"""Backups and the state of the store, for whoever looks after it."""
