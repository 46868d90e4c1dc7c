"""How people ask for a person in Estonian."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="et",
    human="""
        inimeselt, isikult, inimesele, inimest, inimene, inimese, inimest, inimesele, inimesega, inimesega, inimesed, inimestega, inimesi, inimeste,
        innimesega, isik, isiku, isikuga, isikut, klienditeenindaja*, klienditeenindus*, klienditugi, klienditoe, klienditoega, kliendituge, teenindaja*,
        töötaja*, esindaja*, agent, agendi, agendiga, agenti, operaator*, nõustaja*, konsultan*, spetsialist*, juht, juhi, juhiga, juhataja*, ülemus*, juhti,
        haldur*, päris inimene/inimese/inimesega/inimest, elus*, elav* inimese*/inimene, reaalne inimene, reaalse inimesega, personal, personali, personaliga,
        ekspert*, toeagen*, liha ja luust, kolleeg, kolleegi, kolleegile, kolleegiga, kolleegid, töötaja, töötajat, töötajaga, töötajale, nõustaja, nõustajat,
        nõustajani, nõustajaga, nõustajale, inimeseni, ülemus, ülemust, ülemusega, ülemusele, klienditeenindajani, teenindajani, keegi klienditeenindusest,
        kellegi klienditeenindusest, kedagi klienditeenindusest, keegi toest, keegi teie tiimist, keegi tiimist, keegi teie meeskonnast,
        kellegi teie meeskonnast, keegi meeskonnast, keegi teie firmast, oma personaliga, kellegi pärisega, kellegagi pärisega, kolleeg*
        """,
    team="tugi, toe, toega, tuge, kasutajatugi, kasutajatoega, kolleeg*, meeskon*, osakon*, tehnik*, meistri*, infotelefon*",
    someone="""
        keegi, kellegi, kellegiga, kellegagi, kellelegi, kedagi, kelleltki, keegi teist, kellega, keegi teie seast, kellele, kellega, keda, kegi, kelegagi,
        kedagi teist, mõni teist
        """,
    bot="""
        botist, robotist, botile, robotile, botit, bot, boti, botiga, botti, robot, roboti, robotiga, robotit, robotid, robotite, robotitega, vestlusrobot*,
        juturobot*, chatbot, chatboti, chatbotiga, tehisaru, tehisintellekt*, automaat, automaadiga, automaatvastaja*, automaatvastus*, masin vastab,
        automaadi
        """,
    device="masin, masina, masinaga, arvuti*, programm, programmiga, masinat, arvutiga",
    contact="""
        rääkima, suhtlema, vestlema, kätte saan, kätte, saan kätte, leian, rääkida, räägi, räägin, rääkimiseks, raakida, vestelda, vestle, suhelda, suhtle,
        suhtlen, jutustada, jutelda, chattida, kõneleda, kõnelda, helistada, ühendust, ühendage, ühenda, ühendada, ühendus, suunake, suuna, suunata,
        edasi suuna*, kirjutada, kontakti, kontakteeruda, kontakt, saada kätte, kätte saada, pöörduda, abi, vastust, vastus, arutada, konsulteerida, andke,
        saata, saatke, telefonile, kutsuge, kutsu, kutsuda, räägiks, räägiksin, rääkidagi, asju ajada, ühendaksite, ühendaks, võtta ühendust, vahetada,
        lülita*, minna üle, jõuda, rääkda, saab rääkida, lahendada, lahendaksin, lahendan, korda ajada, ajaksin, ajaks, korraldada, klaarida, klaariksin,
        arutaksin, suhtleksin, jõuan, jõuaksin, saan ühendust, edasi suunata, suunaksite, suunaksid, üle anda, anda üle, edasi anda, juurde suunata,
        võtaks minuga ühendust, võtab minuga ühendust, minuga ühendust, helistaks mulle, teenindaks, teenindatud, suunatud, ühendatud, edasi suunatud,
        juttu ajada, juttu, viige mind ühendusse, ühendusse, viige, suunake minu juhtum, suuna minu juhtum, edastage minu juhtum, andke minu asi,
        edastage mu asi, edastage minu asi
        """,
    back=6,
    verb_last=True,
    want="""
        tahan, tahaks, tahaksin, soovin, sooviks, sooviksin, vajan, vajaksin, on vaja, mul on vaja, oleks vaja, palun, andke, anna, andke mulle, eelistan,
        eelistaksin, nõuan, otsin, kas saaksin, kas saan, saaksin, kas on, kus on, kust leian, kutsuge, kutsu, pigem, tahame, paluks, paluksin, palun mulle,
        kas teil on, kas ma saan, kas saaks, taha, meelsamini, parem, kuidas ma saan, otsi mulle, otsige mulle, leia mulle, leidke mulle, hangi mulle,
        too mulle, tooge mulle, tahan su, tahan sinu, tahan teie, tahan kohe
        """,
    ask="""
        kas, saab, saaks, palun, võib, võiks, võite, saate, saaksite, saan, saaksin, tahan, soovin, vaja, on, peaks, tahaks, et, vastaku, helistagu, aidaku,
        las, lasku, oleks, tahan et, soovin et, palun et
        """,
    serve="""
        aidata, aitab, aitaks, abistada, helistada, helistaks, helistab, tagasi helistada, ühendust võtta, võtta ühendust, võtaks ühendust, vastata, vastaks,
        vastab, üle võtta, vaadata, vaataks, seletada, selgitada, lahendada, rääkida, kirjutada, tegeleda, kontrollida, nõustada, vastaku, helistagu, aidaku,
        võtku üle, sekkugu, vaadaku, kirjutaks, kirjutagu, teenindab, teenindaks, jätkata, jätkaks, vaatama, vaatab
        """,
    there="""
        kas on, kas seal on, kas siin on, kas teil on, on seal, on siin, on, kas keegi, leidub, kas, kas seal töötab, seal töötab
        """,
    here="seal, siin, olemas, saadaval, kättesaadav, vaba, online, elus, liinil, kohal, teisel pool, kellega rääkida, päris, kes aitaks, tööl, kes saaks aidata, vabad",
    fill="""
        palun, palu, nüüd, kohe, tere, tsau, hei, halloo, tervist, aitäh, tänan, jah, ei, päris, päris, elus, reaalne, reaalse, tõeline, tõelise, mina, ma,
        mulle, mind, kiiresti, kiire, ainult, lihtsalt, lõpuks, ja, või, mitte bot, mitte robot, kurat, abi, otse, viivitamatult, keegi, teine, mõni, mõne,
        ühe, üks, koheselt, pigem, üht, ka, elavat, normaalne, normaalset, normaalse, mõistlik, mõistlikku, pädev, pädevat, tark, asjalik, pärisega
        """,
    link="""
        teie, teise, mõne, mingi, mõni, pädev*, eestikeelse, eesti keelt rääkiv*, see, selle, ühe, üks, päriselt, saada, rääkida, kellega, ka, kui, hoopis,
        otse, seal, siin, teil, võimalikult kiiresti, sealt, meie, mõnd, käest, poolt, su, sinu, kohe, oma
        """,
    negated="""
        ei taha, ei soovi, ei vaja, ei ole vaja, pole vaja, ei tahaks, ei sooviks, ilma, asemel, pigem kui, tüdinud, villand, ei viitsi, ei kavatse, ei otsi,
        ei palu, ärge ühendage, ära ühenda, ära suuna, ärge suunake, vihkan, keeldun, ei räägi, enam ei taha, mul pole, ei huvita, ei pea, siiber,
        pole enam vaja, enam pole vaja, ei ole enam vaja, enam vaja, ei vaja enam, ärge helistage, ära helista, pole tarvis, mind pole vaja
        """,
    no="aitab sellest, küllalt sellest, aitab, ei, mitte, ei mingit, stopp, stop, lõpeta, aitab, ära, pole, kao, sulge, lõpetage",
    other="""
        inimese kohta, isiku kohta, mitu inimest/isikut/töötajat, kui palju inimesi, kahe/kolme/nelja/viie/kuue inimese, kaks/kolm/neli/viis/kuus inimest,
        palju inimesi, inimene kes, isik kes, töötaja soodustus, poe töötaja*, poe teenindaja*, töötaja poes, müüja poes, isikukood, isikuandme*, isiklik*,
        kinnisvaramaakler, inimõigus*, minu/mu/meie/tema ülemus*/juht/juhi/juhataja*/kolleeg*/töötaja*/meeskond/agent/haldur, ei ole robot, pole robot,
        robottolmuimeja*, robot tolmuimeja*, robotniiduk*, pesumasin*, kohvimasin*, õmblusmasin*, kellelegi teisele, kellegi teise, keegi teine, kontaktlääts*,
        kontaktandme*, kontaktisik*, kingitus, vale inimene, teine inimene, tolmuimejarobot*, robotmuruniiduk*, köögikombain*,
        mitu töötajat/inimest/klienditeenindajat, kui palju töötajaid/inimesi, minu/mu ülemus*/kolleeg*/juht*/töötaja*
        """,
    done="juba, eile, olen, eelmisel nädalal",
    past="""
        rääkis, ütles, oli, helistas, lubas, on öelnud, olid, vastas, aitas, rääkisin, suhtlesin, olin, tuli, tahtis, eile, kinnitas, pidi, ei saanud,
        ei tulnud, ütlesid, öeldi, lubati, väitis
        """,
    stop="kohta, ilma, tõttu, nagu, vastu, pärast, eest",
    split="aga, sest, kui, ja, kuigi, siis, pärast, enne, kuna, kuid, vaid, mis",
    aside="""
        tänada, tänu avaldada, kiita, kiidaksin, kiitust, kiitus, komplimenti, tunnustada, hinnata, hinnangut, hinnang, arvustus, arvustuse, anda tagasisidet,
        tagasisidet, viis tärni, soovitada, jootraha, tööle, palkate, värbate, kas te otsite, otsite, vabu töökohti, vaba töökoht, kandideerida, töötada,
        tööpakkumine, kaevata, kurta, minu tänu, mu tänu, tänud, tänusõnad, tervitused, töötan ise, ma töötan, töötan, kingituse, kingitus, kinkida
        """,
    goods="pakk, paki, pakki, pakile, saadetis, saadetise, saadetist, tellimus, tellimuse, tellimust, kiri, kirja",
    collect="""
        järele tulla, järgi tulla, järele, järgi, vastu võtta, võtab vastu, vastu, võtta, ära võtta, ära tuua, tuua, kätte saada, allkirjastada,
        alla kirjutada
        """,
    relative="kes, kelle, keda, kellele, kellega, mis, mille",
    than="kui, asemel, mitte, ja mitte, mitte aga",
    bring="""
        kutsuge, kutsu, kutsuda, lisage, lisa, lisada, pange, pane, panna, tooge, too, tuua, kaasake, kaasa, kaasata, võtke, võta, võtta, saatke, saada
        """,
    room="""
        siia vestlusesse, sellesse vestlusesse, vestlusesse, siia vestlusse, vestlusse, siia chatti, chatti, siia tšätti, sellesse chati, vestlusele
        """,
    that="et",
    phrases="kas keegi on, on seal keegi, kas seal on keegi, kas siin on keegi, keegi seal, keegi on seal, inimene palun, helistage mulle, helistage tagasi, mitte robotiga, mitte botiga, klienditeenindaja palun, peata bot",
)
