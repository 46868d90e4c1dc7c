"""How people ask for a person in Dutch."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="nl",
    human="""
        mens, mensen, persoon, personen, medewerker*, mederwerker, medwerker, medewerkster, agent, agenten, adviseur, klantenservice*, klantendienst,
        klantenservicemedewerker, operator, collega van vlees en bloed, manager, leidinggevende, supervisor, chef, teamleider, vertegenwoordiger, werknemer,
        specialist, consulent, servicemedewerker, supportmedewerker, helpdeskmedewerker,
        echt/echte/levend/levende/menselijk/menselijke/fysiek/fysieke mens/mensen/persoon/medewerker/iemand/adviseur/hulp/agent/ondersteuning/contact/man/vrouw,
        iemand echt, baliemedewerker, contactpersoon bij jullie, telefonist, telefoniste, menselijk wezen, iemand van vlees, mesn, meedewerker,
        verantwoordelijke, baas, collega, collega's, uw collega, je collega, jullie collega, een van jullie/uw collega's/medewerkers,
        iemand van de/jullie klantenservice/klantendienst, iemand van/uit/bij jullie/uw/je/het/de team/bedrijf/afdeling/support/kantoor, personeel,
        uw personeel, jullie personeel, uw leidinggevende, superieur, medewerkers, adviseurs, werknemers, personeelslid, personeelsleden
        """,
    team="support, helpdesk, hulpdesk, collega, collega s, team, afdeling, jullie team, service, personeel, expert, technicus, hulplijn",
    someone="""
        iemand, iemant, iem, iemnd, een van jullie, iemand anders, mensen, iemand van jullie, wie, één van jullie, een van u, iemand bij jullie
        """,
    bot="bot, bots, robot, robots, chatbot, chatbots, ai, automaat, automatische antwoorden, automatisch antwoord, automatische berichten, virtuele assistent, kunstmatige intelligentie, bandje",
    device="machine, machines, computer, programma, software, apparaat",
    contact="""
        praten, praat, spreken, spreek, sprek, gesprek, chatten, kletsen, bellen, communiceren, contact met, contact opnemen, contacteren, bereiken, bereik,
        verbinden, verbind, verbonden, verbinding, doorverbinden, doorverbonden, verbind me door, zet me door, schakel me door, doorschakelen, doorgeschakeld,
        doorsturen, stuur me door, stuur mij door, doorzetten, doorgezet, overdragen, overzetten, schrijven met, schrijven naar, mailen, telefoneren,
        overleggen, te maken hebben, geholpen worden, hulp van, antwoord van, te woord gestaan, te spreken, aan de lijn, aan de telefoon, haal, haal er,
        te pakken krijgen, in contact komen, in contact brengen, overleg, verbind mij, breng me in contact, schakel, inschakelen, laat me, laat mij,
        geef me door, prate, spreke, spreeken, met een echt*, met een mens, met een medewerker, doorgeven aan, terecht bij, terecht kan, regelen, regel,
        regel dit, regel ik, oplossen, los ik, los, bespreken, bespreek, afhandelen, doorgestuurd, doorgeven, terechtkomen, terechtkan, kom ik bij, kom ik in,
        te pakken, gebeld worden, teruggebeld, geholfen, geholpen, contact opneemt, contact op laten nemen, contact met mij, doorverbonden worden,
        doorgestuurd worden, overgezet, in contact met, gekoppeld, stuur mijn zaak, stuur mijn vraag, geef mijn zaak, zet mijn zaak, stuur dit door,
        stuur mijn verzoek, doorsturen naar, geef dit door
        """,
    back=7,
    verb_last=True,
    want="""
        wil, wilt, wou, zou graag, wil graag, graag, moet, nodig, heb nodig, heb, geef me, geef mij, haal, prefereer, heb liever, liever, eis, verzoek om,
        vraag om, ik vraag naar, zoek, mag ik, kan ik, kunnen wij, hebben jullie, heeft u, heb je, waar is, waar vind ik, waar kan ik, is er, stuur me, stuur,
        doe mij, doe maar, wens, behoefte aan, krijgen, krijg ik, kan ik krijgen, wij willen, willen, zijn er, wensen, graag een, ik heb liever, ik zou liever,
        zou liever, verkies, hoe kom ik bij, hoe krijg ik, bij voorkeur, zoek me, zoek voor mij, vind me, vind voor mij, haal me, haal voor mij, regel me,
        regel voor mij, ik wil je, ik wil uw
        """,
    ask="""
        kan, kunnen, kunt, kun, zou, mag, alsjeblieft, alstublieft, aub, ajb, svp, graag, wil, moet, laat, is er, willen, dat, nodig, heb, laten, zouden,
        laat me, wil dat
        """,
    serve="""
        helpen, help, helpt, bellen, belt, terugbellen, terugbelt, contact opnemen, opnemen, contacteren, antwoorden, antwoord geven, antwoordt, reageren,
        overnemen, overneemt, kijken, meekijken, uitleggen, uitzoeken, oplossen, bijstaan, te woord staan, mailen, beantwoorden, assisteren, regelen, spreken,
        praten, behandelen, schrijven, verder helpen, reageert, kijkt, oppakt, oppakken, terugschrijven, terugschrijft, gesprek overnemen, verdergaan,
        verder gaat, voortzetten, ernaar kijkt, naar kijkt
        """,
    there="""
        is er, is daar, is hier, zijn er, zit er, hebben jullie, heeft u, is, werkt er, bestaat er, werkt daar, zit daar
        """,
    here="daar, hier, aanwezig, beschikbaar, online, bereikbaar, vrij, thuis, die me kan helpen, die mij kan helpen, in leven, aan de andere kant, achter, die ik kan spreken, te bereiken, te spreken, ook",
    fill="""
        een, n, alsjeblieft, alstublieft, aub, ajb, svp, graag, nu, meteen, direct, onmiddellijk, hallo, hoi, hey, goedendag, dag, ja, nee, echt, echte,
        levend, levende, menselijk*, met, aan, naar, mij, me, ik, dringend, alleen, gewoon, eindelijk, dank, bedankt, eens, even, snel, liever, en, of,
        geen bot, geen robot, maar, spoed, verdomme, hulp, a u b, a.u.b, wel, persoonlijk, normaal, normale, competent*, redelijk*, verstandig*, bekwaam, slim,
        deskundig*
        """,
    link="de, het, jullie, uw, je, andere, ander, dan, ook, van, er, die, bevoegd, bevoegde, competente, nog, nederlandstalige, te, om, daar, hier, zo snel mogelijk, toch, zien, hebben, spreken, te spreken, in plaats van een bot, op, bij",
    negated="""
        hoeft me niet, hoef je me niet, hoeven me niet, hoeft mij niet, me niet door, wil/hoef/wou/wilde/zoek/heb/nodig geen, wil/hoef/moet/wilde/hoeft niet,
        wil ik/ik liever geen/niet, hoef ik geen/niet, heb ik geen, heb echt/helemaal/nu geen, geen behoefte, geen zin, geen hulp van, zonder, in plaats van,
        niet nodig, hoeft geen, niet met een bot, verbind me niet, verbind mij niet, stuur me niet, liever geen, liever niet, niet meer, genoeg van, beu, zat,
        haat, niet praten, praat niet, stop met, ik zoek geen, wens geen, wens niet, weiger, niet meer nodig, niet langer nodig, hoeven mij niet, bel me niet,
        bel mij niet, niet bellen, niet te bellen, niet opbellen, geen medewerker meer, geen mens nodig, niet door te verbinden, niet doorverbinden
        """,
    no="geen, niet, nee, stop, weg met, genoeg, nee geen, alsjeblieft geen, graag geen, geen enkele, uit, stomme, rot, ophouden met, sluit",
    other="""
        per persoon, * persoons, persoons*, hoeveel personen/mensen/medewerkers, voor * persoon/personen, twee/drie/vier/vijf/zes personen,
        veel mensen/personen, de persoon die, de mensen die, de medewerker die, in persoon, personeelskorting, medewerker in de winkel,
        medewerker van de winkel, medewerker van postnl, pakketbezorger, bezorger, makelaar, reisagent, mensenrechten,
        mijn/onze/zijn/haar baas/manager/chef/collega/collega s/leidinggevende/medewerker/medewerkers/team/adviseur/werknemer/personeel/agent, ben geen robot,
        robotstofzuiger, robot stofzuiger, robotmaaier, keukenrobot, wasmachine, koffiemachine, naaimachine, voor iemand, van iemand, iemand anders heeft,
        aan iemand anders, contactlenzen, contactgegevens, contactformulier, contactpersoon, naam van de persoon, wachtwoord manager, cadeau voor,
        politie agent, robotstofzuiger*, stofzuigerrobot*, robotmaaier*, grasmaairobot*, dweilrobot*, keukenrobot*, keukenmachine*, naaimachine*,
        koffiemachine*, liever niet, hoeveel medewerkers/personen/mensen/werknemers/agenten,
        mijn/onze baas/leidinggevende/collega/collega's/chef/manager/team/teamleider/medewerker/supervisor
        """,
    done="heb al, heb gisteren, gisteren, heb reeds, had al, vorige week, heb gesproken",
    past="""
        heeft gezegd, heeft me, heeft mijn, had, hadden, was, waren, zei, vertelde, hebben me, zou bellen, wilde me, wilde niet, kon niet, kwam, werd,
        wou niet, ging, beloofde, zeiden, gezegd, beloofd, beweerde
        """,
    stop="over, voor, van, wegens, als, tegen, zonder, per, vanwege, door de",
    split="en, maar, omdat, want, toen, nadat, terwijl, hoewel, zodat, als, sinds",
    aside="""
        bedanken, te bedanken, dank uitspreken, compliment, complimenten, complimenteren, prijzen, loven, beoordelen, beoordeling, recenseren, recensie,
        review achterlaten, review schrijven, feedback geven, vijf sterren, aanbevelen, aanraden, fooi, zoeken jullie, zoekt u nog, zijn jullie op zoek,
        nemen jullie, aannemen als, vacature, vacatures, solliciteren, sollicitatie, werken bij, werken als, baan als, klagen over, klacht over, mijn dank,
        bedank, mijn complimenten, dank aan, groeten aan, ik werk zelf, ik werk bij, ik werk in, ik werk als, ik werk ook, zelf werk ik
        """,
    goods="pakket, pakje, pakketje, bestelling, zending, levering, post, doos, brief",
    collect="""
        ophalen, ophaalt, op te halen, afhalen, afhaalt, aannemen, aanneemt, in ontvangst, ontvangen, ontvangt, tekenen, tekent, halen, haalt
        """,
    relative="die, dat, wie, wat, met wie, aan wie, waarmee, van wie",
    than="dan, in plaats van, en niet, niet, niet met, ipv, i p v",
    bring="""
        haal, halen, breng, brengen, nodig, uitnodigen, voeg, voegen, toevoegen, roep, roepen, zet, zetten, betrek, betrekken, stuur, laat
        """,
    room="""
        in deze/de/dit/het chat/gesprek, bij deze/dit/het chat/gesprek, aan deze/dit/de/het chat/gesprek, deze chat, dit gesprek
        """,
    that="dat",
    phrases="is er iemand, is daar iemand, iemand daar, iemand aanwezig, is iemand daar, menselijke hulp, menselijk contact, mens alsjeblieft, medewerker alsjeblieft, geen bot maar, stop de bot, teruggebeld worden, teruggebeld, uit de bot",
)
