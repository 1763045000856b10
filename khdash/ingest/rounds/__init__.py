"""What provinces send to a round: the same check as of any file, within what was asked of them."""
