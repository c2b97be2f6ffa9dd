"""What a change would cause: two networks compared, what follows, and whose approval it needs. Values only: the command line shows them."""
