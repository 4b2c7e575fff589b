"""The errors of the kernel: each is a mistake in a declaration or in the use of a system."""


class DeclarationError(Exception):
    """A machine, a guard or an effect is declared wrongly; the message names the place."""


class RefusedError(Exception):
    """An event was offered in a state in which no transition takes it; nothing changed."""
