"""What the demo's shop knows of its customers: an address, a country, some orders; made up, the same for each name."""

import random
from typing import Final

from msgspec.structs import replace

from console.backend.store.port import Contact
from console.core.conversation.words import DAY

COUNTRIES: Final = {"en": "Ireland", "sv": "Sweden", "de": "Germany", "es": "Spain", "pt": "Brazil"}
STATES: Final = ("arrived", "returned", "sent", "packed")


def known(contact: Contact, now: int) -> Contact:
    """The contact as the shop's own records complete it; two in three customers are signed in there."""
    rng = random.Random(contact.name)  # noqa: S311 - a play, not a secret
    country = COUNTRIES.get(contact.lang, "")
    profile = {"country": country} if country else {}
    if rng.random() < 0.66:
        orders = (
            f"{number:<6} {rng.randint(19, 240):>4} EUR  {rng.choice(STATES)}"
            for number in sorted((rng.randint(70_000, 79_999) for _ in range(rng.randint(1, 3))), reverse=True)
        )
        profile["Orders"] = "; ".join((*orders, ""))
        user, _, family = contact.name.casefold().partition(" ")
        email = f"{user}.{family or 'x'}@mail.example".replace(" ", "")
        since = now - rng.randint(30, 1_500) * DAY
        return replace(contact, email=email, verified=True, created_at=since, profile=profile)
    return replace(contact, profile=profile)
