"""How people ask for a person in Latvian."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="lv",
    human="""
        cilvēks, cilvēku, cilvēkam, cilvēka, cilvēki, cilvēkiem, cilveku, persona, personu, personai, darbiniek*, darbinie*, operator*, aģent*, agent*,
        konsultant*, speciālist*, pārstāv*, klientu apkalpošan*, klientu serviss, klientu servisu, klientu dienest*, klientu atbalst*, vadītāj*, menedžer*,
        menedzer*, priekšniek*, vadīb*, dzīvu, dzīvs, dzīvam cilvēk*, īstu/reālu/dzīvu/īsts/reāls/dzīvs/īstam/reālam cilvēk*, cilvēcisk*, konsultantu,
        eksperts, ekspertu, miesas un asins, kolēģe, kolēģi, kolēģa, kolēģim, kolēģei, kolēģes, kolēģu, darbinieks, darbinieku, darbinieka, darbiniekam,
        darbiniece, darbinieci, darbinieces, darbiniecei, konsultants, konsultanta, konsultantam, konsultante, konsultanti, konsultantes, priekšnieks,
        priekšnieku, priekšniekam, vadītājs, vadītāju, vadītāja, vadītājam, vadītājai, cilveks, cilvekam, kādu no klientu apkalpošanas,
        kāds no klientu apkalpošanas, kāds no jūsu/savas komandas, kādu no jūsu/savas komandas, kāds no komandas, kāds no jums, personāls, personālu,
        personālam, kadu istu, kadu dzivu, priekšniecība, īsts cilvēks, kolēģ*
        """,
    team="atbalst*, kolēģ*, komand*, nodaļ*, tehniķ*, personāl*, palīdzības dienest*, zvanu centr*, servisu",
    someone="""
        kāds, kādu, kādam, kāda, kads, kadu, kadam, kādu no jums, kāds no jums, kas, ar ko, kuru, kādiem, kadiem, jebkuru, jebkādu, kko, kāds no jūsējiem
        """,
    bot="""
        bots, botu, bota, botam, boti, botiem, robots, robotu, robota, robotam, roboti, robotiem, tērzēšanas bot*, čatbot*, čatbots, chatbot*,
        mākslīg* intelekt*, automāts, automātu, automātisk* atbild*, virtuāl* asistent*, virtuāl* palīg*, mi, automāta, automatu
        """,
    device="mašīn*, dator*, programm*, mašīna, mašīnu, mašīnai, masinu, datoru",
    contact="""
        jārunā, jāparunā, jāsazinās, runāt, parunāt, aprunāties, parunāties, sarunāties, runāšu, parunāšu, runat, parunat, čatot, sazināties, sazinaties,
        sazinieties, saziņ*, saslēgt, savienot, savienojiet, savieno, savienojat, savienošan*, pārslēdziet, pārslēdz, pārslēgt, parslegt, parsledziet,
        pārsūtiet, pārsūti, pārsūtīt, pāradresēt, pāradresējiet, novirzīt, novirziet, piezvanīt, zvanīt, sazvanīt, uzrunāt, rakstīt, sarakstīties, komunicēt,
        sasniegt, vērsties, kontaktēt*, kontaktu ar, pieslēgt, pieslēdziet, pieslēdz, palīdzību no, atbildi no, konsultēties, apspriest, iedodiet, iedod,
        pasauciet, pasauc, pieaicin*, dabūt, nodot, nododiet, tikt pie, nokļūt pie, saruna ar, sarunu ar, sakontaktēt, ļaujiet, parunāties, saslēdziet, pāriet,
        nokārtot, nokārtotu, kārtotu, kārtot, atrisināt, atrisinātu, risināt, risinātu, izrunāt, izrunātu, pārrunāt, runātu, parunātu, tieku pie, tikt līdz,
        tieku līdz, nokļūstu, piekļūt, sasniedzu, sazvanu, novirzi, novirzītu, pārvirzīt, sazinās, sazinātos, ar mani sazinās, ar mani sazinātos, man piezvana,
        man piezvanītu, apkalpotu, apkalpo, piezvana, piezvanītu, pārslēgt pie, tikt pārslēgtam, tikt savienotam, savienots, novirzīts, strīdēties ar,
        nododiet manu lietu, nodod manu lietu, pārsūtiet manu lietu, nododiet manu jautājumu, nodot manu lietu
        """,
    back=5,
    verb_last=True,
    want="""
        gribu, gribētu, gribetu, vēlos, velos, vēlētos, veletos, vajag, vajadzīgs, vajadzīga, vajadzētu, man vajag, nepieciešam*, lūdzu, ludzu, dodiet, dod,
        iedodiet, iedod, pieprasu, prasu, dodu priekšroku, labāk, meklēju, vai varu, vai varētu, kur ir, vai ir, vai jums ir, kur atrast, pasauciet, lūgtu,
        gribam, vēlamies, vai es varu dabūt, sameklējiet, es labāk, drīzāk, gribētu labāk, kā tikt pie, dodiet man, iedodiet man, atrodi man, atrodiet man,
        sameklē man, sameklējiet man, atved man, gribu tavu, gribu jūsu, vēlos jūsu
        """,
    ask="""
        vai, var, varu, varētu, varat, varēsiet, lūdzu, vēlos, gribu, lai, vajag, ļaujiet, kaut, varbūt, vajadzētu, nepieciešams, kāpēc, gribētu, iespējams,
        gribu lai, vēlos lai
        """,
    serve="""
        palīdzēt, palīdz, palīdzētu, piezvanīt, piezvana, piezvanītu, zvanīt, zvana, atzvanīt, atzvana, atzvanītu, sazināties, sazinās, sazinātos, atbildēt,
        atbild, atbildētu, pārņemt, apskatīt, apskatās, paskaidrot, izskaidrot, atrisināt, parunāt, runāt, rakstīt, pārbaudīt, konsultēt, paskatīties, apkalpo,
        apkalpotu, pārņem, pārņemtu, paskatās, iesaistās, raksta, turpināt, apskata, apskatītu, paskatītos
        """,
    there="""
        vai ir, vai tur ir, vai šeit ir, vai jums ir, ir, vai tur, vai šeit, vai te, vai te ir, vai, vai tur strādā, tur strādā
        """,
    here="tur, šeit, te, pieejams, pieejami, tiešsaistē, brīvs, uz līnijas, uz vietas, kas var palīdzēt, ar ko runāt, dzīvs, īsts, kas varētu palīdzēt, otrā galā, ir",
    fill="""
        lūdzu, ludzu, tagad, uzreiz, tūlīt, sveiki, labdien, čau, hallo, paldies, jā, nē, īstu, īsts, dzīvu, dzīvs, reālu, reāls, ar, man, mani, es, steidzami,
        tikai, beidzot, un, vai, nevis botu, nevis robotu, ātri, pie, uz, palīdzību, kādu, citu, nekavējoties, labāk, citam, mūs, normāls, normālu, normāla,
        normālam, saprātīgs, saprātīgu, kompetents, kompetentu, gudrs, gudru, dzivu, istu
        """,
    link="""
        jūsu, jums, kādu, kāds, citu, kompetent*, latviski runājoš*, to, šo, īstam, dzīvam, reālam, runāt, ar, nevis, kas, ko, arī, klientu, apkalpošanas,
        atbalsta, kādam, vienu, no, pēc iespējas ātrāk, tieši, tavu, savu, tava, sava
        """,
    negated="""
        negribu, nevēlos, nevelos, nevajag, man nevajag, negribētu, nevēlētos, nav vajadzīg*, nav nepieciešam*, nav vajadzīb*, bez, tā vietā, nevis, nogur*,
        apnicis, apnika, neplānoju, nemeklēju, neprasu, nesavienojiet, nepārslēdziet, ienīstu, atsakos, nerunāšu, nevajadzētu, neinteresē, vairs negribu,
        pietiek, vairs nevajag, vairs nav vajadzīgs, vairs nav vajadzīga, nav vajadzīgs, nav vajadzīga, nav vairs vajadzīgs, nav vairs vajadzīga,
        nav nepieciešams, vairs nav nepieciešams, nezvaniet, nezvani, nezvanīt, nav jāsavieno, nav jāzvana, man vairs nevajag, nav vajadzības
        """,
    no="ne, nē, nekādu, nekādus, stop, pietiek, beidziet, nevis, bez, izslēdz*, apturi*",
    other="""
        manam/manai/manu/mūsu priekšniek*/vadītāj*/kolēģ*/darbiniek*/menedžer*, uz personu, uz cilvēku, cik cilvēku/cilvēki/personas/personām/darbinieku,
        divi/divu/diviem/trīs/četri/četru/pieci/piecu/sešu cilvēki/cilvēku/cilvēkiem/personām/personu, daudz cilvēku, cilvēks kurš, persona kas,
        veikala darbiniek*, darbinieks veikalā, personas kods, personas dati, personas datu, personīg*, nekustamā īpašuma aģent*, cilvēktiesīb*,
        mans/mana/manu/mūsu/viņa priekšniek*/vadītāj*/kolēģ*/darbiniek*/menedžer*/komand*/konsultant*, neesmu robots, robots putekļsūcēj*, robotu putekļsūcēj*,
        robotputekļsūcēj*, veļas mašīn*, kafijas automāt*, kafijas mašīn*, kādam citam, kāds cits, kontaktlēc*, kontaktinform*, kontaktperson*,
        mobil* operator*, kurjer*, dāvan*, robots putekļsūcējs, robotu putekļsūcēju, putekļsūcējs robots, zāles pļāvējs robots, pļāvējrobot*, šujmašīn*,
        kafijas automāts, kafijas aparāt*, labāk nē, cik jums ir darbinieku, cik jums * *, cik jums ir *
        """,
    done="jau, vakar, esmu, pagājušajā nedēļā",
    past="""
        runāja, teica, bija, zvanīja, solīja, atbildēja, runāju, sazinājos, atnāca, gribēja, vakar, apstiprināja, palīdzēja, neatnāca, nepiezvanīja,
        esmu runājis, teicis, sacīja, apsolīja, apgalvoja
        """,
    stop="par, bez, kā, pret, no, dēļ",
    split="bet, jo, kad, un, lai gan, tad, pēc tam, pirms, ka, taču, kurš, kura",
    aside="""
        pateikties, pateicību, paldies konsultantam, uzslavēt, slavēt, paslavēt, uzslavu, komplimentu, novērtēt, novērtējumu, vērtējumu, atsauksmi,
        atstāt atsauksmi, piecas zvaigznes, ieteikt, dzeramnaudu, pieņemat darbā, darbā, meklējat, vakances, vakance, vakanču, pieteikties darbam, strādāt par,
        darba piedāvājums, sūdzēties par, manu pateicību, mana pateicība, paldies vakardienas, es pats strādāju, es pati strādāju, es strādāju,
        strādāju klientu
        """,
    goods="paka, paku, paciņa, paciņu, sūtījums, sūtījumu, pasūtījums, pasūtījumu, piegādi, piegāde, vēstuli",
    collect="izņemt, izņem, izņems, saņemt, saņem, saņems, paņemt, paņem, paņems, parakstīties, savākt, pieņemt",
    relative="kurš, kura, kas, kam, ko, kuru, kuram, kurai, ar kuru, ar ko",
    than="nekā, nevis, vietā, ne, un ne, un nevis",
    bring="""
        pieaiciniet, pieaicini, pieaicināt, uzaiciniet, uzaicini, uzaicināt, pievienojiet, pievieno, pievienot, ielaidiet, ielaid, iesaistiet, iesaisti,
        iesaistīt, pasauciet, pasauc, pasaukt, ielūdziet, atvediet, ielieciet, dodiet
        """,
    room="""
        šajā čatā, čatā, šajā sarunā, sarunā, šai sarunai, sarunai, šim čatam, čatam, tērzēšanā, šajā tērzēšanā, šeit čatā
        """,
    that="ka",
    phrases="vai tur kāds ir, vai kāds ir, vai ir kāds, kāds tur ir, kāds ir, cilvēku lūdzu, operatoru lūdzu, nevis ar robotu, nevis ar botu, piezvaniet man, atzvaniet man, cilvēka palīdzīb*",
)
