"""What a province does by its link: open, fill in or upload, look at it, send."""
