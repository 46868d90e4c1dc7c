"""How people ask for a person in Slovak."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="sk",
    human="""
        človek, človeka, človekom, človeku, clovek*, ľudia, ľudí, ľuďmi, ľudský, ľudského, ľudskú, ľudská, ľudskou, ľudským, osoba, osobou, osobu, osobe,
        osoby, operátor*, pracovník, pracovníka, pracovníkom, pracovníčk*, zamestnanec, zamestnanca, zamestnancom, zamestnanci, agent, agenta, agentom,
        poradca, poradcom, poradcu, poradkyň*, konzultant*, zástupca, zástupcom, zástupcu, zákazníck* servis*, zákazníck* podpor*, zákazníck* lin*,
        zákazníck* centr*, zákazníckej starostlivosti, vedúci*, vedúceho, vedúcim, manažér*, nadriaden*, špecialist*, šéf, šéfa, šéfom,
        živ*/skutočn*/ozajstn*/reáln*/naozajstn* človek*/osob*/operátor*/ľuďmi/pracovník*/niekým/niekoho/bytosť*, niekým skutočným, niekto živý, niekým živým,
        živého, z mäsa a kostí, ľudskou bytosťou, kolegyňa, kolegyňu, kolegyňou, kolegyni, niektorou kolegyňou, kolega, kolegu, kolegovi, kolegom, kolegov,
        poradcovi, poradkyňa, poradkyňou, poradkyňu, operátorom, operátorovi, zamestnancovi, pracovníkovi, pracovníčka, pracovníčku, pracovníčkou, nadriadený,
        nadriadeného, nadriadeným, niekoho zo zákazníckej podpory, niekto zo zákazníckej podpory, clovekom, cloveka, niekto z vášho tímu, niekoho z vášho tímu,
        niekto z vasho timu, niekto z tímu, personál, personálom, vaším personálom, niekoho normálneho, niekym zivym, zamestnanc*, pracovník*, pracovníč*,
        poradc*, koleg*, šéf*, zástupc*, asistent*, technik*
        """,
    team="podpora, podporou, podporu, podpory, kolega, kolegom, kolegu, kolegyň*, tím, tímom, oddelenie, oddelením, infolink*, helpdesk*, servis, technik*, personál*, expert*, odborník*",
    someone="""
        niekto, niekoho, niekým, niekomu, niekym, hocikým, kýmkoľvek, ktokoľvek, kohokoľvek, s kým, kým, kto, niekto od vás, niekto iný, hocikto, dakto, dakým,
        dakoho, niekoho od vás, niekto z vás, niekoho z vás
        """,
    bot="""
        bot, bota, botom, botovi, boti, boty, botov, robot, robota, robotom, robotovi, roboti, roboty, robotov, chatbot*, čatbot*, automat, automatom,
        automatu, umelá inteligencia, umelou inteligenciou, ai, virtuáln* asistent*, automatick* odpoved*, záznamník*, strojom
        """,
    device="stroj, strojom, počítač*, program, programom, mašin*, stroja, počítačom",
    contact="""
        kontaktujem, zoženiem, nájdem, zastihnem, hovoriť, porozprávať, rozprávať, hovorit, rozpravat, porozpravat, pohovoriť, baviť, pobaviť, pokecať, kecať,
        chatovať, četovať, písať si, písať s, napísať, kontaktovať, kontakt, kontaktu, spojiť, spojit, spojte, spoj, spojenie, spojíte, spojil, prepojiť,
        prepojte, prepoj, prepojenie, prepojíte, prepojit, presmerovať, presmeruj, presmerujte, odovzdať, odovzdaj, odovzdajte, volať, zavolať, dovolať,
        telefonovať, komunikovať, obrátiť, dostať sa k, zohnať, odpoveď od, pomoc od, riešiť, vyriešiť to s, jednať, konzultovať, zavolajte, zavolaj,
        poradiť sa, prebrať, dajte mi, daj mi, privolajte, privolaj, prepnúť, prepni, prepnite, hovoril, hovorila, rozprával, rozprávala, porozprával,
        porozprávala, rozhovor, hovor s, diskutovať, dohodnúť, dať mi, posunúť, posuňte, posuň, odkázať, vyriešila, vyriešil, vyriešiť, riešila, riešil,
        prebrala, prebral, vybavila, vybavil, vybaviť, dostanem k, dostanem sa k, dostať k, sa dostanem, sa dostať, dovolám, zastihnúť, spojím, sa spojím,
        spojili, presmeroval, presmerovala, presmerovali, prepli, prepojil, prepojila, prepojili, ma kontaktuje, mi zavolá, prepojiť na, prepojenie na,
        prepojená, prepojený, presmerovaný, presmerovaná, presmerovanie, spojenie s, odovzdajte môj prípad, odovzdajte prosím môj prípad, odovzdaj môj prípad,
        prepošlite môj prípad, pošlite môj prípad, posuňte môj prípad
        """,
    back=4,
    verb_last=True,
    want="""
        chcem, chcel by som, chcela by som, chcel, chcela, chceme, potrebujem, prosím, prosim, prosil by som, poprosím, poprosil by som, dajte mi, daj mi,
        dajte, daj, žiadam, vyžadujem, požadujem, želám si, preferujem, radšej, radšej by som, hľadám, môžem, mohol by som, mohla by som, môžem dostať,
        mám záujem o, je tu, máte, kde je, kde nájdem, zavolajte, zavolaj, zožeňte, rád by som, rada by som, uprednostňujem, je možné, trvám na, pýtam si,
        radsej, radsej by som, dávam prednosť, uprednostnil by som, uprednostnila by som, zožeň mi, zožeňte mi, nájdi mi, nájdite mi, priveď mi, priveďte mi,
        chcem tvojho, chcem vášho
        """,
    ask="""
        môže, môžete, mohol, mohla, mohli, môžem, prosím, prosim, nech, aby, chcem, chcel, chcela, potrebujem, je, dá sa, nechajte, je možné, nemôže, nemohol,
        keby, možné, dalo by sa, chcem aby
        """,
    serve="""
        pomôcť, pomôže, pomohol, pomohla, zavolať, zavolá, zavolal, zavolala, kontaktovať, kontaktuje, kontaktoval, ozvať, ozve, ozval, odpovedať, odpovie,
        odpovedal, prevziať, prevezme, prevzal, pozrieť, pozrie, pozrel, vysvetliť, vysvetlí, vysvetlil, vyriešiť, vyrieši, riešiť, hovoriť so mnou, poradiť,
        poradí, poradil, napísať, venovať, skontrolovať, obslúžiť, ujať, ma kontaktoval, mi zavolal, odpovedala, odpíše, ozvala, obslúžil, obslúžila, obslúži,
        ujme, napíše, pokračovať, pozrela
        """,
    there="je, je tam, je tu, je tam niekde, máte, máte tam, existuje, sedí tam, sú, sú tam, pracuje tam, pracuje u vás",
    here="tam, tu, dostupný, online, k dispozícii, voľný, živý, skutočný, na druhej strane, na linke, u vás, s kým, s kým môžem hovoriť, kto mi pomôže, kto by mi pomohol, prítomný, vôbec, na príjme, kto môže pomôcť",
    fill="""
        prosím, prosim, teraz, hneď, ihneď, okamžite, ahoj, dobrý deň, čau, haló, zdravím, vďaka, ďakujem, áno, hej, nie, živ*, skutočn*, ozajstn*, reáln*,
        naozajstn*, s, so, na, k, ku, mi, ma, ja, súrne, naliehavé, len, iba, konečne, a, alebo, nie bot, nie bota, nie robota, nie s botom, rýchlo, sakra,
        pomoc, radšej, iný, iného, nejak*, niekým, by som, o, z, priamo, bezodkladne, čo najskôr, po, kurva, normálny, normálneho, normálnym, rozumného,
        rozumným, rozumný, kompetentného, kompetentným, múdreho, zivym, živým, skutočným, schopného
        """,
    link="""
        vaším, vaše, vášho, vašou, nejakým, nejakého, nejakú, kompetentn*, slovensky hovoriac*, tým, toho, ten, tá, iným, iného, hovoriť, s, kontakt, a nie, k,
        spojenie, spojiť, tvojím, tiež, ktorý, zo, z, zákazníckej, podpory, jedn*, namiesto bota, rozhovor, na, od, u, tvojho, svojho, tvoju, vašu,
        niektorým z, niektorého z, jedným z, niekým z, vašich, tvojich
        """,
    negated="""
        nechcem, nechcel by som, nechcela by som, nepotrebujem, nie je potrebn*, netreba, nie je nutné, nemusím, nehľadám, nežiadam, bez, miesto, namiesto,
        než, mám dosť, nehodlám, nebudem, neprepájajte, neprepájaj, nespájajte, neznášam, odmietam, neželám si, nezaujíma, už nechcem, už nepotrebujem,
        nerozprávam, nemám rád, nemám záujem, štve ma, nechceme, už nie je potrebn*, už netreba, nevolajte, nevolaj, nevolať, nemusíte, nemusíš, nie je treba
        """,
    no="dosť bolo, už dosť, nie, žiadne, žiadny, žiadneho, dosť, stop, koniec, preč, vypni, nie s, bez, prestaň, posratý, ukonči, vypnite",
    other="""
        na osobu, za osobu, pre osobu, koľko ľudí/osôb/zamestnancov/pracovníkov, dve/tri/štyri/päť/šesť osôb/osoby/ľudí, dvaja/traja/štyria ľudia,
        pre * osôb/osoby/ľudí, veľa ľudí, osoba ktorá, osobu ktorá, človek ktorý, osobn*, zamestnanec obchodu, zamestnanec predajne, pracovník predajne,
        pracovník pošty, vedúci predajne, realitn* agent*, ľudské práva, ľudských práv,
        môj/moja/môjho/mojím/náš/nášho/jeho/jej šéf*/vedúci/kolega/kolegyňa/manažér*/zamestnanec/pracovník/tím/poradca/nadriadený/agent/operátor,
        nie som robot, nie som bot, robotický vysávač, robot vysávač, kuchynský robot, kuchynského robota, robotická kosačka, práčk*, kávovar*, šijací stroj,
        pre niekoho, od niekoho, niekoho iného, niekomu inému, niekto iný prevzal, kontaktn* šošovky, kontaktn* údaje, kontaktn* formulár, kontaktn* osob*,
        mobilný operátor, darček pre, iná osoba, meno osoby, robotického vysávača, vysávač, vysávača, automat na kávu, môj robot, koľko máte zamestnancov,
        môj/moja/moju/môjho/môjmu/mojim/náš/naša šéf*/nadriaden*/vedúc*/koleg*/zamestnan*/poradc*
        """,
    done="som, už som, včera, minulý týždeň, sme",
    past="""
        povedal, povedala, bol, bola, volal, volala, sľúbil, sľúbila, potvrdil, potvrdila, som hovoril, som hovorila, hovoril som, rozprával som,
        som rozprával, prišiel, včera, napísal, neprišiel, vrátil, odmietol, nezavolal, mal prísť, mal zavolať, hovoril, hovorila, hovorili, vravel, vravela,
        povedali, tvrdil
        """,
    stop="o, bez, ako, proti, ohľadom, kvôli, než, pre, od",
    split="ale, pretože, keď, a, i, potom, predtým, takže, že, ak, avšak, hoci, lebo",
    aside="""
        poďakovať, poďakoval, poďakovala, poďakovanie, pochváliť, pochvalu, pochvala, kompliment, ohodnotiť, hodnotiť, hodnotenie, recenziu, recenzia,
        päť hviezdičiek, odporučiť, prepitné, prijímate, hľadáte ľudí, hľadáte, zamestnávate, naberáte, voľné miesta, voľné miesto, pracovné ponuky, nábor,
        pracovať ako, práca u vás, pracovať u vás, sťažovať sa na, sťažnosť na, moje poďakovanie, poďakujte, poďakuj, pozdravte, odkážte, sám pracujem,
        sama pracujem, pracujem v, tiež pracujem, pracujem ako
        """,
    goods="balík, balíka, balíček, zásielka, zásielku, zásielky, objednávku, objednávka, dodávku, list, tovar",
    collect="""
        vyzdvihnúť, vyzdvihne, vyzdvihol, prevziať, prevezme, prevzal*, prijať, prijme, podpísať, podpíše, vziať, vezme, zobrať
        """,
    relative="ktorý, ktorá, ktoré, ktorého, ktorú, ktorému, ktorým, ktorí, ktorou, čo, s ktorým, s ktorou",
    than="než, ako, namiesto, miesto, nie, a nie, nie s",
    bring="""
        prizvite, prizvi, prizvať, pozvite, pozvi, pozvať, pridajte, pridaj, pridať, priveďte, priveď, zapojte, zapoj, zapojiť, zavolajte, zavolaj, vezmite,
        priberte
        """,
    room="""
        do tohto chatu, do chatu, do tejto konverzácie, do konverzácie, sem do chatu, do četu, do tohto četu, do hovoru, do rozhovoru
        """,
    that="že",
    phrases="je tam niekto, je tu niekto, je niekto, niekto tam je, je tam dakto, niekto živý, niekto skutočný, človeka prosím, operátora prosím, nie s botom, nie s robotom, nie s automatom, ľudskú pomoc, ľudská pomoc, zavolajte mi, ozvite sa mi, vypni bota",
)
