"""The sentences that the built-in answerer says itself, in the customer's language, and the courtesies it knows."""

from typing import Final

import msgspec


class Phrases(msgspec.Struct, frozen=True):
    """One language's sentences, and the words that courtesies are recognised by."""

    greeting: str
    thanks: str
    about: str
    """Who it is; honest: never a person."""
    fallback: str
    clarify: str
    """Followed by the numbered titles that it may be about."""
    reword: str
    """The end of a clarifying turn."""
    hears_greeting: str
    """Phrases, divided by commas; a message of these alone is a greeting."""
    hears_thanks: str
    hears_about: str
    choices: tuple[str, ...]
    """What customers call the first, second, third of a list."""
    beside: str = ""
    """Phrases that may stand beside a courtesy and are none alone."""


PHRASES: Final[dict[str, Phrases]] = {
    "en": Phrases(
        greeting="Hello! I am the automatic assistant of Fjord & Field. What can I help you with?",
        thanks="You are welcome! Write again if there is anything else.",
        about="I am an automatic assistant: I answer from our help pages. You can ask for a person at any time.",
        fallback="I have not found an answer to that. Could you say it in other words? You can also ask for a person.",
        clarify="I am not sure what you mean. Is it one of these?",
        reword="Write its number or say it in other words. You can also ask for a person.",
        hears_greeting="""hi, hello, hey, good morning, good afternoon, good evening, good day, hi there, hello there,
            help, help me, i need help, i have a question, can you help me""",
        hears_thanks="""thanks, thank you, thx, ty, cheers, great, perfect, thats all, that is all, that was all,
            got it, that helped, ok, okay, bye, goodbye, have a nice day""",
        hears_about="""are you a bot, are you human, are you a robot, are you real, who are you, what are you,
            is this a bot""",
        choices=(
            "first, the first, the first one, one, number one",
            "second, the second, the second one, two, number two",
            "third, the third, the third one, three, number three",
        ),
        beside="very much, so, a lot, for your help, you, there, and, the help, much, all, no",
    ),
    "sv": Phrases(
        greeting="Hej! Jag är Fjord & Fields automatiska assistent. Vad kan jag hjälpa dig med?",
        thanks="Varsågod! Skriv igen om det är något mer.",
        about="Jag är en automatisk assistent: jag svarar ur våra hjälpsidor. Du kan be om en person när som helst.",
        fallback="Jag har inte hittat något svar på det. Kan du säga det med andra ord? Du kan också be om en person.",
        clarify="Jag är inte säker på vad du menar. Är det något av det här?",
        reword="Skriv numret eller säg det med andra ord. Du kan också be om en person.",
        hears_greeting="""hej, hejsan, hallå, tjena, god morgon, god kväll, god dag, hej hej, goddag, morsning,
            hjälp, hjälp mig, jag behöver hjälp, jag har en fråga, kan du hjälpa mig""",
        hears_thanks="""tack, tackar, tack så mycket, stort tack, tusen tack, toppen, perfekt, bra, ok, okej, hej då,
            det var allt, då vet jag, ha det bra, jättebra""",
        hears_about="är du en bot, är du en robot, är du en människa, vem är du, är det en bot",
        choices=(
            "första, den första, ett, nummer ett",
            "andra, den andra, två, nummer två",
            "tredje, den tredje, tre, nummer tre",
        ),
        beside="så mycket, för hjälpen, för din hjälp, nej, det, på förhand",
    ),
    "de": Phrases(
        greeting="Guten Tag! Ich bin der automatische Assistent von Fjord & Field. Wobei kann ich Ihnen helfen?",
        thanks="Gern geschehen! Schreiben Sie wieder, wenn noch etwas ist.",
        about="Ich bin ein automatischer Assistent und antworte aus unseren Hilfeseiten."
        " Sie können jederzeit nach einem Menschen fragen.",
        fallback="Dazu habe ich keine Antwort gefunden. Können Sie es anders sagen?"
        " Sie können auch nach einem Menschen fragen.",
        clarify="Ich bin nicht sicher, was Sie meinen. Ist es eines davon?",
        reword="Schreiben Sie die Nummer oder sagen Sie es anders. Sie können auch nach einem Menschen fragen.",
        hears_greeting="""hallo, hi, hey, guten tag, guten morgen, guten abend, grüß gott, moin, servus,
            schönen guten tag, hilfe, ich brauche hilfe, ich habe eine frage, können sie mir helfen""",
        hears_thanks="""danke, dankeschön, vielen dank, danke schön, super, perfekt, prima, ok, okay, alles klar,
            das war alles, tschüss, auf wiedersehen, besten dank, schönen tag noch, gut""",
        hears_about="""sind sie ein bot, bist du ein bot, sind sie ein mensch, bist du ein mensch, wer sind sie,
            wer bist du""",
        choices=(
            "erstes, das erste, eins, nummer eins",
            "zweites, das zweite, zwei, nummer zwei",
            "drittes, das dritte, drei, nummer drei",
        ),
        beside="sehr, für die hilfe, für ihre hilfe, nein, schon mal, und",
    ),
    "es": Phrases(
        greeting="¡Hola! Soy el asistente automático de Fjord & Field. ¿En qué puedo ayudarte?",
        thanks="¡De nada! Escribe de nuevo si necesitas algo más.",
        about="Soy un asistente automático: respondo con nuestras páginas de ayuda."
        " Puedes pedir una persona en cualquier momento.",
        fallback="No he encontrado una respuesta a eso. ¿Puedes decirlo con otras palabras?"
        " También puedes pedir una persona.",
        clarify="No estoy seguro de lo que quieres decir. ¿Es algo de esto?",
        reword="Escribe el número o dilo con otras palabras. También puedes pedir una persona.",
        hears_greeting="""hola, buenas, buenos días, buenas tardes, buenas noches, hey, qué tal, saludos,
            ayuda, necesito ayuda, tengo una pregunta, puedes ayudarme""",
        hears_thanks="""gracias, muchas gracias, mil gracias, perfecto, genial, vale, ok, eso es todo, adiós,
            hasta luego, muy bien, estupendo, de acuerdo""",
        hears_about="eres un bot, eres un robot, eres humano, eres una persona, quién eres, es un bot",
        choices=(
            "primero, el primero, la primera, uno, el uno",
            "segundo, el segundo, la segunda, dos, el dos",
            "tercero, el tercero, el tercero, la tercera, tres, el tres",
        ),
        beside="por la ayuda, por tu ayuda, por todo, no, y, muy amable",
    ),
    "pt": Phrases(
        greeting="Olá! Sou o assistente automático da Fjord & Field. Em que posso ajudar?",
        thanks="De nada! Escreva de novo se precisar de mais alguma coisa.",
        about="Sou um assistente automático: respondo com as nossas páginas de ajuda."
        " Pode pedir uma pessoa a qualquer momento.",
        fallback="Não encontrei uma resposta para isso. Pode dizê-lo por outras palavras?"
        " Também pode pedir uma pessoa.",
        clarify="Não tenho a certeza do que quer dizer. É alguma destas coisas?",
        reword="Escreva o número ou diga-o por outras palavras. Também pode pedir uma pessoa.",
        hears_greeting="""olá, oi, bom dia, boa tarde, boa noite, ei, tudo bem, oi tudo bem,
            ajuda, preciso de ajuda, tenho uma pergunta, pode me ajudar, pode ajudar me""",
        hears_thanks="""obrigado, obrigada, muito obrigado, muito obrigada, valeu, perfeito, ótimo, ok, tá bom,
            está bem, é tudo, era só isso, tchau, adeus, até logo, beleza""",
        hears_about="""você é um robô, você é um bot, és um bot, és um robô, é uma pessoa, quem é você, quem és tu,
            é um bot""",
        choices=(
            "primeiro, o primeiro, a primeira, um, número um",
            "segundo, o segundo, a segunda, dois, número dois",
            "terceiro, o terceiro, o terceiro, a terceira, três, número três",
        ),
        beside="pela ajuda, por tudo, não, e, mesmo",
    ),
}
