"""The specification in the languages of other tools, computed from the declarations."""
