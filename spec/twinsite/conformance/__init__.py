"""The kit that holds a desktop, written by anybody in any language, against the specification."""
