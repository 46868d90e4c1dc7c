"""Words of the five shipped languages, as data: function words (which tell a language), stop words, endings."""

from typing import Final

FUNCTION_WORDS: Final[dict[str, str]] = {
    "en": """the a an is are was were be been am i you he she it we they my your his her our their this that these
        those and or but if of to for with from at by on in into not dont doesnt didnt cant cannot wont isnt have has
        had do does did will would can could should how what when where who why which there here im ive its me us
        them any some about please than then as so still""",
    "sv": """och att det som en ett är var inte jag du han hon vi ni de den av för på med till från om har hade kan
        ska skulle vill hur vad när vem vilka vilken varför mitt min mina din ditt dina ert er era eller men så också
        mig dig oss här där får fick blir blev gör i hos mot efter innan utan bara man sin sitt""",
    "de": """der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ich du er sie wir ihr
        es ist sind war waren bin hat habe haben hatte wird wurde werden kann können könnte möchte will soll mit von
        zu zum zur für auf an bei nach aus im in um über wie was wann wo wer warum welche welcher mein meine meinen
        meiner mir mich dich uns ihre ihren noch schon auch nur dass wenn immer etwas""",
    "es": """el la los las un una unos unas y o pero no de del al a en con por para es son está están era fue soy ser
        he ha han hay mi mis tu tus su sus nuestro yo él ella nosotros me te se le les lo que qué cómo como cuándo
        cuando dónde donde quién cuál cuánto cuánta cuántos porque si este esta esto ese esa muy más ya puedo puede
        pueden quiero tengo tiene hacer hace todavía desde hasta también usted""",
    "pt": """o a os as um uma uns umas e ou mas não de do da dos das no na nos nas em ao aos à com por para pelo pela
        é são está estão era foi ser tem tenho têm há meu minha meus minhas seu sua seus suas eu ele ela nós você
        vocês me te se lhe que quê como quando onde quem qual quais quanto quantos porque isto isso este esta esse
        essa muito mais já posso pode podem quero fazer faz ainda desde até também""",
}
"""The commonest words: they tell which language a text is in and say nothing of its subject."""

STOP_WORDS: Final[dict[str, str]] = {
    "en": """hi hello hey want wanted need know tell help get getting got make made let like just very really now
        today ago again one two something anything thing everything everyone go going went come keep keep keeps
        always thanks thank ok okay yes no out up off down back much many too also only been being because after
        before sir madam dear good more most say says think next happen happens while whats via per use using last
        time three four five""",
    "sv": """hej hejsan vill behöver veta hjälp hjälpa gärna tack ja nej nu idag sedan igen något någon allt alla
        bara mycket många finns kommer kom går gick göra säga säger tycker snälla ju väl då ska få gälla gäller
        ha samma hela ens än par tid tiden två tre fyra fem""",
    "de": """hallo guten tag bitte danke ja nein jetzt heute wieder etwas alles alle sehr viel viele brauche hilfe
        helfen wissen sagen gibt geht gehen mache machen bekommen bekomme lassen gern gerne mal dann denn doch eben
        ja so sehr vor seit gegen darf gilt hier da dort ob zeit zwei drei vier fünf""",
    "es": """hola buenas buenos días tardes gracias sí por favor ahora hoy otra vez algo todo todos mucho muchos
        necesito ayuda ayudar saber decir dice quisiera quería favor bien hay uno dos tengo sigo sigue sido entre
        sobre sin además entonces pues vez mismo misma dos habéis habeis solo par estar va voy tiempo tres
        cuatro cinco""",
    "pt": """olá oi bom boa dia tarde noite obrigado obrigada sim por favor agora hoje outra vez algo tudo todos
        preciso ajuda ajudar saber dizer diz gostaria queria favor bem uns dois estou fui sido entre sobre sem
        então pois vez mesmo mesma só dar dão fica dá consigo consegue faço par estar vai vou
        tempo duas três quatro cinco""",
}
"""Further words without a subject: courtesy and filling."""

SPELLINGS: Final[dict[str, str]] = {"å": "sv", "ß": "de", "ñ": "es", "¿": "es", "¡": "es", "ã": "pt", "õ": "pt"}
"""Letters and marks that only one of the five languages uses."""

ENDINGS: Final[dict[str, str]] = {
    "en": "ations ation ments ment ings ing ied ies ed es s y e",
    "sv": """ningarna ningen ningar ning arna erna orna ande ende aren are ade ats ast en et ar er or an at ad na as
        de te a e s t n""",
    "de": "ungen ung ern em en er es est e n s t",
    "es": """aciones iciones ciones acion icion cion mente ando iendo arlos arlas arlo arla erlos erlas erlo erla
        irlo irla ados adas idos idas ado ada ido ida aron ieron amos emos ar er ir an en io os as es o a e i s""",
    "pt": """acoes icoes coes acao icao cao mente ando endo indo ados adas idos idas ado ada ido ida aram eram iram
        amos emos ar er ir am em ou ei eu iu os as es o a e i s m""",
}
"""Endings that are cut off, longest first, from words without accents."""

IRREGULAR: Final[dict[str, dict[str, str]]] = {
    "en": {
        "sent": "send", "paid": "pay", "bought": "buy", "broke": "break", "broken": "break", "lost": "lose",
        "forgot": "forget", "forgotten": "forget", "took": "take", "taken": "take", "tore": "tear", "torn": "tear",
        "arrival": "arrive", "shipment": "ship", "deliver": "delivery", "return": "return", "bigger": "big",
        "larger": "large", "smaller": "small",
    },
}  # fmt: skip
"""Forms that no ending explains."""

COMPOUNDING: Final = frozenset({"sv", "de"})
"""Languages that write compounds as one word."""
