"""How people ask for a person in Croatian."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="hr",
    human="""
        čovjek, čovjeka, čovjekom, čovjeku, covjek*, ljudi, ljudima, ljude, ljudsk*, ljudskim, osoba, osobu, osobom, osobi, osobe, osoblje, osobljem,
        operater*, agent, agenta, agentom, agentu, agentic*, djelatnik*, djelatnic*, zaposlenik*, zaposlenic*, radnik*, radnic*, savjetnik*, savjetnic*,
        predstavnik*, predstavnic*, referent*, voditelj*, menadžer*, manager*, nadređen*, nadredjen*, šef, šefa, šefom, korisničk* služb*, korisničk* podršk*,
        služba za korisnike, službom za korisnike, stručnjak*, specijalist*, konzultant*,
        živ*/prav*/stvarn* čovjek*/osob*/agent*/operater*/ljudima/nekim/nekog*, nekim stvarnim, nekim živim, netko živ, netko stvaran, od krvi i mesa,
        službenik*, kolegici, kolegica, kolegicu, kolegicom, kolegi, kolega, kolegu, kolegom, djelatnik, djelatnika, djelatnikom, djelatniku, djelatnica,
        djelatnicu, djelatnicom, djelatnici, zaposlenik, zaposlenika, zaposlenikom, zaposlenica, zaposlenicu, savjetnik, savjetnika, savjetnikom, savjetniku,
        savjetnica, savjetnicu, operaterku, operaterom, operatera, operateru, nadređeni, nadređenog, nadređenim, voditelj, voditelja, voditeljicu, covjek,
        covjeka, covjekom, nekoga iz korisničke, nekog iz korisničke, netko iz korisničke, netko/nekoga/nekog iz vašeg tima, netko iz tima, vašim osobljem,
        nekog normalnog, nekim zivim, zaposlen*, agent*, koleg*, šef*
        """,
    team="podrška, podrškom, podršku, tehničk* podršk*, kolega, kolegom, kolegic*, tim, timom, odjel, odjelom, pozivni centar, pozivnim centrom, helpdesk*, servis, tehničar*, služba, službu, službom",
    someone="""
        netko, nekog, nekoga, nekim, nekome, neko, nekom, itko, ikoga, ikime, bilo tko, bilo kim, tko, s kim, kim, koga, netko od vas, nekim od vas, neki, ko,
        nekoga od vas, nekog od vas, netko stvaran
        """,
    bot="""
        bot, bota, botom, botu, botovi, botove, botovima, robot, robota, robotom, robotu, roboti, robote, robotima, chatbot*, automat, automatom, automata,
        umjetna inteligencija, umjetnom inteligencijom, ai, virtualn* asistent*, automatsk* odgovor*, automatsk* sekretaric*, strojem
        """,
    device="stroj, strojem, mašin*, računal*, kompjuter*, program, programom, stroja, mašinom, računalom",
    contact="""
        nađem, naći, razgovarati, razgovarat, razgovaram, porazgovarati, popričati, popričat, popricati, pričati, pričat, pricati, pričam, govoriti, govorit,
        govorim, chatati, čavrljati, dopisivati, pisati s, kontaktirati, kontaktirat, kontakt, kontaktiram, spojite, spoji, spojiti, spojit, spojim, spojen,
        povežite, poveži, povezati, povezat, prespojite, prespoji, prespojiti, prebacite, prebaci, prebaciti, prebacit, preusmjerite, preusmjeri, preusmjeriti,
        proslijedite, proslijedi, proslijediti, nazvati, nazovem, zvati, zovite, zovi, pozovite, pozovi, pozvati, dobiti, dobit, komunicirati, komunicirat,
        obratiti, obratim, odgovor od, pomoć od, posavjetovati, riješiti s, dajte mi, daj mi, čuti, čuti se, doći do, stupiti u kontakt, u kontakt, vezu s,
        javiti, predajte, predaj, razgovor, razgovora, razgovarao, razgovarala, pričao, pričala, popričao, popričala, porazgovarao, porazgovarala, čujem,
        riješila, riješio, riješiti, riješim, rješavala, rješavao, sredila, sredio, srediti, dogovorila, dogovorio, obavila, obavio, raspravila, raspravio,
        dođem do, došao do, došla do, kako do, dobijem, dobiti nekoga, stupim u kontakt, preusmjerili, prebacili, spojili, proslijedili, me kontaktira,
        me nazove, mi se javi, dopisujem, pricat, prebačen, prebačena, preusmjeren, preusmjerena, spojena, svađati s, proslijedite moj slučaj,
        proslijedi moj slučaj, prosljedite moj slučaj, predajte moj slučaj, pošaljite moj slučaj
        """,
    back=4,
    verb_last=True,
    want="""
        više volim, želim, zelim, hoću, hocu, htio bih, htjela bih, htio, htjela, volio bih, voljela bih, trebam, treba mi, trebao bih, trebala bih, trebao,
        trebala, potreban, potrebna, molim, molim vas, molio bih, molila bih, dajte mi, daj mi, dajte, daj, zahtijevam, tražim, radije, radije bih,
        mogu li dobiti, mogu li, mogu, mogao bih, mogla bih, ima li, imate li, imate, gdje je, gdje mogu naći, pozovite, zovite, preferiram, bih, bi,
        želio bih, željela bih, želimo, dobiti, je li moguće, može, ocu, zovi mi, kako do, draže mi je, nađi mi, nađite mi, pronađi mi, pronađite mi,
        dovedi mi, dovedite mi, hoću tvog, hoću vašeg, želim tvog
        """,
    ask="""
        može, može li, možete, možete li, mogu, mogu li, mogao, mogla, moze, molim, neka, nek, da, želim, trebam, treba, ima li, je li, hoću, bi, bih, htio,
        htjela, da li, bi li, moguće, dajte da, želim da, hoću da
        """,
    serve="""
        pomoći, pomogne, pomogao, pomogla, pomoc, nazvati, nazove, nazvao, nazvala, zvati, zove, zvao, kontaktirati, kontaktira, kontaktirao, javiti, javi,
        javio, javila, odgovoriti, odgovori, odgovorio, preuzeti, preuzme, preuzeo, pogledati, pogleda, pogledao, objasniti, objasni, objasnio, riješiti,
        riješi, riješio, razgovarati sa mnom, savjetovati, pisati, provjeriti, provjeri, posvetiti, pomogniti, pričati sa mnom, se javi, odgovorila, posluži,
        poslužio, usluži, napiše, nastaviti, nastavi, pogledala
        """,
    there="""
        da li je, dostupan li je, ima li, je li, jel, jel ima, ima, je li tamo, imate li, imate, postoji li, da li je, je l, da li ima, ima l, radi li tamo,
        radi li tu, ima li tamo, radi tamo
        """,
    here="""
        tamo, tu, ovdje, dostupan, dostupna, online, slobodan, živ, stvaran, pravi, s druge strane, na liniji, kod vas, s kim mogu razgovarati,
        tko mi može pomoći, koji mi može pomoći, prisutan, uopće, da mi pomogne, s kim, s kojim mogu razgovarati, koja mi može pomoći, kome mogu pisati,
        s kim mogu pričati
        """,
    fill="""
        molim, molim vas, molim te, sada, sad, odmah, bok, pozdrav, dobar dan, halo, hvala, da, ne, živ*, prav*, stvarn*, s, sa, na, mi, me, ja, hitno, samo,
        konačno, i, ili, ne bot, ne bota, ne s botom, ne robot, brzo, pomoć, radije, drug*, nek*, jedn*, smjesta, bih, za, k, bi, se, po, izravno, ljudska,
        što prije, neposredno, normalnog, normalnim, normalnu, normalan, razumnog, pametnog, kompetentnog, kompetentnim, zivim, živim, stvarnim, pravim
        """,
    link="""
        vašim, vašeg, vašu, vaš, nekim, nekog, neku, kompetentn*, hrvatski, tim, tog, taj, ta, drugim, drugog, razgovarati, razgovor, a ne, također, koji, iz,
        od, umjesto bota, s, sa, za, kontakt, u, poziv, korisničke, podrške, li, službe, ovaj, tvog, tvojeg, svog, tvoju, tvojim, nekim od, nekog od,
        jednim od, vaših, tvojih
        """,
    negated="""
        ne želim, ne zelim, neću, necu, ne bih, ne trebam, ne treba mi, ne treba, nije potrebno, nije potreban, nema potrebe, bez, umjesto, radije nego,
        dosta mi je, ne namjeravam, ne tražim, ne molim, nemojte me, nemoj me, ne spajajte, ne prebacujte, mrzim, odbijam, ne zanima, više ne želim, ne želimo,
        ne razgovaram, ne volim, ne moram, nisam tražio, nisam tražila, ne pričam, ne hocu, više nije potreban, više mi ne treba, ne treba više, nije potrebna,
        nemojte me zvati, nemojte zvati, ne zovite, ne morate, ne trebate, nije više potreban
        """,
    no="ne, nikakav, nikakve, nikakvih, dosta, stop, prestani, prestanite, ne s, bez, isključi, kraj, nemoj, makni, jebeni, ugasi",
    other="""
        netko drugi, neko drugi, po osobi, za osobu, koliko ljudi/osoba/zaposlenika/djelatnika, dvije/tri/četiri/pet/šest osoba/osobe/ljudi,
        dvoje/troje/četvero ljudi, za * osoba/osobe/ljudi, puno ljudi, mnogo ljudi, osoba koja, osobu koja, čovjek koji, osobn*, djelatnik u trgovini,
        djelatnica u trgovini, radnik u trgovini, prodavač, voditelj trgovine, voditelj poslovnice, agent za nekretnine, ljudska prava, ljudskih prava,
        moj/moja/mog/mojim/naš/našeg/njegov/njezin šef*/voditelj*/kolega/kolegica/menadžer*/zaposlenik/djelatnik/tim/savjetnik/nadređeni/agent/operater,
        nisam robot, nisam bot, robotski usisavač, robot usisavač, kuhinjski robot, kuhinjskog robota, robotska kosilica, perilica, aparat za kavu,
        šivaći stroj, za nekoga, od nekoga, nekog drugog, nekome drugom, netko drugi, kontaktn* leć*, kontakt podac*, kontakt leće, kontakt obrazac,
        kontakt osoba, mobilni operater, poklon, druga osoba, ime osobe, robotskog usisavača, usisavač, usisavača, moj robot, koliko imate zaposlenika,
        koliko zaposlenih, koliko radnika, moj/moja/moju/mojeg/mojemu/mojim/naš/naša šef*/nadređen*/voditelj*/koleg*/zaposlenik*, koliko zaposlen*
        """,
    done="sam, već, jučer, smo, prošli tjedan",
    past="""
        rekao, rekla, je bio, je bila, zvao me, zvala me, obećao, obećala, potvrdio, potvrdila, sam razgovarao, sam razgovarala, razgovarao sam,
        razgovarala sam, pričao sam, pričala sam, sam pričao, došao, jučer, napisao, nije došao, vratio, odbio, me zvao, nije nazvao, je rekao, sam već, mi je,
        me je, rekli, tvrdio, govorio
        """,
    stop="o, bez, kao, protiv, vezano, zbog, za, od",
    split="ali, jer, kad, kada, i, pa, onda, nakon, prije, zato, ako, međutim, iako, no",
    aside="""
        zahvaliti, zahvalio, zahvalila, zahvalu, pohvaliti, pohvalio, pohvalila, pohvalu, pohvala, kompliment, ocijeniti, ocijenim, ocjenu, ocjena, recenziju,
        recenzija, pet zvjezdica, preporučiti, napojnicu, zapošljavate, tražite ljude, tražite li, trebate ljude, slobodna radna, radna mjesta, radno mjesto,
        natječaj, raditi kao, posao u, prijaviti za posao, požaliti na, žalbu na, pritužbu na, moju zahvalu, zahvalite, zahvalnost, pozdravite, moje pohvale,
        pohvale, sama radim u, sam radim u, i ja radim, i sama radim, i sam radim, radim u, radim kao, preporučio bih, preporučila bih, preporučujem
        """,
    goods="paket, paketa, pošiljka, pošiljku, narudžba, narudžbu, dostavu, pismo, robu",
    collect="""
        preuzeti, preuzme, preuzeo, preuzela, podići, podigne, podignuti, primiti, primi, potpisati, potpiše, uzeti, uzme, pokupiti, pokupi
        """,
    relative="koji, koja, koje, kojeg, kojega, koju, kojem, kojim, što, s kojim, s kojom",
    than="nego, umjesto, ne, a ne, nego sa, ne s",
    bring="""
        pozovite, pozovi, pozvati, dodajte, dodaj, dodati, uključite, uključi, uključiti, dovedite, dovedi, pridružite, ubacite, ubaci
        """,
    room="u ovaj razgovor, u razgovor, u ovaj chat, u chat, u ovaj čet, u čet, razgovoru, na chat",
    that="da",
    phrases="ima li koga, ima li nekoga, ima li netko, je li netko, je li itko, jel ima koga, jel ima netko, ima koga, ima netko, netko živ, netko stvaran, tko živ, čovjeka molim, operatera molim, ne s botom, ne s robotom, ne sa strojem, ljudsku pomoć, ljudska pomoć, nazovite me, ugasi bota, isključi bota",
)
