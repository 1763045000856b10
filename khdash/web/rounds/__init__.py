"""The page of rounds of collection: the board, opening, asking, accepting."""
