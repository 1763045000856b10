"""The page Phương pháp và thuật ngữ."""
