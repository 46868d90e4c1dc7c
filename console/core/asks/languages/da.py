"""How people ask for a person in Danish."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="da",
    human="""
        menneske, mennesker, mennesket, menesker, menneske, person, personer, medarbejder, medarbejdere, agent, agenter, rådgiver, kundeservice*, kundesupport, kundeservicemedarbejder, operatør, ansat, ansatte, repræsentant, chef, leder, supervisor, konsulent, sagsbehandler, ekspedient, specialist, ekspert, kundekonsulent, kundepleje,
        rigtig/rigtigt/rigtige/ægte/levende/menneskelig/menneskeligt/fysisk/virkelig/virkeligt person/menneske/mennesker/medarbejder/agent/hjælp/support/kontakt/nogen, nogen rigtig, af kød og blod, telefonist, levende væsen""",
    team="support, supporten, kollega, kolleger, team, afdeling*, kundecenter, tekniker, personale, personalet, folk, ansvarlige, omstilling*",
    someone="nogen, nogn, en af jer, nogen af jer, en anden, nogen anden, folk, noen, hvem, nogle",
    bot="bot, bots, botten, robot, robotter, robotten, chatbot, chatbotten, ai, telefonsvarer, autosvar, automatiske svar, automatsvar, virtuel assistent, kunstig intelligens",
    device="maskine, maskiner, computer, program",
    contact="""
        kontakter jeg, kontakter man, får jeg fat i, får jeg fat på, fat i, fat på, når jeg, tale, tal, tale med, snakke, snak med, chatte, chat med, samtale, ringe, kontakte, kontakt, få fat i, få fat på, komme i kontakt, komme igennem til, nå, stille om, stil mig om, stille mig, stillet om, stilles om, omstilles, omstillet, omstil, viderestil, viderestille, viderestillet, viderestilles, forbind, forbinde, forbundet, overfør, overføre, overført, send mig videre, sende mig videre, sendt videre, sæt mig i forbindelse, sat i forbindelse, skriv med, skrive med, skrive til, kommunikere, diskutere med, hjælp af, hjælp fra, svar fra, få hjælp af, blive hjulpet af, blive ringet op af, have med at gøre, hent, hente, lad mig, høre fra, tlae, forbinder, drøfte, konversere, samtale med, henvende mig, overdrag, give mig videre, tilkald, tilkalde, skift til""",
    back=3,
    tail="at tale med, at snakke med, jeg kan tale, jeg kan snakke, jeg kan chatte, jeg kan skrive, jeg må tale, man kan tale, man kan snakke, der kan hjælpe, der kan svare, som kan hjælpe, som kan svare, kan hjælpe mig, der kan ringe, kan ringe mig, ringer til mig, at chatte med, til at hjælpe, jeg kan få fat",
    want="""
        vil, vil have, vil gerne, vil gerne have, ville gerne, kunne tænke mig, ønsker, behøver, har brug for, brug for, giv mig, giv os, må jeg få, kan jeg få, kan vi få, kan man få, kræver, søger, leder efter, foretrækker, hellere, vil hellere, hent, beder om, anmoder om, er der, har i, hvor er, hvor finder jeg, skal have, skal bruge, får jeg, få, skaf mig, send mig, bed om, har du, spørger efter, vil hellere have""",
    ask="kan, kunne, må, vil, venligst, tak, lad, er der, behøver, brug for, skal, gerne, ville, bede, være, at",
    serve="hjælpe, hjælp, hjælper, ringe, ringer, ringe op, ringe til mig, kontakte, kontakter, svare, svarer, tage over, overtage, kigge på, se på, forklare, løse, tale med mig, snakke med mig, skrive til mig, maile, tage sig af, assistere, besvare, vende tilbage, tjekke",
    there="er der, findes der, har i, sidder der, er det, arbejder der, er",
    here="der, her, tilgængelig, tilgængelige, online, til stede, ledig, hjemme, i live, i den anden ende, bag, at få fat i, til rådighed, vågen, på linjen, hos jer, inde, derude, jeg kan tale med, der kan hjælpe mig, tilstede",
    fill="en, et, tak, venligst, nu, straks, med det samme, hej, hallo, goddag, dav, ja, nej, rigtig, rigtigt, levende, menneskelig, ægte, med, til, mig, jeg, bare, endelig, haster, gerne, hellere, og, eller, ikke en bot, ingen bot, hurtigt, for fanden, hjælp, i stedet, omgående, vær sød, be om, lige, nogen, anden, men",
    link="jeres, den, det, din, andet, anden, nogen, ansvarlig, kompetent, dansktalende, af, som, der, at, få, hos, have, tale, snakke, kunne, fra, på, kyndig, også, end, i stedet for, hurtigst muligt, dansk, talende",
    negated="""
        vil/ønsker/behøver/gider/ville/søger ikke, vil jeg ikke, har ikke brug for, ikke brug for, har ikke behov, vil ikke have, vil ikke tale, vil gerne undgå, vil gerne slippe, uden, slippe for, i stedet for, frem for, fremfor, hellere end, træt af, nok af, ikke nødvendigt, ingen grund til, stil mig ikke, viderestil mig ikke, hader, nægter, behøver ingen, ikke interesseret, ikke tale med, ikke snakke med, vil helst ikke, skal ikke, orker ikke, ikke længere""",
    no="ingen, ikke, ikke en, nej, stop, væk med, intet, nok, drop, fjern, luk, ud af, skide, pokkers",
    other="""
        til en anden, gave til nogen, per person, pr person, hvor mange personer/mennesker/medarbejdere, to/tre/fire/fem/seks personer, til * personer, mange personer/mennesker, personen der, personen som, mennesket der, personalerabat, personen i butikken, medarbejderen i butikken, ejendomsmægler, rejseagent, menneskerettigheder, min/mit/vores/hans/hendes/mine chef/kollega/kolleger/leder/medarbejder/personale/team/rådgiver/agent, er ikke en robot, robotstøvsuger, robotplæneklipper, vaskemaskine, kaffemaskine, symaskine, for nogen, fra nogen, en anden har, en anden person har, kontaktlinser, kontaktoplysninger, kontaktperson, kontaktformular, personnummer, personlige, gave til, navnet på personen, bud""",
    done="har allerede, har talt, i går, igår, havde, talte, sidste uge",
    past="har sagt, har lovet, har ringet, havde, var, sagde, ville ringe, ville ikke, lovede, blev, kom, fik, spurgte, kunne ikke, skulle have, stod",
    stop="om, for, fra, af, som, mod, uden, vedrørende, angående, end",
    split="og, men, fordi, da, efter, mens, siden, inden, selvom, så, hvis, at jeg, når, for at",
    phrases="er der nogen, nogen der, nogen her, er der en der kan, menneskelig hjælp, menneskelig kontakt, menneske tak, medarbejder tak, blive ringet op, ring mig op, ingen bot men, stop botten, luk botten, er der en levende, kundeservice tak",
)
