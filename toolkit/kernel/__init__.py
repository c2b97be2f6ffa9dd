"""Values that every room may use. No input or output, and nothing of ours is imported here."""
