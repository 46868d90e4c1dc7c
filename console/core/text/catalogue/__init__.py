"""The English catalogue, one module an area: each holds `MESSAGES`, a table of id to template."""

from typing import Final

AREAS: Final = (
    "backend",
    "bots",
    "cli",
    "config",
    "crash",
    "desk_actions",
    "desk_box",
    "desk_lines",
    "desk_notices",
    "desk_reading",
    "desk_screen",
    "desk_shift",
    "desk_words",
    "dialogs",
    "door",
    "floor",
    "floor_actions",
    "floor_commands",
    "floor_file",
    "floor_places",
    "refusals",
    "session",
    "simulate",
    "store",
    "upkeep",
)
"""All modules: to look for them in the folder would take a start longer than to import them."""
