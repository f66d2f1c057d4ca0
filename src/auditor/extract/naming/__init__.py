"""Names: one thing called two ways, and words that belong to another unit."""
