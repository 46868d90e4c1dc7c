"""How people ask for a person in Danish."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="da",
    human="""
        menneske, mennesker, mennesket, menesker, menneske, person, personer, medarbejder, medarbejdere, agent, agenter, rådgiver, kundeservice*, kundesupport,
        kundeservicemedarbejder, operatør, ansat, ansatte, repræsentant, chef, leder, supervisor, konsulent, sagsbehandler, ekspedient, specialist, ekspert,
        kundekonsulent, kundepleje,
        rigtig/rigtigt/rigtige/ægte/levende/menneskelig/menneskeligt/fysisk/virkelig/virkeligt person/menneske/mennesker/medarbejder/agent/hjælp/support/kontakt/nogen,
        nogen rigtig, af kød og blod, telefonist, levende væsen, kollega, kolleger, kollegaer, din kollega, jeres kollega,
        en af dine/jeres kolleger/kollegaer/medarbejdere/ansatte, en fra/i kundeservice/supporten/kundesupport, nogen fra kundeservice, en rigtig, din leder,
        nogen fra/i/hos jeres/dit/teamet/jeres team/virksomheden/afdelingen, personale, jeres personale, en normal, en ægte, overordnede, overordnet,
        din overordnede, din chef, medarbejderne, rådgivere, chefer, operatører
        """,
    team="support, supporten, kollega, kolleger, team, afdeling*, kundecenter, tekniker, personale, personalet, folk, ansvarlige, omstilling*",
    someone="nogen, nogn, en af jer, nogen af jer, en anden, nogen anden, folk, noen, hvem, nogle",
    bot="""
        bot, bots, botten, robot, robotter, robotten, chatbot, chatbotten, ai, telefonsvarer, autosvar, automatiske svar, automatsvar, virtuel assistent,
        kunstig intelligens, automat, automaten
        """,
    device="maskine, maskiner, computer, program, maskinen",
    contact="""
        kontakter jeg, kontakter man, får jeg fat i, får jeg fat på, fat i, fat på, når jeg, tale, tal, tale med, snakke, snak med, chatte, chat med, samtale,
        ringe, kontakte, kontakt, få fat i, få fat på, komme i kontakt, komme igennem til, nå, stille om, stil mig om, stille mig, stillet om, stilles om,
        omstilles, omstillet, omstil, viderestil, viderestille, viderestillet, viderestilles, forbind, forbinde, forbundet, overfør, overføre, overført,
        send mig videre, sende mig videre, sendt videre, sæt mig i forbindelse, sat i forbindelse, skriv med, skrive med, skrive til, kommunikere,
        diskutere med, hjælp af, hjælp fra, svar fra, få hjælp af, blive hjulpet af, blive ringet op af, have med at gøre, hent, hente, lad mig, høre fra,
        tlae, forbinder, drøfte, konversere, samtale med, henvende mig, overdrag, give mig videre, tilkald, tilkalde, skift til, klare, klarer, ordne, ordner,
        løse, løser, løs, afklare, håndtere, fikse, igennem til, kommer igennem, komme igennem, kommer jeg igennem, kommer jeg i kontakt, fange, fanger,
        får fat i, sendes videre, omstille, stille mig om, sætte mig over, flytte mig, kontakte mig, ringe til mig, blive kontaktet, blive ringet op,
        ringer mig op, hjulpet af, ekspederet af, blive stillet om, blive omstillet, blive sendt videre, blive flyttet, stillet om til, blive forbundet,
        i kontakt med, forbind mig, betjent af, i forbindelse med, sætte mig i forbindelse, send min sag, videresend min sag, send min henvendelse,
        giv min sag, overdrag min sag, send dette til, send mit spørgsmål
        """,
    back=3,
    tail="at tale med, at snakke med, jeg kan tale, jeg kan snakke, jeg kan chatte, jeg kan skrive, jeg må tale, man kan tale, man kan snakke, der kan hjælpe, der kan svare, som kan hjælpe, som kan svare, kan hjælpe mig, der kan ringe, kan ringe mig, ringer til mig, at chatte med, til at hjælpe, jeg kan få fat",
    want="""
        vil, vil have, vil gerne, vil gerne have, ville gerne, kunne tænke mig, ønsker, behøver, har brug for, brug for, giv mig, giv os, må jeg få,
        kan jeg få, kan vi få, kan man få, kræver, søger, leder efter, foretrækker, hellere, vil hellere, hent, beder om, anmoder om, er der, har i, hvor er,
        hvor finder jeg, skal have, skal bruge, får jeg, få, skaf mig, send mig, bed om, har du, spørger efter, vil hellere have, ville hellere,
        jeg foretrækker, helst, find en, find et, find nogen, skaf en, hent en, hent et, hent nogen
        """,
    ask="""
        kan, kunne, må, vil, venligst, tak, lad, er der, behøver, brug for, skal, gerne, ville, bede, være, at, bed, få, lade, vil have at, få nogen
        """,
    serve="""
        hjælpe, hjælp, hjælper, ringe, ringer, ringe op, ringe til mig, kontakte, kontakter, svare, svarer, tage over, overtage, kigge på, se på, forklare,
        løse, tale med mig, snakke med mig, skrive til mig, maile, tage sig af, assistere, besvare, vende tilbage, tjekke, kontakte mig, ringe mig op,
        ringe tilbage, tager over, skrive tilbage, træde til, overtage denne, fortsætte, kigger på, kigger på det, ser på det, ser på
        """,
    there="er der, findes der, har i, sidder der, er det, arbejder der, er",
    here="""
        der, her, tilgængelig, tilgængelige, online, til stede, ledig, hjemme, i live, i den anden ende, bag, at få fat i, til rådighed, vågen, på linjen,
        hos jer, inde, derude, jeg kan tale med, der kan hjælpe mig, tilstede, som jeg kan skrive til, jeg kan skrive til, som jeg kan tale med,
        som jeg kan skrive med
        """,
    fill="""
        en, et, tak, venligst, nu, straks, med det samme, hej, hallo, goddag, dav, ja, nej, rigtig, rigtigt, levende, menneskelig, ægte, med, til, mig, jeg,
        bare, endelig, haster, gerne, hellere, og, eller, ikke en bot, ingen bot, hurtigt, for fanden, hjælp, i stedet, omgående, vær sød, be om, lige, nogen,
        anden, men, normal, normalt, fornuftig, kompetent, kvalificeret, flink, almindelig
        """,
    link="jeres, den, det, din, andet, anden, nogen, ansvarlig, kompetent, dansktalende, af, som, der, at, få, hos, have, tale, snakke, kunne, fra, på, kyndig, også, end, i stedet for, hurtigst muligt, dansk, talende",
    negated="""
        vil/ønsker/behøver/gider/ville/søger ikke, vil jeg ikke, har ikke brug for, ikke brug for, har ikke behov, vil ikke have, vil ikke tale,
        vil gerne undgå, vil gerne slippe, uden, slippe for, i stedet for, frem for, fremfor, hellere end, træt af, nok af, ikke nødvendigt, ingen grund til,
        stil mig ikke, viderestil mig ikke, hader, nægter, behøver ingen, ikke interesseret, ikke tale med, ikke snakke med, vil helst ikke, skal ikke,
        orker ikke, ikke længere, ikke længere brug, ikke mere brug, behøver du ikke, skal ikke ringe, ring ikke, lad være med, ikke ringe, ikke stille mig
        """,
    no="ingen, ikke, ikke en, nej, stop, væk med, intet, nok, drop, fjern, luk, ud af, skide, pokkers",
    other="""
        til en anden, gave til nogen, per person, pr person, hvor mange personer/mennesker/medarbejdere, to/tre/fire/fem/seks personer, til * personer,
        mange personer/mennesker, personen der, personen som, mennesket der, personalerabat, personen i butikken, medarbejderen i butikken, ejendomsmægler,
        rejseagent, menneskerettigheder, min/mit/vores/hans/hendes/mine chef/kollega/kolleger/leder/medarbejder/personale/team/rådgiver/agent,
        er ikke en robot, robotstøvsuger, robotplæneklipper, vaskemaskine, kaffemaskine, symaskine, for nogen, fra nogen, en anden har, en anden person har,
        kontaktlinser, kontaktoplysninger, kontaktperson, kontaktformular, personnummer, personlige, gave til, navnet på personen, bud, robotstøvsuger*,
        robotplæneklipper*, støvsugerrobot*, min robot, køkkenmaskine*, symaskine*, kaffemaskine*, hellere ikke,
        hvor mange ansatte/personer/medarbejdere/mennesker/folk, min/mine/vores chef/kollega/kolleger/leder/medarbejder/overordnede
        """,
    done="har allerede, har talt, i går, igår, havde, talte, sidste uge",
    past="""
        har sagt, har lovet, har ringet, havde, var, sagde, ville ringe, ville ikke, lovede, blev, kom, fik, spurgte, kunne ikke, skulle have, stod, sagt,
        lovet, påstod
        """,
    stop="om, for, fra, af, som, mod, uden, vedrørende, angående, end",
    split="og, men, fordi, da, efter, mens, siden, inden, selvom, så, hvis, at jeg, når, for at",
    aside="""
        takke, sige tak til, tak til, rose, ros, ros til, give ros, komplimentere, kompliment, bedømme, bedøm, anmelde, anmeldelse, vurdere, give feedback,
        fem stjerner, anbefale, drikkepenge, ansætter i, ansætter, rekrutterer, søger i, ledige stillinger, ledig stilling, job som, arbejde som, søge job,
        jobopslag, klage over, min tak, mit tak, hils, sig tak til, jeg arbejder selv, jeg arbejder i, jeg arbejder hos, jeg arbejder som, jeg arbejder også
        """,
    goods="""
        pakke, pakken, forsendelse, forsendelsen, levering, leveringen, ordre, ordren, bestilling, bestillingen, brev, brevet
        """,
    collect="""
        hente, henter, afhente, afhenter, hentes, modtage, modtager, tage imod, tager imod, skrive under, skriver under, underskrive, kvittere, kvitterer
        """,
    relative="der, som, hvilken, hvis, hvem, med hvem",
    than="end, i stedet for, istedet for, og ikke, ikke, fremfor, frem for, ikke med",
    bring="""
        tage, tag, invitere, inviter, tilføje, tilføj, kalde, kald, hente, hent, få, sæt, sætte, trække, træk, koble, bringe, involvere, involver, lade
        """,
    room="""
        ind i/med i denne/den/her/chatten/samtalen, med ind i chatten, ind i chatten, ind i samtalen, i denne chat, i chatten, til chatten, til samtalen,
        i samtalen, herind, ind i denne, ind i den her, ind i chatten her, ind i tråden
        """,
    that="at, ville",
    phrases="er der nogen, nogen der, nogen her, er der en der kan, menneskelig hjælp, menneskelig kontakt, menneske tak, medarbejder tak, blive ringet op, ring mig op, ingen bot men, stop botten, luk botten, er der en levende, kundeservice tak",
)
