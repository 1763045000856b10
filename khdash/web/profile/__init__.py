"""The page Hồ sơ tỉnh."""
