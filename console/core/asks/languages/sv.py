"""How people ask for a person in Swedish."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="sv",
    human="""
        människa, människor, människan, mänska, mäniska, manniska, maniska, person, personer, personal, medarbetare, agent, agenter, handläggare, rådgivare,
        kundtjänst*, kundservice, kundsupport, operatör, operator, anställd, anställda, representant, chef, chefen, handledare, säljare, kundrådgivare,
        arbetsledare, ansvarig, specialist, expert,
        riktig/riktiga/verklig/levande/fysisk/mänsklig/äkta/vanlig person/människa/människor/medarbetare/kundtjänst/agent/handläggare/hjälp/support/kontakt/snubbe/någon,
        någon riktig/mänsklig/levande, mänskligt stöd, kundtjänstmedarbetare, växeln, av kött och blod, personlig service, telefonist, kollega, kollegor,
        kollegan, din kollega, er kollega, en av dina/era kollegor/anställda, någon i/från/på kundtjänst/kundservice/supporten, någon hos er, manniskor,
        någon i/från/på ert/er/ditt/teamet/ert team/supportteam/företaget/avdelningen, någon i teamet, nån i ert team, personalen, er personal, överordnad,
        överordnade, din överordnade, din chef, kollegorna, chefer, operatörer
        """,
    team="support, supporten, kollega, kollegor, team, avdelning*, kundcenter, tekniker, personalen, folk, er personal, växel",
    someone="""
        någon, nån, ngn, nagon, nan, någon av er, någon annan, nåt folk, folk, en av er, nåra, några, vem, någon, nån av er
        """,
    bot="""
        bot, bott, bottar, botten, boten, robot, robotar, roboten, chattbot, chattbotten, chatbot, ai, telefonsvarare, automatsvar, autosvar, automatiska svar,
        virtuell assistent, automaten, automat
        """,
    device="maskin, maskiner, dator, datorn, program, maskinen",
    contact="""
        når jag, når man, kontaktar jag, kontaktar man, får jag tag på, får jag tag i, tag på, tag i, prata, prata med, pratas, snacka, tala, chatta,
        chatt med, samtala, ringa, kontakta, kontakt, nå, nå fram till, få tag på, få tag i, komma i kontakt, koppla, koppla mig, kopplad, kopplas,
        bli kopplad, bli kopplad till, vidarekoppla, vidarekopplad, koppla vidare, kopplad vidare, koppla över, skicka mig vidare, skicka vidare, slussa,
        sätt mig i kontakt, överföra, överför, föra över, flytta mig, skriva med, skriva till, kommunicera, diskutera med, hjälp av, hjälp från, svar från,
        svar av, få hjälp av, bli hjälpt av, bli uppringd av, bli kontaktad av, ha att göra med, ta det med, dra in, hämta, låt mig, få prata, höra av,
        höra från, prat med, parta, paratta, byta till, komma till, släpp fram mig, konversera, samtal med, vända mig, lämna över, reda ut, reder, reder ut,
        reda, lösa, löser, lös, fixa, fixar, ordna, ordnar, hantera, ta det här, diskutera, skickas vidare, skicka mig, vidarebefordra, får tag på, får tag i,
        når, komma fram, kommer fram, kommer jag till, bli uppringd, bli kontaktad, ringa upp, hör av sig, kontakta mig, bli hjälpt, bli vidarekopplad,
        bli flyttad, bli skickad, kopplas till, kopplas vidare, i kontakt med, betjänad av, skicka mitt ärende, vidarebefordra mitt ärende,
        skicka det här till, skicka vidare mitt, lämna över mitt ärende, överlämna mitt ärende, skicka min fråga
        """,
    back=3,
    tail="att prata med, att tala med, jag kan prata, jag kan tala, jag kan chatta, jag får prata, man kan prata, man kan tala, som kan hjälpa, som kan svara, som kan ringa, kan hjälpa mig, att snacka med, jag kan ringa, jag kan få prata, kan ringa mig, ringer mig, hjälper mig, ringer upp, att chatta med, jag kan nå",
    want="""
        vill, vil, vill ha, skulle vilja, skulle jag, önskar, behöver, beöver, ge mig, ge oss, får jag, kan jag få, kan vi få, kan man få, jag kräver, kräver,
        söker, letar efter, föredrar, hellre, hämta, ber om, begär, finns det, har ni, var är, var hittar jag, skulle vilja ha, måste, måste ha, be om, få,
        skicka hit, skicka, fixa, frågar efter, har ni ingen, hitta, vill hellre, skulle hellre, skulle föredra, jag föredrar, hur når jag, helst, hitta en,
        hitta någon, hitta mig, leta upp, skaffa mig, skaffa, hämta en, hämta någon
        """,
    ask="""
        kan, skulle, snälla, tack, får, vill, behöver, låt, finns det, är, måste, be, går det, kunde, kan ni, att, låta, får jag, vill att, be någon
        """,
    serve="""
        hjälpa, hjälp, hjälper, ringa, ringer, ringa upp, ringa mig, kontakta, kontaktar, höra av sig, svara, svarar, ta över, tar över, titta på, kolla,
        kolla på, förklara, lösa, prata med mig, tala med mig, mejla, maila, ta hand om, skriva till mig, assistera, bistå, bemöta, ta emot, ringa tillbaka,
        hör av sig, skriva tillbaka, rycka in, hoppa in, ta över den här, fortsätta, tittar på, titta på det, kollar på
        """,
    there="""
        finns det, finns, är det, är, har ni, sitter det, jobbar det, finns där, arbetar det, jobbar någon, jobbar det någon
        """,
    here="""
        där, här, tillgänglig, tillgängliga, online, inne, ledig, på plats, i andra änden, anträffbar, vid liv, bakom, på riktigt, hemma, vaken,
        på andra sidan, hos er, i chatten, att få tag på, på linjen, som jag kan prata med, som kan hjälpa mig, som jag kan skriva till, jag kan skriva till,
        som jag kan skriva med
        """,
    fill="""
        en, ett, tack, snälla, snäla, nu, genast, omedelbart, direkt, hej, hejsan, hallå, tjena, ja, nej, riktig, riktiga, levande, mänsklig, verklig, med,
        till, mig, jag, bara, äntligen, bråttom, akut, gärna, hellre, eller, och, ingen bot, inte en bot, inte bot, på en gång, fort, snabbt, för fan, hjälp,
        istället, är ni snäll, med det samma, omgående, av, som är, någon, annan, men, å, normal, normala, normalt, vettig, vettigt, kompetent, kunnig,
        förnuftig
        """,
    link="er, ert, era, den, det, din, annan, andra, någon, nån, ansvarig, kompetent, svensktalande, av, som, att, på, få, hos, ha, prata, tala, med, kunna, faktisk, ny, kunnig, här, också, i stället för, än, snarast, så fort som möjligt, utbildad, svensk",
    negated="""
        vill/behöver/önskar/behövde/ville/orkar/söker inte, vill/behöver ju/verkligen/absolut inte, vill jag inte, vill inte ha, behövs ingen, behöver ingen,
        vill ha ingen, vill inte prata, inte prata, utan att, slipper, slippa, istället för, i stället för, snarare än, hellre än, trött på, less på, nog av,
        koppla mig inte, koppla inte, inte nödvändigt, inget behov, ingen lust, hatar, vägrar, inte intresserad, prata inte, ska inte, vill ej, behöver ej,
        inte längre, behöver varken, inte med en bot, tänker inte, sluta koppla, behöver inte längre, ingen handläggare längre, inte ringa, ring inte,
        ring mig inte, ringer mig, inte koppla, ingen anledning
        """,
    no="ingen, inga, inte, inte en, nej, stopp, sluta, bort med, inget, nog med, stäng av, ut ur, skippa, jävla, slopa",
    other="""
        till någon annan, present till någon, per person, hur många personer/människor/anställda, två/tre/fyra/fem/sex personer, för * personer,
        många personer/människor, personen som, personerna som, människan som, en person som heter, personalrabatt, personal i butiken, personalen i butiken,
        handläggaren på banken, fastighetsmäklare, reseagent, mänskliga rättigheter,
        min/mitt/vår/hans/hennes/mina chef/kollega/kollegor/handläggare/medarbetare/personal/team/rådgivare/agent, ingen robot jag, är inte en robot,
        är ingen robot, robotdammsugare, robotgräsklippare, tvättmaskin, kaffemaskin, symaskin, åt någon, för någon, från någon annan, av någon annan,
        någon annan har, någon annans, kontaktlinser, kontaktuppgifter, kontaktperson, kontaktformulär, personnummer, personuppgifter, personen på, personlig,
        present, namnet på personen, en vän, operatören telia, leveransperson*, utkörare, budet, robotdammsugare*, robotgräsklippare*, köksmaskin*,
        dammsugarrobot*, min robot, symaskin*, kaffemaskin*, robotmoppen, hur många anställda/personer/medarbetare/människor/handläggare,
        min/mina/vår/våra chef/kollega/kollegor/handläggare/överordnade/teamledare/medarbetare
        """,
    done="har redan, har pratat, igår, i går, hade, pratade, förra veckan",
    past="""
        har sagt, har lovat, har ringt, hade, var, sa, sade, skulle ringa, ville inte, lovade, blev, kom, bad mig, fick, frågade, kunde inte, stod, sagt,
        lovat, påstod
        """,
    stop="om, för, från, av, som, mot, utan, angående, gällande, än, åt",
    split="och, men, eftersom, när, efter, medan, sedan, sen, innan, fast, därför, så att, för att, då",
    aside="""
        tacka, tack till, ge beröm, beröm, berömma, komplimang, komplimanger, betygsätta, betygsätt, recension, recensera, omdöme, ge feedback, fem stjärnor,
        rekommendera, dricks, anställer ni, anställer, rekryterar, rekrytera, rekryterar ni, söker ni, lediga jobb, ledig tjänst, lediga tjänster, jobba som,
        jobba hos, söka jobb, platsannons, klaga på, mitt tack, mina tack, hälsa till, hälsa mitt tack, jag jobbar själv, jag jobbar på, jag jobbar i,
        jag arbetar på, jag arbetar i, jag jobbar som, jag jobbar också
        """,
    goods="""
        paket, paketet, försändelse, försändelsen, leverans, leveransen, beställning, beställningen, order, brev, brevet, kollit
        """,
    collect="""
        hämta, hämtar, hämta ut, hämtas, ta emot, tar emot, skriva under, skriver under, kvittera, kvitterar, signera, signerar
        """,
    relative="som, vilken, vilket, vars, vem, som jag",
    than="än, istället för, i stället för, och inte, inte, framför, inte med, hellre än",
    bring="""
        ta in, ta med, bjud in, bjuda in, lägg till, lägga till, koppla in, kalla in, hämta, hämta in, släpp in, få in, skicka in, plocka in, dra in, sätt
        """,
    room="""
        i/till den här/denna/den/vår chatten/chatt/konversationen/tråden/samtalet, den här chatten, denna chatt, chatten, i chatten, i konversationen
        """,
    that="att, skulle",
    phrases="finns det någon, finns någon, någon där, nån där, är någon där, är det någon där, mänsklig hjälp, mänsklig kontakt, människa tack, ingen bot utan, bli uppringd, ring upp mig, nån som är människa, stoppa boten, avsluta boten, kundtjänst tack",
)
