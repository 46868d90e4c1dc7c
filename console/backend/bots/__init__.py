"""Bots behind one port, and the built-in answerer."""
