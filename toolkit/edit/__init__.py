"""Changes of the workspace itself: what to write, as values, and the one place that writes records."""
