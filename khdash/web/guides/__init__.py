"""The page Hướng dẫn."""
