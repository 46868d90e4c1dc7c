"""How people ask for a person in Serbian."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="sr",
    human="""
        čovek, čoveka, čovekom, čoveku, covek*, čovjek, čovjeka, čovjekom, ljudi, ljudima, ljude, ljudsk*, ljudskim, osoba, osobu, osobom, osobi, osobe,
        osoblje, osobljem, operater*, operator*, lice, lica, licem, rukovodil*, rukovodioc*, službenik*, agent, agenta, agentom, agentu, agentic*, radnik*,
        radnic*, zaposlen*, zaposlenic*, radnik*, radnic*, savetnik*, savetnic*, predstavnik*, predstavnic*, referent*, voditelj*, menadžer*, manager*,
        nadređen*, pretpostavljen*, menadzer*, nadredjen*, šef, šefa, šefom, korisničk* služb*, korisničk* podršk*, služba za korisnike, službom za korisnike,
        stručnjak*, specijalist*, konzultant*, živ*/prav*/stvarn* čovek*/osob*/agent*/operater*/ljudima/nekim/nekog*, nekim stvarnim, nekim živim, neko živ,
        neko stvaran, od krvi i mesa, službenik*, koleginica, koleginici, koleginicu, koleginicom, kolega, kolegi, kolegu, kolegom, radnik, radnika, radnikom,
        radniku, radnica, radnicu, zaposleni, zaposlenog, zaposlenim, savetnik, savetnika, savetnikom, savetnica, savetnicu, operater, operatera, operaterom,
        operateru, operaterka, operaterku, nadređeni, nadređenog, nadređenim, menadžer, menadžera, covek, coveka, covekom, nekoga iz korisničke,
        nekog iz korisničke, neko iz korisničke, neko iz podrške, nekog iz podrške, neko/nekoga/nekog iz vašeg tima, neko iz tima, vašim osobljem,
        nekog normalnog, nekim pravim, nekim zivim, agent*, koleg*, šef*
        """,
    team="podrška, podrškom, podršku, podrsk*, tehničk* podršk*, kolega, kolegom, kolegic*, tim, timom, odjel, odjelom, pozivni centar, pozivnim centrom, helpdesk*, servis, tehničar*, služba, službu, službom",
    someone="""
        neko, nekog, nekoga, nekim, nekome, neko, nekom, iko, ikoga, ikime, bilo ko, bilo kim, ko, s kim, kim, koga, neko od vas, nekim od vas, neki, ko,
        nekoga od vas, nekog od vas, neko pravi, neko stvaran
        """,
    bot="bot, bota, botom, botu, botovi, botove, botovima, robot, robota, robotom, robotu, roboti, robote, robotima, chatbot*, automat, automatom, automata, veštačka inteligencija, veštačkom inteligencijom, ai, virtualn* asistent*, automatsk* odgovor*, automatsk* sekretaric*",
    device="""
        stroj, strojem, mašin*, računar*, kompjuter*, program, programom, mašina, mašine, mašinom, masinom, kompjuterom
        """,
    contact="""
        nađem, da nađem, naći, da pričam, da razgovaram, da popričam, da porazgovaram, da govorim, da pričamo, da razgovaramo, popričam, porazgovaram,
        popricam, pricam, da se čujem, da dobijem, da kontaktiram, da stupim, povežete, povezete, spojite me, prebacite me, prebaci me, da chatujem, čatujem,
        razgovarati, razgovarat, razgovaram, porazgovarati, popričati, popričat, popricati, pričati, pričat, pricati, pričam, govoriti, govorit, govorim,
        chatati, čavrljati, dopisivati, ćaskati, četovati, pisati s, kontaktirati, kontaktirat, kontakt, kontaktiram, spojite, spoji, spojiti, spojit, spojim,
        spojen, povežite, poveži, povezati, povezat, prespojite, prespoji, prespojiti, prebacite, prebaci, prebaciti, prebacit, preusmerite, preusmeri,
        preusmeriti, prosledite, prosledi, proslediti, nazvati, nazovem, zvati, zovite, zovi, pozovite, pozovi, pozvati, dobiti, dobit, komunicirati,
        komunicirat, obratiti, obratim, odgovor od, pomoć od, posavetovati, rešiti s, dajte mi, daj mi, čuti, čuti se, doći do, stupiti u kontakt, u kontakt,
        vezu s, javiti, predajte, predaj, razgovor, razgovora, razgovarao, razgovarala, pričao, pričala, popričao, popričala, porazgovarao, porazgovarala,
        čujem, rešila, rešio, rešiti, rešim, rešavala, rešavao, sredila, sredio, srediti, sredim, dogovorila, dogovorio, obavila, obavio, da obavim, dođem do,
        da dođem do, došao do, kako do, dobijem, stupim u kontakt, da stupim u kontakt, preusmerili, prebacili, da prebacite, spojili, da me kontaktira,
        me kontaktira, me pozove, mi se javi, da pricam, dopisujem, prebačen, prebačena, preusmeren, preusmerena, povezan, povezana, pišem, da pišem, pisati,
        prosledite moj slučaj, prosledi moj slučaj, predajte moj slučaj, pošaljite moj slučaj
        """,
    back=4,
    cyrillic_too=True,
    verb_last=True,
    want="""
        više volim, volim više, želim, zelim, hoću, hocu, hteo bih, htela bih, hteo, htela, voleo bih, volela bih, trebam, treba mi, trebao bih, trebala bih,
        trebao, trebala, potreban, potrebna, molim, molim vas, molio bih, molila bih, dajte mi, daj mi, dajte, daj, zahtevam, tražim, radije, radije bih,
        mogu li dobiti, mogu li, mogu, mogao bih, mogla bih, ima li, imate li, imate, gde je, gde mogu naći, pozovite, zovite, preferiram, bih, bi, želeo bih,
        želela bih, želimo, dobiti, je li moguće, može, ocu, oću, zovi mi, kako do, pre bih, nađi mi, nađite mi, pronađi mi, pronađite mi, dovedi mi,
        dovedite mi, hoću tvog, hoću vašeg, želim tvog
        """,
    ask="""
        može, može li, moz, možete, možete li, mogu, mogu li, mogao, mogla, moze, molim, neka, nek, da, želim, trebam, treba, ima li, je li, hoću, bi, bih,
        hteo, htela, da li, moguće, hoću da, želim da
        """,
    serve="""
        me pozove, pozove me, pozove, pozvao, pozvala, pozvati, pomogne mi, mi pomogne, pomoći, pomogne, pomogao, pomogla, pomoc, nazvati, nazove, nazvao,
        nazvala, zvati, zove, zvao, kontaktirati, kontaktira, kontaktirao, javiti, javi, javio, javila, odgovoriti, odgovori, odgovorio, preuzeti, preuzme,
        preuzeo, pogledati, pogleda, pogledao, objasniti, objasni, objasnio, rešiti, reši, rešio, razgovarati sa mnom, savetovati, pisati, proveriti, proveri,
        posvetiti, pomogniti, pričati sa mnom, se javi, odgovorila, usluži, uslužio, posluži, napiše, nastavi, nastaviti
        """,
    there="""
        da li je, ima li, je li, jel, jel ima, ima, je li tamo, imate li, imate, postoji li, da li je, je l, da li ima, ima l, da li tamo radi, tamo radi,
        radi li tamo, da li postoji
        """,
    here="""
        dostupan, tamo, tu, ovde, dostupan, dostupna, online, slobodan, živ, stvaran, pravi, s druge strane, na liniji, kod vas, s kim mogu razgovarati,
        ko mi može pomoći, koji mi može pomoći, prisutan, uopšte, da mi pomogne, s kim, s kojim mogu razgovarati, koja mi može pomoći, kome mogu da pišem,
        kome mogu pisati, s kim mogu da pričam, sa kojim mogu da pričam
        """,
    fill="""
        molim, molim vas, molim te, sada, sad, odmah, ćao, zdravo, pozdrav, dobar dan, halo, hvala, da, ne, živ*, prav*, stvarn*, s, sa, na, mi, me, ja, hitno,
        samo, konačno, i, ili, ne bot, ne bota, ne s botom, ne robot, brzo, pomoć, radije, drug*, nek*, jedn*, smjesta, bih, za, k, bi, se, po, izravno,
        ljudska, što pre, neposredno, normalnog, normalan, normalnim, normalnu, razumnog, pametnog, kompetentnog, živim, zivim, pravim, stvarnim
        """,
    link="""
        dostupan, vašim, vašeg, vašu, vaš, nekim, nekog, neku, kompetentn*, srpski, tim, tog, taj, ta, drugim, drugog, razgovarati, razgovor, a ne, takođe,
        koji, iz, od, umesto bota, s, sa, za, kontakt, u, poziv, korisničke, podrške, li, službe, ovaj, tvog, tvojeg, svog, tvoju, tvojim, nekim od, nekog od,
        jednim od, vaših, tvojih
        """,
    negated="""
        ne želim, ne zelim, neću, necu, ne bih, ne bi, ne trebam, ne treba mi, ne treba, nije potrebno, nije potreban, nema potrebe, bez, umesto, radije nego,
        dosta mi je, ne namjeravam, ne tražim, ne molim, nemojte me, nemoj me, ne spajajte, ne prebacujte, mrzim, odbijam, ne zanima, više ne želim, ne želimo,
        ne razgovaram, ne volim, ne moram, nisam tražio, nisam tražila, ne pričam, ne hocu, više nije potreban, više mi ne treba, ne treba više, nije potrebna,
        nemojte me zvati, nemojte da me zovete, nemojte da zovete, nemojte zvati, ne zovite, ne morate, ne morate da
        """,
    no="ne, nikakav, nikakve, nikakvih, dosta, stop, prestani, prestanite, ne s, bez, isključi, kraj, nemoj, makni, jebeni, ugasi",
    other="""
        neko drugi, po osobi, za osobu, koliko ljudi/osoba/zaposlenika/radnika, dve/tri/četiri/pet/šest osoba/osobe/ljudi, dvoje/troje/četvero ljudi,
        za * osoba/osobe/ljudi, puno ljudi, mnogo ljudi, osoba koja, osobu koja, čovek koji, osobn*, radnik u trgovini, radnica u trgovini, radnik u trgovini,
        prodavač, voditelj trgovine, voditelj poslovnice, agent za nekretnine, ljudska prava, ljudskih prava,
        moj/moja/mog/mojim/naš/našeg/njegov/njezin šef*/voditelj*/kolega/kolegica/menadžer*/zaposlenik/radnik/tim/savetnik/nadređeni/agent/operater,
        nisam robot, nisam bot, robotski usisavač, robot usisavač, kuhinjski robot, kuhinjskog robota, robotska kosilica, perilica, aparat za kavu,
        šivaći stroj, za nekoga, od nekoga, nekog drugog, nekome drugom, neko drugi, kontaktn* leć*, kontakt podac*, kontakt leće, kontakt obrazac,
        kontakt osoba, mobilni operater, poklon, druga osoba, ime osobe, robot usisivač, robotski usisivač, usisivač, usisivača, robot kosačica, mašina za veš,
        šivaća mašina, moj robot, koliko zaposlenih, koliko imate zaposlenih,
        moj/moja/moju/mog/mojoj/mom/mojim/naš/naša šef*/nadređen*/menadžer*/koleg*/zaposlen*, koliko zaposlen*
        """,
    done="sam, već, juče, smo, prošle nedelje",
    past="""
        rekao, rekla, je bio, je bila, zvao me, zvala me, obećao, obećala, potvrdio, potvrdila, sam razgovarao, sam razgovarala, razgovarao sam,
        razgovarala sam, pričao sam, pričala sam, sam pričao, došao, juče, napisao, nije došao, vratio, odbio, me zvao, nije nazvao, je rekao, sam već, mi je,
        me je, rekli, tvrdio, govorio, kazao
        """,
    stop="o, bez, kao, protiv, vezano, zbog, za, od",
    split="ali, jer, kad, kada, i, pa, onda, nakon, pre, zato, ako, međutim, iako, no",
    aside="""
        zahvaliti, zahvalim, zahvalio, zahvalila, zahvalnost, da zahvalim, pohvaliti, pohvalim, da pohvalim, pohvalio, pohvalila, pohvalu, kompliment, oceniti,
        ocenim, ocenu, recenziju, pet zvezdica, preporučiti, preporučim, bakšiš, zapošljavate, zapošljavate li, tražite ljude, tražite radnike, tražite li,
        slobodna radna, radna mesta, radno mesto, konkurs, da radim kao, raditi kao, posao u, prijavim za posao, požalim na, žalbu na, pritužbu na,
        moju zahvalnost, zahvalite, zahvalite se, pozdravite, moje pohvale, pohvale, i sama radim, i sam radim, i ja radim, sama radim u, sam radim u, radim u,
        radim kao, preporučio bih, preporučila bih, preporučujem
        """,
    goods="paket, paketa, pošiljka, pošiljku, pošiljke, porudžbina, porudžbinu, dostavu, pismo, robu",
    collect="preuzme, preuzeti, preuzmu, podigne, podići, primi, primiti, potpiše, potpisati, uzme, uzeti, pokupi, pokupiti",
    relative="koji, koja, koje, kojeg, koga, koju, kojem, kojim, što, sa kojim, s kojom, sa kojom",
    than="nego, umesto, ne, a ne, nego sa, ne sa, ne s",
    bring="""
        pozovite, pozovi, pozvati, da pozovete, dodajte, dodaj, dodati, uključite, uključi, uključiti, dovedite, dovedi, ubacite, ubaci
        """,
    room="u ovaj razgovor, u razgovor, u ovaj čet, u čet, u ovaj chat, u chat, na čet",
    that="da",
    phrases="ima li koga, ima li nekoga, ima li neko, je li neko, je li iko, jel ima koga, jel ima neko, ima koga, ima neko, neko živ, neko stvaran, ko živ, čovjeka molim, operatera molim, ne s botom, ne s robotom, ne sa strojem, ljudsku pomoć, ljudska pomoć, nazovite me, ugasi bota, isključi bota",
)
