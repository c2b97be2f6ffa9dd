"""Contact, promises, feedback, notices: how both sides keep their word (reference H)."""
