"""Settings with their documentation, paths and themes."""
