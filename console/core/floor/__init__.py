"""The floor: in which order people wait, and who is present."""
