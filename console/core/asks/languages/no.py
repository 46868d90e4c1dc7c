"""How people ask for a person in Norwegian."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="no",
    human="""
        menneske, mennesker, mennesket, meneske, person, personer, medarbeider, medarbeidere, agent, agenter, rådgiver, kundebehandler, kundebehandlar,
        kundeservice*, kundestøtte, kundesenter, kundeservicemedarbeider, operatør, ansatt, ansatte, representant, sjef, leder, supervisor, konsulent,
        saksbehandler, kunderådgiver, spesialist, ekspert, tilsett, medarbeidar, rådgjevar, sentralbord,
        ekte/virkelig/levende/menneskelig/fysisk/ordentlig/skikkelig/reell person/menneske/mennesker/medarbeider/agent/hjelp/support/kontakt/noen/kundebehandler,
        noen ekte, av kjøtt og blod, telefonist, levande menneske, kollega, kollegaen, kolleger, kollegaer, kollegene,
        en av dine/deres kolleger/kollegaer/ansatte, sjefen, sjefen din, lederen, noen fra/på/i kundeservice, noen hos dere,
        noen fra/i/hos/på deres/teamet/teamet deres/firmaet/avdelingen, noen i teamet, personale, personalet, personalet deres, overordnet, overordnede,
        din overordnede, rådgivere, sjefer, operatører, saksbehandlere
        """,
    team="support, supporten, kollega, kolleger, team, avdeling*, tekniker, personale, folk, ansvarlig, sentralbordet, brukerstøtte",
    someone="noen, nån, nokon, noken, en av dere, noen av dere, noen andre, folk, nåken, nokken, en annen, hvem, nåkka folk, nokre",
    bot="""
        bot, boter, botten, boten, robot, roboter, roboten, chatbot, chatboten, chatrobot, ki, ai, telefonsvarer, autosvar, automatiske svar, automatsvar,
        virtuell assistent, kunstig intelligens, samtalerobot, automat, automaten
        """,
    device="maskin, maskiner, datamaskin, program, maskinen",
    contact="""
        kontakter jeg, kontakter man, får jeg tak i, får jeg tak på, tak i, tak på, når jeg, når eg, snakke, snakka, snakk med, snakk, prate, prata, prat med,
        tale, tala, chatte, chat med, samtale, ringe, kontakte, kontakt, få tak i, få tak på, komme i kontakt, komme gjennom til, nå, sette over,
        sett meg over, settes over, satt over, sette meg over, sett over, overfør, overføre, overført, overføres, koble, kobl, koble meg, koble til, kople,
        koblet til, kobles, viderekoble, viderekobles, forbind, forbinde, send meg videre, sende meg videre, sendt videre, sett meg i kontakt,
        satt i forbindelse, skrive med, skriv med, skrive til, skrive til, kommunisere, diskutere med, hjelp av, hjelp fra, svar fra, få hjelp av,
        bli hjulpet av, bli oppringt av, ha med å gjøre, hent, hente, la meg, høre fra, sankke, bytte til, samtale med, henvende meg, tilkall, sleppe til,
        forhøre meg, konferere, viderefør, videresend, slå meg over, setje over, ordne, ordner, løse, løser, løs, avklare, diskutere, håndtere, fikse, klare,
        ta dette, ta det, komme gjennom, kommer gjennom, kommer jeg til, kommer fram til, komme frem til, kommer i kontakt, kommer jeg i kontakt, kontakt med,
        får tak i, fått tak i, sendes videre, satt meg over, flytte meg, kontakte meg, ringe meg, bli kontaktet, bli oppringt, hjulpet av, snakke m,
        bli satt over, bli sendt videre, bli flyttet, bli koblet, settes over til, i kontakt med, sette meg i kontakt, betjent av, send saken min,
        videresend saken min, send henvendelsen min, gi saken min, overlat saken min, send dette til, send spørsmålet mitt
        """,
    back=3,
    tail="å snakke med, å prate med, jeg kan snakke, jeg kan prate, jeg kan chatte, jeg kan skrive, jeg får snakke, man kan snakke, eg kan snakke, som kan hjelpe, som kan svare, kan hjelpe meg, som kan ringe, kan ringe meg, ringer meg, å chatte med, til å hjelpe, jeg kan få snakke, jeg kan få tak",
    want="""
        vil, vil ha, vil gjerne, vil gjerne ha, ville gjerne, kunne tenke meg, ønsker, ynskjer, trenger, treng, gi meg, gi oss, får jeg, kan jeg få, kan vi få,
        kan man få, krever, søker, leter etter, foretrekker, heller, vil heller, hent, ber om, finnes det, har dere, hvor er, hvor finner jeg, må ha, skal ha,
        kan eg få, få, skaff meg, send meg, be om, har du, spør etter, skulle gjerne, skulle hatt, hadde foretrukket, vil heller ha, ville heller,
        jeg foretrekker, helst, skulle heller, finn en, finn et, finn noen, skaff en, hent en, hent et, hent noen
        """,
    ask="""
        kan, kunne, får, vil, vennligst, takk, la, er det, finnes det, trenger, må, gjerne, kunne, ville, skulle, be, at, bed, vil at, få noen
        """,
    serve="""
        hjelpe, hjelp, hjelper, hjelpa, ringe, ringer, ringe opp, ringe meg, kontakte, kontakter, svare, svarer, ta over, overta, se på, kikke på, forklare,
        løse, snakke med meg, prate med meg, skrive til meg, sende mail, ta seg av, assistere, besvare, sjekke, ta kontakt, ringe tilbake, tar over,
        skrive tilbake, trå til, overta denne, fortsette, ser på, ser på det, kikker på
        """,
    there="er det, finnes det, finst det, har dere, sitter det, jobber det, er, fins det",
    here="""
        der, her, tilgjengelig, tilgjengelige, online, til stede, ledig, hjemme, i live, i andre enden, bak, å få tak i, pålogget, våken, på linja, hos dere,
        inne, der ute, jeg kan snakke med, som kan hjelpe meg, tilstede, som jeg kan skrive til, jeg kan skrive til, som jeg kan snakke med,
        som jeg kan skrive med
        """,
    fill="""
        en, ei, et, ein, eit, takk, vennligst, nå, no, straks, med en gang, hei, hallo, heisann, god dag, ja, nei, ekte, levende, levande, menneskelig,
        virkelig, med, til, meg, jeg, eg, bare, endelig, haster, gjerne, heller, og, eller, ikke en bot, ingen bot, fort, for faen, hjelp, i stedet,
        umiddelbart, vær så snill, snart, er du snill, noen, annen, men, istedenfor, direkte, normal, normale, normalt, fornuftig, kompetent, kvalifisert,
        flink, vanlig
        """,
    link="deres, den, det, din, annet, annen, noen, ansvarlig, kompetent, norsktalende, norsk, av, som, å, få, hos, ha, snakke, prate, kunne, fra, på, dykkar, også, enn, i stedet for, så fort som mulig, kyndig, talende",
    negated="""
        vil/ønsker/trenger/treng/gidder/ville/søker/orker ikke, vil/treng/trenger ikkje, vil jeg ikke, trenger ingen, har ikke behov, vil ikke ha, ikke behov,
        uten, slippe, i stedet for, istedenfor, fremfor, framfor, heller enn, lei av, lei, nok av, ikke nødvendig, ingen grunn til, ikke sett meg over,
        ikke overfør, hater, nekter, ikke interessert, ikke snakke med, ikke prate med, vil helst ikke, skal ikke, ikke lenger, slutt å, trenger ikke lenger,
        ikke lenger behov, ikke ring, ring ikke, ikke ringe, behøver ikke, ikke sette meg over, slipper
        """,
    no="ingen, ikke, ikke en, ikkje, nei, stopp, slutt, vekk med, bort med, nok, dropp, fjern, ut av, jævla, skru av",
    other="""
        til noen andre, gave til noen, per person, pr person, hvor mange personer/mennesker/medarbeidere, to/tre/fire/fem/seks personer, til * personer,
        for * personer, mange personer/mennesker, personen som, mennesket som, personalrabatt, ansattrabatt, personen i butikken, personen på posten,
        medarbeideren i butikken, eiendomsmegler, reiseagent, menneskerettigheter,
        min/mitt/vår/hans/hennes/mine sjef/kollega/kolleger/leder/medarbeider/personale/team/rådgiver/agent, er ikke en robot, robotstøvsuger,
        robotgressklipper, vaskemaskin, kaffemaskin, symaskin, for noen, fra noen, noen andre har, kontaktlinser, kontaktinformasjon, kontaktperson,
        kontaktskjema, personnummer, personlig, gave til, navnet på personen, mobiloperatør*, bud, robotstøvsuger*, robotgressklipper*, støvsugerrobot*,
        roboten min, kjøkkenmaskin*, symaskin*, kaffemaskin*, heller ikke, hvor mange ansatte/personer/medarbeidere/mennesker/folk,
        min/mine/vår sjef/kollega/kolleger/leder/rådgiver/overordnede
        """,
    done="har allerede, har snakket, i går, igår, hadde, snakket, forrige uke",
    past="""
        har sagt, har lovet, har ringt, hadde, var, sa, skulle ringe, ville ikke, lovet, ble, kom, fikk, spurte, kunne ikke, skulle ha, sto, sagt, lovte,
        påstod
        """,
    stop="om, for, fra, av, som, mot, uten, angående, vedrørende, enn",
    split="og, men, fordi, da, etter, mens, siden, før, selv om, så, hvis, når, for å",
    aside="""
        takke, si takk til, takk til, rose, skryte av, skryt til, ros til, gi ros, kompliment, bedømme, vurdere, vurdering, anmelde, anmeldelse,
        gi tilbakemelding, fem stjerner, anbefale, tips til, ansetter dere, ansetter, rekrutterer, rekrutterer dere, leter dere etter, søker dere,
        ledige stillinger, ledig stilling, jobb som, jobbe som, jobbe hos, søke jobb, klage på, min takk, hils, hils og takk, takk rådgiveren, jeg jobber selv,
        jeg jobber på, jeg jobber i, jeg arbeider i, jeg jobber som, jeg jobber også
        """,
    goods="""
        pakke, pakken, pakka, forsendelse, forsendelsen, levering, leveringen, ordre, ordren, bestilling, bestillingen, brev, brevet, sending, sendingen
        """,
    collect="hente, henter, hentes, motta, mottar, ta imot, tar imot, skrive under, signere, signerer, kvittere, kvitterer",
    relative="som, der, hvilken, hvem, hvis, som jeg",
    than="enn, i stedet for, istedenfor, og ikke, ikke, fremfor, framfor, ikke med",
    bring="""
        hent, hente, inviter, invitere, legg, legge, kall, kalle, ta, ta med, få, trekk, koble, sett, involver, involvere, send, dra
        """,
    room="""
        inn i/til/på denne/den/her/chatten/samtalen, i denne chatten, i chatten, til chatten, til samtalen, i samtalen, inn hit, denne chatten, denne samtalen
        """,
    that="at, skulle, ville",
    phrases="er det noen, finnes det noen, noen der, noen her, er det folk, menneskelig hjelp, menneskelig kontakt, menneske takk, bli oppringt, ring meg opp, ingen bot men, stopp boten, avslutt bot, kundeservice takk",
)
