"""The colour roles of a theme as data: their names, where each appears, how Textual's own names follow from them."""

from typing import Final

FILLS: Final = ("canvas", "pane", "raised", "bar", "row", "row-idle", "box", "note-fill", "selection")
"""Roles that are backgrounds."""

ROLES: Final[tuple[str, ...]] = (
    *FILLS,
    *("text", "muted", "header", "key", "key-label"),
    *("customer", "bot", "agent-self", "agent-other", "system", "note"),
    *("fine", "warn", "breach", "stale"),
    *("unread", "draft", "suppressed"),
    *("link-live", "link-catching-up", "link-offline"),
    *("confidence-low", "confidence-mid", "confidence-high"),
    *("focus-border", "quiet-border", "rule"),
    *(f"chart-{n}" for n in range(1, 6)),
    *(f"heat-{n}" for n in range(1, 6)),
    *(f"heat-ink-{n}" for n in range(1, 6)),
)
"""Every role; in style sheets `$wl-<role>`."""

HEATS: Final = tuple(f"heat-{n}" for n in range(1, 6))
"""Fills of the heat strip; only their own ink stands on them."""

SAME_AS: Final[dict[str, str]] = {
    "draft": "agent-self",
    "link-live": "fine",
    "link-catching-up": "warn",
    "link-offline": "breach",
    "confidence-low": "warn",
    "confidence-mid": "bot",
    "confidence-high": "fine",
    "key-label": "muted",
}
"""Roles equal by design: a file that leaves one out means the other."""

FIELDS: Final[dict[str, str]] = {
    "primary": "focus-border",
    "secondary": "agent-other",
    "warning": "warn",
    "error": "breach",
    "success": "fine",
    "accent": "key",
    "foreground": "text",
    "background": "canvas",
    "surface": "pane",
    "panel": "raised",
    "boost": "row-idle",
}
"""Textual's theme fields and the role that each takes its colour from."""

_LISTS: Final = ("pane", "row", "row-idle")
_SIGNS: Final = ("canvas", "pane", "raised", "bar", "row", "row-idle")
_LABELS: Final = ("canvas", "pane", "raised", "bar", "row")

TEXT_ON: Final[dict[str, tuple[str, ...]]] = {
    "text": FILLS,
    "muted": FILLS[:-1],
    "header": ("bar",),
    "key": _LABELS,
    "key-label": _LABELS,
    "customer": ("canvas", "pane", "raised", "row", "row-idle"),
    "bot": _LISTS,
    "agent-self": _LISTS,
    "agent-other": ("canvas", *_LISTS),
    "system": _LISTS,
    "note": ("canvas", "pane", "row", "note-fill"),
    "fine": _SIGNS,
    "warn": (*_SIGNS, "box"),
    "breach": (*_SIGNS, "box"),
    "stale": _SIGNS,
    "unread": _SIGNS,
    "draft": (*_LISTS, "box"),
    "suppressed": _LISTS,
    "link-live": ("bar",),
    "link-catching-up": ("bar",),
    "link-offline": ("bar",),
    "confidence-low": _LISTS,
    "confidence-mid": _LISTS,
    "confidence-high": _LISTS,
    **{f"heat-ink-{n}": (f"heat-{n}",) for n in range(1, 6)},
}
"""The fills on which each role that is read as text appears."""

MARKS_ON: Final[dict[str, tuple[str, ...]]] = {
    "focus-border": ("canvas", "pane", "box", "note-fill"),
    "quiet-border": ("canvas", "pane", "raised"),
    **{f"chart-{n}": ("canvas", "pane") for n in range(1, 6)},
}
"""The same for frames and chart marks; `rule` means nothing and is free."""

WEIGHTS: Final[dict[str, str]] = {
    "key": "bold",
    "warn": "bold",
    "breach": "bold",
    "unread": "bold",
    "confidence-low": "bold",
}
"""What besides the hue tells a role apart, in themes that say nothing of it themselves."""

ANSI_WEIGHTS: Final[dict[str, str]] = {
    **WEIGHTS,
    "link-catching-up": "bold",
    "link-offline": "bold reverse",
    "breach": "bold reverse",
    "row": "reverse",
    "row-idle": "underline",
    "selection": "reverse",
}
"""The same where the terminal's own sixteen colours must do and fills cannot tell anything apart."""

VARIABLES: Final[dict[str, str]] = {
    "text": "text",
    "text-muted": "muted",
    "text-disabled": "stale",
    "foreground-muted": "muted",
    "foreground-disabled": "stale",
    "text-primary": "key",
    "text-secondary": "agent-other",
    "text-warning": "warn",
    "text-error": "breach",
    "text-success": "fine",
    "text-accent": "unread",
    "primary-muted": "row",
    "accent-muted": "row",
    "surface-active": "row",
    "secondary-muted": "row-idle",
    "block-hover-background": "row-idle",
    "warning-muted": "raised",
    "error-muted": "raised",
    "success-muted": "raised",
    "border": "focus-border",
    "border-blurred": "quiet-border",
    "block-cursor-foreground": "text",
    "block-cursor-background": "row",
    "block-cursor-blurred-foreground": "text",
    "block-cursor-blurred-background": "row-idle",
    "input-cursor-background": "text",
    "input-cursor-foreground": "box",
    "input-selection-background": "selection",
    "input-selection-foreground": "text",
    "screen-selection-background": "selection",
    "screen-selection-foreground": "text",
    "scrollbar": "quiet-border",
    "scrollbar-hover": "muted",
    "scrollbar-active": "focus-border",
    "scrollbar-background": "pane",
    "scrollbar-background-hover": "pane",
    "scrollbar-background-active": "pane",
    "scrollbar-corner-color": "pane",
    "link-color": "key",
    "link-background": "pane",
    "link-color-hover": "text",
    "link-background-hover": "row",
    "footer-background": "bar",
    "footer-key-background": "bar",
    "footer-description-background": "bar",
    "footer-item-background": "bar",
    "footer-key-foreground": "key",
    "footer-foreground": "key-label",
    "footer-description-foreground": "key-label",
    "button-foreground": "text",
    "button-color-foreground": "canvas",
    **{f"markdown-h{n}-color": "text" for n in range(1, 7)},
}
"""Textual's own variables and the role that replaces each, so that stock widgets keep the floors of contrast."""

LITERALS: Final[dict[str, str]] = {
    "block-cursor-text-style": "bold",
    "link-style": "underline",
    "button-focus-text-style": "bold underline",
}
"""Textual's variables that are weights, not colours."""
