"""Finding and choosing dealers: leads and their sources, gates, scorecards, site visits, comparison and decision."""
