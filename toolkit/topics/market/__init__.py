"""Markets: administrative divisions and, on them, territories."""
