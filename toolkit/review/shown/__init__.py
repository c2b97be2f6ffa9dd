"""A review in its four forms. Whatever comes from data is put in as data: it can neither end a line nor pass for a verdict."""
