"""The lifecycle of a dealer: states, transitions, and what each of them asks for."""
