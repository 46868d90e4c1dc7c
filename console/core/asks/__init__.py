"""Recognises a customer's ask for a person in any supported language, as data; it never decides what happens next."""

from console.core.asks.match import Ask, asks_for_person

__all__ = ["Ask", "asks_for_person"]
