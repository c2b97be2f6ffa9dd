"""Puts the planned outputs in place: finished, cached or rendered by workers, and swapped in section by section."""
