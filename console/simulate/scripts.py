"""What simulated customers say, by language: openings by topic, follow-ups, wishes for a person, farewells.

Data for the demo and for load; a shop's customers in seven languages.
"""

from typing import Final

import msgspec


class Script(msgspec.Struct, frozen=True):
    """One language's lines."""

    names: tuple[str, ...]
    openings: tuple[str, ...]
    """What the shop's articles answer."""
    hard: tuple[str, ...]
    """What a bot should not decide: money gone, hardship, complaints."""
    further: tuple[str, ...]
    asks: tuple[str, ...]
    """Wishes for a person."""
    angry: tuple[str, ...]
    impatient: tuple[str, ...]
    """While waiting in the queue."""
    to_agent: tuple[str, ...]
    """Answers to an agent."""
    thanks: tuple[str, ...]


SCRIPTS: Final[dict[str, Script]] = {
    "en": Script(
        names=(
            "Kim Lee",
            "Dee Ott",
            "Ann Fox",
            "Tim Roe",
            "Sam Okoro",
            "Mia Roth",
            "Pat Kim",
            "Zoe Hart",
            "Al Moss",
            "Rui Costa",
            "Omar Haddad",
            "Ivy Stone",
            "Noor Aziz",
            "Ben Cole",
        ),
        openings=(
            "How long does a refund take?",
            "How do I return a jacket that is too small?",
            "Where is my parcel? It was sent on Monday.",
            "Can I still cancel my order?",
            "Which payment methods do you take?",
            "My card was declined, what can I do?",
            "I need an invoice for my order",
            "I forgot my password",
            "The discount code does not work",
            "How long is delivery to Ireland?",
            "The tent arrived with a broken pole",
            "You sent me the wrong size",
        ),
        hard=(
            "You charged my card twice for the same order!",
            "I lost my job and can't pay the invoice this month",
            "Somebody used my account to order things, I did not buy this",
            "I want to complain about how I was treated",
        ),
        further=(
            "And how will I know that it has arrived?",
            "Does that also hold for sale items?",
            "What if I have no printer for the label?",
            "It is order 77120, can you see it?",
        ),
        asks=(
            "I want to talk to a person",
            "Can I speak to a human please?",
            "agent please",
            "Let me talk to someone real",
            "Please connect me with customer service",
        ),
        angry=("This is useless, I have said that twice already!!", "That does not answer my question at all."),
        impatient=("Hello? Is anybody there?", "I am still waiting", "How much longer will it be?"),
        to_agent=(
            "Hi, finally! It is order 77120.",
            "Yes, that is right.",
            "OK, and when will I see the money?",
            "I paid by card.",
            "Great, that is what I needed.",
        ),
        thanks=("Thanks a lot!", "Thank you, bye", "Great, thanks"),
    ),
    "sv": Script(
        names=("Lena Berg", "Ola Ek", "Eva Lund", "Nils Strand", "Sara Holm", "Per Åberg"),
        openings=(
            "Hur lång tid tar en återbetalning?",
            "Hur returnerar jag en jacka som är för liten?",
            "Var är mitt paket?",
            "Kan jag avboka min beställning?",
            "Rabattkoden fungerar inte",
            "Jag har glömt mitt lösenord",
        ),
        hard=("Ni har dragit pengarna två gånger för samma order!", "Jag har blivit av med jobbet och kan inte betala"),
        further=("Gäller det även reavaror?", "Och hur vet jag att det har kommit fram?"),
        asks=("Jag vill prata med en människa", "Kan jag få prata med kundtjänst?", "Koppla mig till en person tack"),
        angry=("Det här hjälper inte alls, jag har redan sagt det två gånger!", "Det svarar inte på min fråga."),
        impatient=("Hallå? Är det någon där?", "Jag väntar fortfarande"),
        to_agent=("Hej, äntligen! Det gäller order 77120.", "Ja, det stämmer.", "Bra, när kommer pengarna?"),
        thanks=("Tack så mycket!", "Tack, hej då"),
    ),
    "de": Script(
        names=("Jo Brand", "Max Vogel", "Uwe Lenz", "Ida Kern", "Ruth Baum", "Jan Weiß"),
        openings=(
            "Wie lange dauert die Rückerstattung?",
            "Wie schicke ich eine Jacke zurück, die zu klein ist?",
            "Wo ist mein Paket?",
            "Kann ich meine Bestellung noch stornieren?",
            "Der Gutscheincode funktioniert nicht",
            "Ich habe mein Passwort vergessen",
        ),
        hard=(
            "Sie haben meine Karte zweimal belastet!",
            "Ich habe meine Arbeit verloren und kann die Rechnung nicht bezahlen",
        ),
        further=("Gilt das auch für reduzierte Ware?", "Und woran merke ich, dass es angekommen ist?"),
        asks=(
            "Ich möchte mit einem Menschen sprechen",
            "Kann ich bitte mit einem Mitarbeiter sprechen?",
            "Verbinden Sie mich bitte mit dem Kundendienst",
        ),
        angry=("Das habe ich doch schon zweimal geschrieben!", "Das beantwortet meine Frage überhaupt nicht."),
        impatient=("Hallo? Ist da jemand?", "Ich warte immer noch"),
        to_agent=("Endlich! Es geht um Bestellung 77120.", "Ja, genau.", "Gut, und wann kommt das Geld?"),
        thanks=("Vielen Dank!", "Danke, tschüss"),
    ),
    "es": Script(
        names=("Eva Gil", "Luis Mora", "Ana Ruiz", "Pilar Soto", "Hugo Vega"),
        openings=(
            "¿Cuánto tarda un reembolso?",
            "¿Cómo devuelvo una chaqueta que me queda pequeña?",
            "¿Dónde está mi paquete?",
            "¿Puedo cancelar mi pedido?",
            "El código de descuento no funciona",
        ),
        hard=("¡Me habéis cobrado dos veces el mismo pedido!", "Me he quedado sin trabajo y no puedo pagar la factura"),
        further=("¿También vale para las rebajas?", "¿Y cómo sabré que ha llegado?"),
        asks=("Quiero hablar con una persona", "¿Puedo hablar con un agente?", "Páseme con atención al cliente"),
        angry=("¡Esto no sirve de nada, ya lo he dicho dos veces!", "Eso no responde a mi pregunta."),
        impatient=("¿Hola? ¿Hay alguien?", "Sigo esperando"),
        to_agent=("¡Por fin! Es el pedido 77120.", "Sí, correcto.", "Perfecto, ¿y cuándo veré el dinero?"),
        thanks=("¡Muchas gracias!", "Gracias, adiós"),
    ),
    "pt": Script(
        names=("Ana Souza", "Tom Iles", "João Prado", "Bia Matos", "Caio Luz"),
        openings=(
            "Quanto tempo demora o reembolso?",
            "Como devolvo uma jaqueta que ficou pequena?",
            "Onde está o meu pacote?",
            "Posso cancelar o meu pedido?",
            "O código de desconto não funciona",
        ),
        hard=(
            "Vocês cobraram o meu cartão duas vezes!",
            "Perdi o emprego e não consigo pagar a fatura",
        ),
        further=("Isso vale também para produtos em promoção?", "E como vou saber que chegou?"),
        asks=("Quero falar com um atendente", "Posso falar com uma pessoa?", "Me passa para um humano por favor"),
        angry=("Isso não adianta nada, já disse duas vezes!", "77120. Isso não responde."),
        impatient=("Olá? Tem alguém aí?", "Ainda estou esperando"),
        to_agent=("Até que enfim! É o pedido 77120.", "Isso mesmo.", "Ótimo, e quando cai o dinheiro?"),
        thanks=("Muito obrigada!", "Obrigado, tchau"),
    ),
    "fr": Script(
        names=("Luc Petit", "Zoé Blanc", "Anne Roux", "Hugo Faure", "Inès Colin"),
        openings=("Où est mon colis ?", "Comment renvoyer une veste trop petite ?", "Quand vais-je être remboursé ?"),
        hard=("Vous avez débité ma carte deux fois !", "J'ai perdu mon emploi et je ne peux pas payer la facture"),
        further=("Et pour les articles en solde ?", "Comment saurai-je que c'est arrivé ?"),
        asks=("Je veux parler à un conseiller", "Puis-je parler à une personne ?"),
        angry=("Cela ne sert à rien, je l'ai déjà dit deux fois !", "Cela ne répond pas à ma question."),
        impatient=("Allô ? Il y a quelqu'un ?", "J'attends toujours"),
        to_agent=("Enfin ! C'est la commande 77120.", "Oui, c'est ça.", "Très bien, et quand aurai-je l'argent ?"),
        thanks=("Merci beaucoup !", "Merci, au revoir"),
    ),
    "nl": Script(
        names=("Bo Smit", "Sanne Bos", "Daan Vos", "Fleur Kok", "Jan de Wit"),
        openings=("Waar is mijn pakket?", "Hoe lang duurt een terugbetaling?", "Mijn kaart is geweigerd"),
        hard=("Jullie hebben twee keer afgeschreven!", "Ik ben mijn baan kwijt en kan de rekening niet betalen"),
        further=("Geldt dat ook voor aanbiedingen?", "En hoe weet ik dat het is aangekomen?"),
        asks=("Ik wil een medewerker spreken", "Kan ik met een persoon praten?"),
        angry=("Dit helpt niet, ik heb het al twee keer gezegd!", "Dat is geen antwoord op mijn vraag."),
        impatient=("Hallo? Is daar iemand?", "Ik wacht nog steeds"),
        to_agent=("Eindelijk! Het gaat om bestelling 77120.", "Ja, dat klopt.", "Goed, en wanneer zie ik het geld?"),
        thanks=("Hartelijk dank!", "Bedankt, tot ziens"),
    ),
}
