"""What people decided about the form of an office, offered for the next file on that form."""
