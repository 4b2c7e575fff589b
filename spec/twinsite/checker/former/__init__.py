"""The explorer of states, until the one of sets has agreed with it."""
