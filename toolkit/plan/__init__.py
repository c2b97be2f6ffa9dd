"""What a run will make, as values: artifacts, their jobs, and the check that no two want the same path."""
