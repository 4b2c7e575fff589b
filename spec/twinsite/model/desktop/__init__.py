"""The desktop: one file a machine; no machine imports another."""
