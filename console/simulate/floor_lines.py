"""What the floor's customers and agents say, by language and topic; data, so that the bot recognises the topic."""

from typing import Final

OPENINGS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "en": {
        "payment": ("My card was declined, what can I do?", "Which payment methods do you take?"),
        "refund": ("How long does a refund take?",),
        "return": ("How do I return a jacket that is too small?",),
        "delivery": ("Where is my parcel? It was sent on Monday.", "How long is delivery to Ireland?"),
        "account": ("I forgot my password", "I can't sign in to my account"),
    },
    "de": {
        "payment": ("Meine Karte wurde abgelehnt",),
        "refund": ("Wie lange dauert die Rückerstattung?",),
        "return": ("Wie schicke ich eine Jacke zurück, die zu klein ist?",),
        "delivery": ("Wo ist mein Paket?",),
        "account": ("Ich habe mein Passwort vergessen",),
        "dispute": ("Meine Karte wurde zweimal belastet",),
    },
    "sv": {
        "refund": ("Hur lång tid tar en återbetalning?",),
        "return": ("Hur returnerar jag en jacka som är för liten?",),
        "delivery": ("Var är mitt paket?",),
        "account": ("Jag har glömt mitt lösenord",),
    },
    "es": {
        "refund": ("¿Cuánto tarda un reembolso?",),
        "return": ("¿Cómo devuelvo una chaqueta que me queda pequeña?",),
        "delivery": ("¿Dónde está mi paquete?",),
    },
    "pt": {
        "refund": ("Quanto tempo demora o reembolso?",),
        "delivery": ("Onde está o meu pacote?",),
        "return": ("Como devolvo uma jaqueta que ficou pequena?",),
    },
    "fr": {
        "return": ("Comment renvoyer une veste trop petite ?",),
        "refund": ("Quand vais-je être remboursé ?",),
        "delivery": ("Où est mon colis ?",),
    },
    "nl": {
        "delivery": ("Waar is mijn pakket?",),
        "refund": ("Hoe lang duurt een terugbetaling?",),
        "payment": ("Mijn kaart is geweigerd",),
    },
}
"""First messages."""

OUTAGE: Final = (
    "My card was declined twice just now",
    "The payment does not go through, my card is declined",
    "Card declined at checkout, but my bank says all is well",
)
"""What everybody writes while payments are down."""

ANSWERS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "Hello, I am having a look at this now.",
        "Thank you for waiting. I can see the order here.",
        "That is settled on our side now.",
        "You will have a message about it within the hour.",
        "Could you tell me the last four digits of the order?",
    ),
    "de": ("Guten Tag, ich sehe mir das an.", "Danke, ich habe die Bestellung vor mir.", "Das ist jetzt erledigt."),
    "sv": ("Hej, jag tittar på det nu.", "Tack, jag ser din order här.", "Det är klart nu."),
    "es": ("Hola, lo estoy mirando.", "Gracias, ya veo el pedido.", "Ya está resuelto."),
    "pt": ("Olá, estou vendo isso agora.", "Obrigado, já vejo o pedido.", "Já está resolvido."),
    "fr": ("Bonjour, je regarde cela.", "Merci, je vois votre commande.", "C'est réglé."),
    "nl": ("Hallo, ik kijk het na.", "Dank u, ik zie de bestelling.", "Het is geregeld."),
}
"""What agents say."""

HELP: Final = "Is a refund above the limit all right here?"


def opening(lang: str, topic: str, n: int) -> str:
    """The first message of a chat; a topic that a language has no words for is another one."""
    topics = OPENINGS.get(lang) or OPENINGS["en"]
    lines = topics.get(topic) or topics[sorted(topics)[n % len(topics)]]
    return lines[n % len(lines)]


def answer(lang: str, n: int) -> str:
    """What an agent says."""
    lines = ANSWERS.get(lang) or ANSWERS["en"]
    return lines[n % len(lines)]
