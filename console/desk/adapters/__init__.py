"""The Backend port, and the backends that fill it."""
