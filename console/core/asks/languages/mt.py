"""How people ask for a person in Maltese."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="mt",
    human="""
        bniedem, bnedmin, uman, umana, umani, persuna, persuni, bniedma, nies, aġent, agent, aġenta, aġenti, rappreżentant*, rapprezentant*, operatur,
        operatriċi, operaturi, impjegat, impjegata, impjegati, konsulent*, ħaddiem, haddiem, ħaddiema, maniġer, manager, superviżur, supervizur, supervisor,
        responsabbli, speċjalist*, servizz tal klijent, servizz tal klijenti, servizz għall klijenti, customer care, kap, direttur, membru tal istaff,
        membru tat tim, uffiċjal, assistenza umana, għajnuna umana, persuna vera, persuna reali, xi ħadd veru, xi ħadd reali, xi ħadd ħaj, bniedem veru,
        nies veri, rapreżentant, persuna ħajja, bniedem ħaj, tal customer care, assistent uman, kollega, il kollega, lill kollega, kollega tiegħek, kollegi,
        konsulent, konsulenta, l impjegat, staff, l istaff, mill istaff, xi ħadd mill istaff, xi ħadd mis servizz, xi ħadd mis support,
        xi ħadd mis servizz tal klijenti, il manager, boss tiegħek, il boss tiegħek, xi ħadd mit tim, xi ħadd mit tim tagħkom, xi ħadd mill kumpanija,
        xi ħadd mit team, mal istaff, mal istaff tagħkom, l istaff tagħkom, xi hadd ta veru, superjur, is superjur, mas superjur, superjur tiegħek,
        is superjur tiegħek, impjegati tagħkom, mill impjegati, l impjegati, mill aġenti, konsulenti, wieħed mill impjegati
        """,
    team="sapport, support, tim, kollega, kolleġi, dipartiment, tekniku, staff, assistenza, appoġġ, sapport tekniku, kollegi, espert",
    someone="""
        xi ħadd, xihadd, xi hadd, xihadd ieħor, xi ħadd ieħor, xi wieħed, xi waħda, ħadd, hadd, min, wieħed minnkom, xi ħadd minnkom, xi persuna, nies,
        ma xi hadd, ma xi ħadd, xi hadd minnkom
        """,
    bot="bot, bots, robot, robots, robott, chatbot, intelliġenza artifiċjali, ai, tweġibiet awtomatiċi, risposti awtomatiċi, assistent virtwali, magna tat tweġib",
    device="magna, makna, kompjuter, programm, magni",
    contact="""
        nitkellem, nitkellmu, nkellem, inkellem, nkellmu, kellem, tkellem, titkellem, nitkelem, nitkelmu, niċċettja, nichattja, nikkuntattja, nikkuntattjaw,
        nikkomunika, kuntatt, f kuntatt, inqabbad, qabbadni, qabbduni, tqabbduni, tqabbadni, qabbad, qabbdu, għaddini, ghaddini, għadduni, ghadduni, tgħaddini,
        tgħadduni, tittrasferini, ittrasferini, ittrasferixxini, ittrasferuni, ittrasferixxuni, tittrasferuni, trasferixxi, nikteb lil, nikteb, inċempel,
        nċempel, ncempel, nasal għand, nasal, inlaħħaq, għajnuna minn, għajnuna mingħand, tweġiba minn, risposta mingħand, niddiskuti, nara ma, agħtini,
        aghtini, tagħtini, itini, poġġini, poġġuni, ikkonnettjani, ikkonnettjawni, tikkonnettjani, tikkonnettjawni, tikkonettjani, ikkonettjani, ibgħatni,
        nikkonsulta, ħallini, ħalluni, nindirizza, sejjaħ, nagħmel kuntatt, nagħmlu kuntatt, jgħaqqadni, laqqagħni, dawwarni, idderieġini, nsib, nikkomunikaw,
        tgħaqqadni, konverżazzjoni ma, nitkellem direttament, ninqabad, niġi trasferit, niġi trasferita, nirranġaha, nirranġa, nirranġa dan, insolvi,
        insolviha, nittratta, nilħaq, insib lil, insib, insibu, tgħaddini lil, tgħaddini lill, għaddini lil, għaddini lill, tibgħatni, jikkuntattjani,
        jkellimni, iċempilli, niċċekkja ma, niktbu ma, qabbduni ma, qabbduni mal, qabbadni mal, tgħadduni lil, qabbduni ma xi, għaddi l każ tiegħi,
        għaddu l każ tiegħi, ibgħat il każ tiegħi, l każ tiegħi
        """,
    back=3,
    tail="li nista nitkellem, li nista nkellem, biex nitkellem, biex nkellem, ma min nitkellem, li jgħinni, li tgħinni, li jista jgħinni, li tista tgħinni, biex jgħinni, jista jgħinni, li jwieġeb, biex ikellimni, li jċempilli, jgħinni, biex nitkellmu",
    want="""
        irrid, nixtieq, nixtieqek, rrid, nrid, inrid, għandi bżonn, ghandi bzonn, għandi bzonn, neħtieġ, nehtieg, agħtini, aghtini, agħtuni, itini, nippreferi,
        nitlob, nitolbok, qed infittex, nista jkolli, jista jkolli, għandkom, fejn hu, fejn hi, fejn insib, hemm, ġibli, ġibuli, sibli, bżonn, bzonn,
        nkun irrid, irridu, nixtiequ, qed nitlob, ikolli, naħseb aħjar, aħjar, nista nieħu, insejjaħ, nippretendi, sejħuli, nippreferixxi, agħtuni lil,
        agħtini lil, aghtuni, sibuli
        """,
    ask="""
        jista, tista, jistgħu, tistgħu, nista, jekk jogħġbok, jekk joghgbok, jekk jogħġobkom, irrid, nixtieq, hemm, ħalli, biex, għandi bżonn, possibbli,
        jistax, tistax, nistax, jistax ikun, bżonn, ħa, ikun possibbli, ha, jweġibni, irrid li, nixtieq li
        """,
    serve="""
        jgħinni, tgħinni, jgħin, jgħinuna, jghinni, għinni, iċempilli, jċempilli, icempilli, ċempilli, jikkuntattjani, jikkuntattjana, jikkuntattjawni,
        iwieġeb, jwieġeb, jweġibni, iweġibni, iwieġebni, jirrispondi, jirrispondini, jieħu ħsieb, jara, jispjega, jispjegali, isolvi, jsolvi, ikellimni,
        jkellimni, jikteb, jiċċekkja, jassisti, jassistini, jitkellem miegħi, għajnuna, jieħu f idejh, jwieġebni, jaqdini, jiktibli, jidħol, jwegibni,
        jieħu fidejh, ikompli, iħares, iħares lejha
        """,
    there="""
        hemm, hawn, hemmx, hawnx, għandkom, jeżisti, hemm xi, għandkomx, m hemmx, mhemmx, hemm xi ħadd, jaħdem hemm, hawn xi ħadd
        """,
    here="hemm, hawn, disponibbli, online, liberu, ħaj, veru, fuq il linja, in naħa l oħra, magħkom, li jista jgħinni, ma min nitkellem, preżenti, hemmhekk, hawnhekk, li jgħinni, reali, min jgħinni",
    fill="""
        jekk jogħġbok, jekk joghgbok, jekk jogħġobkom, pls, please, issa, mill ewwel, minnufih, hello, hi, bonġu, bongu, bonswa, grazzi, iva, le, veru, vera,
        reali, uman, umana, ma, ma, lil, għand, jien, lili, urġenti, biss, fl aħħar, u, jew, mhux bot, mhux robot, malajr, għajnuna, ieħor, oħra, xi, aħjar,
        ħaj, ħajja, direttament, b urġenza, miegħek, il, l, it, ta, tal, minnkom, normali, kompetenti, raġonevoli, intelliġenti, serju, ta veru
        """,
    link="il, l, it, tal, tagħkom, dan, din, ieħor, kompetenti, bil malti, malti, ma, mal, mar, mas, mat, lil, li, minn, u mhux, kuntatt, xi, nitkellem, għand, klijent, klijenti, servizz, ukoll, minflok bot, tat, f, bħal, lill, jkun",
    negated="""
        ma rridx, ma rridtx, ma nixtieqx, m għandix bżonn, mgħandix bżonn, m ghandix bzonn, ma għandix bżonn, mghandix bzonn, m hemmx bżonn, mhemmx bżonn,
        ma neħtieġx, m hemmx għalfejn, mingħajr, minflok, iddejjaqt, xbajt, ma tgħaddinix, tgħaddinix, tqabbadnix, ma nippreferix, qed ma nfittixx,
        mhux qed infittex, noqgħod ngħid, nobgħod, nirrifjuta, ma nitlobx, ma jinteressanix, mhux se nitkellem, ma nitkellimx, ma jimpurtanix, qatt ma ridt,
        mhux irrid, mhux neċessarju, aktar milli, m għadx għandi bżonn, mgħadx għandi bżonn, m għandi bżonn, mhux bżonn, mhemmx għalfejn, iċċemplulix,
        tċemplulix, iċċempilx, m għandekx għalfejn
        """,
    no="mhux, le, bla, ebda, stop, ieqaf, biżżejjed, xejn, mingħajr, mhux ma, itfi, oħroġ",
    other="""
        kull persuna, għal kull persuna, kemm il persuna, kemm nies, kemm persuni, żewġ/tliet/erba/ħames/sitt persuni, għal * persuni/nies, ħafna nies,
        il persuna li, persuna li ġabet, il bniedem li, fil persuna, personali, impjegat tal ħanut, impjegat fil ħanut, il maniġer tal ħanut,
        aġent tal propjetà, aġent tal proprjetà, aġent tal ivvjaġġar, drittijiet tal bniedem, riżorsi umani, żball uman, il maniġer tiegħi, il manager tiegħi,
        il kollega tiegħi, il kap tiegħi, it tim tiegħi, l aġent tiegħi, l impjegat tiegħi, is superviżur tiegħi, maniġer tagħna, mhux robot jien,
        m iniex robot, minix robot, mhux bot jien, vacuum robot, robot vacuum, magna tal ħasil, magna tal kafè, magna tal ħjata, għal xi ħadd, ta xi ħadd,
        mingħand xi ħadd, xi ħadd ieħor ħa, lil xi ħadd ieħor, lentijiet tal kuntatt, dettalji tal kuntatt, formola ta kuntatt, operatur tal mobile,
        operatur tat telefon, rigal, isem il persuna, kurrier, tal kunsinna, persuna oħra, karta tal identità, il vacuum robot, robot tal vacuum,
        robot tal kċina, robot li jiknes, il boss tiegħi, boss tiegħi, manager tiegħi, le robot, un robot, kemm għandkom impjegati, kemm impjegati,
        kemm għandkom *, is superjur tiegħi, superjur tiegħi, kollega tiegħi
        """,
    done="diġà, ilbieraħ, il bieraħ, digà",
    past="""
        qal, qalli, kien, kienet, ċempel, wiegħed, tkellimt, kellimt, ikkonferma, ġie, il bieraħ, ilbieraħ, kiteb, ma ġiex, irrifjuta, kellu, qaltli, weġibni,
        ħallasni, digà, diġà, qalet, qalu, qaluli
        """,
    stop="dwar, mingħajr, bħal, kontra, fuq, tal, minħabba, ta, għal, mill",
    split="imma, għax, meta, u, wara, qabel, għalkemm, jekk, billi, iżda, għalhekk, peress",
    aside="""
        nirringrazzja, ringrazzja, ringrazzjament, niżżi ħajr, infaħħar, nfaħħar, tifħir, kompliment, rating, nivvaluta, evalwazzjoni, review, nagħti feedback,
        ħames stilel, nirrakkomanda, tip, timpjegaw, qed timpjegaw, tirreklutaw, qed tirreklutaw, qed tfittxu, reklutaġġ, xogħol bħala, postijiet vakanti,
        post tax xogħol, post vakanti, naħdem bħala, ngerger dwar, ilment kontra, ir ringrazzjament tiegħi, r ringrazzjament, naħdem fis, jien naħdem,
        naħdem f, naħdem ma, jien stess
        """,
    goods="pakkett, il pakkett, pakkett tiegħi, ordni, l ordni, kunsinna, ittra, parcel",
    collect="jiġbor, tiġbor, jiġborli, jiġi għal, jieħu, jirċievi, jiffirma, tiffirma, jilqa",
    relative="li, illi, ma min, lil min, ta",
    than="milli, minflok, mhux, u mhux, aktar milli, milli ma, mhux ma",
    bring="daħħlu, daħħal, iddaħħlu, stieden, stiednu, żid, żidu, ġib, ġibu, sejjaħ, sejħu, qiegħed",
    room="""
        f din iċ chat, fiċ chat, fdin iċ chat, f din il konversazzjoni, fil konversazzjoni, fil chat, f dan iċ chat, f din ic chat, fic chat
        """,
    that="li, illi",
    phrases="hemm xi ħadd, hemm xi hadd, hawn xi ħadd, hawn xi hadd, xi ħadd hemm, hemm ħadd, hawn ħadd, persuna jekk jogħġbok, għajnuna umana, għajnuna minn bniedem, mhux ma bot, mhux ma robot, mhux ma magna, ċempluli, ċemplili, itfi l bot, ma bniedem, ma persuna vera, ma xi ħadd veru",
)
