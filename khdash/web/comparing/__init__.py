"""The page So sánh."""
