"""How long something takes, at least and at most: exact bounds over all timed behaviour."""
