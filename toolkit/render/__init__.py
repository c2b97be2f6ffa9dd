"""Jobs to bytes: one format a module, heavy imports inside it."""
