"""The parts of the pages Nạp số liệu and Nhật ký."""
