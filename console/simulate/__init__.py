"""Customers and scenarios that drive a backend through its real doors."""
