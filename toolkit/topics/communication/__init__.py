"""Contact, promises, feedback, notices: how both sides keep their word (DOMAIN H)."""
