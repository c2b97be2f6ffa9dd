"""The handbook: playbooks, their parts and their translations."""
