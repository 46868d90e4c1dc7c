"""Warmline: a support desk in the terminal. This package root holds the version and imports nothing."""

__version__ = "0.1.0"
