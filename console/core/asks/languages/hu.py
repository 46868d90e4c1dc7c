"""How people ask for a person in Hungarian."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="hu",
    human="""
        ember*, embert, emberrel, embernek, emberhez, emberek, emberekkel, emberi, embertől, emberi lény*, emberi lénnyel, személy, személyt, személlyel,
        személyhez, személynek, ügyfélszolgálat*, ügyfélszolgála*, ugyfelszolgalat*, ügyintéző*, ugyintezo*, munkatárs, munkatársat, munkatárssal,
        munkatársnak, munkatárshoz, munkatársuk*, munkatársatok*, munkatárs*, operátor*, kezelő*, képviselő*, ügynök*, ügynökkel, tanácsadó*, alkalmazott*,
        dolgozó*, felettes*, vezető*, főnök*, menedzser*, manager*, szakember*, konzulens*, asszisztenssel, diszpécser*, specialist*,
        élő*/valódi/igazi/hús ember*/személy*/munkatárs*/ügyintéző*/valaki*/operátor*, élő emberrel, hús vér, agent, agenttel, ügyfélszolgálatos*,
        telefonos kezelő*, emberel, operatorral, ügyfélkapcsolat*, valakivel aki ember, ügyeletes*, élő segítség*, emberi segítség*, kolléga, kollégát,
        kollégához, kollégája, kollégájához, kollégáját, kollégájával, kollégával, kolléganő, kolléganőt, kolléganője, kolléganőjéhez, kolléganőjét,
        kolléganőhöz, kolléganővel, kolléganődhöz, kollégádhoz, kollégádat, munkatársa, munkatársához, munkatársát, tanácsadó, tanácsadót, tanácsadóval,
        tanácsadóhoz, ügyintéző, ügyintézőt, ügyintézőhöz, ügyintézővel, ügyintézőnek, főnök, főnököt, főnökkel, főnököd, főnököddel, főnöködet, vezető,
        vezetőt, vezetővel, élő emberhez, valakit az ügyfélszolgálatról, valaki az ügyfélszolgálatról, valakivel az ügyfélszolgálatról, valaki a csapatból,
        valaki a csapatukból, valaki a csapatodból, valakit a csapatból, valaki önöktől, valaki tőletek, személyzet, személyzettel, személyzetet,
        személyzetükkel, vkivel, vki, felettesével, feletteseddel, kollég*, kollegin*
        """,
    team="támogatás, támogatással, támogatáshoz, kolléga, kollégával, kollégához, kollégát, kollégáj*, kollega*, kollegaj*, csapat, csapattal, osztály*, technikus*, szakértő*, személyzet*, segélyvonal*, call center*, helpdesk*, illetékes*, felelős*, szerviz*, szupport*, support*",
    someone="""
        valaki, valakit, valakivel, valakihez, valakinek, valakitől, vki, vkit, vkivel, vkihez, vkinek, akárki*, bárki, bárkivel, bárkit, valamelyik*,
        valakijük, kivel, kihez, kit, valakik, valaki közületek, valaki közülük, valakit közületek, egyikőtök, valaki önök közül
        """,
    bot="""
        botból, robotból, bottól, robottól, bot, botot, bottal, botnak, botok, botokkal, bothoz, robot, robotot, robottal, robotnak, robotok, robotokkal,
        robothoz, chatbot*, csetbot*, csevegőrobot*, automata, automatával, automatát, mesterséges intelligenci*, mi vel, ai, virtuális asszisztens*,
        automatikus válasz*, üzenetrögzítő*, robothang*, géppel
        """,
    device="gép, géppel, gépet, géphez, számítógép*, program, programmal, számítógéppel",
    contact="""
        beszélni, beszelni, beszélnék, beszelnek, beszélhetnék, beszélhetek, beszélhetnek, beszélek, beszélj*, beszélgetni, beszélgetnék, beszéljek, beszéljen,
        beszéljünk, szót váltani, csetelni, csetelnék, chatelni, chatelnék, csevegni, csevegnék, kapcsolni, kapcsoljon, kapcsoljanak, kapcsolj, kapcsoljatok,
        kapcsolják, kapcsol, kapcsolna, kapcsolnának, kapcsolnál, kapcsolás*, átkapcsolni, átkapcsol*, atkapcsol*, kapcsolatba lépni, kapcsolatba lépnék,
        kapcsolatba, kapcsolat, kapcsolatot, összekötni, összeköt*, kössön össze, kössenek össze, köss össze, kössetek össze, továbbítani, továbbít*,
        átirányítani, átirányít*, irányítson, irányítsanak, irányíts, átadni, adja át, adjátok át, adják át, add át, adja meg, elérni, elérhetek, elérhetnék,
        elérek, telefonálni, hívni, felhívni, hívok, írni, levelezni, kommunikálni, kommunikálnék, egyeztetni, egyeztetnék, fordulhatok, fordulni, forduljak,
        segítséget, segítségét, segítség, választ kapni, választ, adjon, adjanak, adjatok, adj, adnátok, adna, hívjon, hívjanak, hívj, hívjatok, értekezni,
        megbeszélni, intézni, intézném, kerülni, konzultálni, konzultálnék, társalogni, diskurálni, beszéd, beszélő, kapcsolódni, szóljon, szóljanak, szólj,
        kapjak, átváltani, kapni, dumálni, intézhetném, megoldani, megoldanám, megbeszélném, rendezném, rendezni, tisztázni, tisztáznám, érek el, elérem,
        érem el, elérhetem, jutok el, eljutok, eljutni, jutok, átirányítana, átirányítanának, átirányítanál, átkapcsolna, átkapcsolnának, átkapcsolnál,
        továbbítana, továbbítson, továbbítanának, átadna, keressen meg, keressenek meg, hívjon fel, hívjon vissza, vegye fel velem,
        vegye fel velem a kapcsolatot, felvenni a kapcsolatot, lépjen kapcsolatba, átkapcsoljanak, átkapcsoljon, átirányítsanak, átirányítson, összekapcsolni,
        kapcsoljanak össze, beszelhetek, kapcsoljon össze, kapcsolj össze
        """,
    back=5,
    verb_last=True,
    want="""
        akarok, szeretnék, szeretnek, szeretném, szeretnénk, kérek, kerek, kérem, kerem, kérnék, kernek, kérünk, kell, kellene, kéne, kellene egy,
        szükségem van, szükségem lenne, szükségünk van, szükség van, szükség lenne, adjon, adjanak, adj, adjatok, inkább, követelek, követelem, keresek,
        kívánok, óhajtok, van, hol van, hol találok, hol érek el, kaphatok, kaphatnék, kaphatnánk, igénylek, hívjon, hívjanak, hívj, küldjenek, küldjön,
        lehetne, lehet, ide, jobb szeretnék, akarom, szeretnek, akarunk, előnyben részesítek, van e, vágyom, ragaszkodom, szívesebben, jobban szeretném,
        hogyan érek el, hogy érek el, hogy érem el, hogyan érem el, keress nekem, keressen nekem, keressenek nekem, találj nekem, szerezz nekem,
        szerezzen nekem, hozz nekem, hozd ide
        """,
    ask="""
        tudna, tudnának, tud, tudnak, kérem, kérlek, legyen szíves, legyenek szívesek, lehetne, lehet, hadd, szeretném, szeretnék, kérném, ha, hogy, van, kell,
        akarom, tudnátok, tudtok, kérek, megkérhet*, kéne, kellene, miért nem, esetleg, végre, szíveskedjen*, válaszoljon, hívjon, segítsen, foglalkozzon,
        lehetséges, azt akarom, akarom hogy, kérem hogy, átveheti, átvehetné, átvenné
        """,
    serve="""
        segíteni, segít, segítene, segítsen, segítsenek, segítsetek, segíts, felhívni, felhív, felhívna, hívjon, hívjon fel, hívjanak, visszahívni, visszahív,
        visszahívna, hívjon vissza, válaszolni, válaszol, válaszolna, válaszoljon, jelentkezne, jelentkezzen, jelentkezni, keressen, keresne, megkeresne,
        átvenni, átvenné, vegye át, megnézni, megnézné, nézze meg, ránézni, ránézne, elmagyarázni, elmagyarázná, magyarázza el, megoldani, megoldaná,
        oldja meg, foglalkozna, foglalkozni, foglalkozzon, intézni, intézné, írni, írna, írjon, beszélni, beszélne, beszéljen, ellenőrizni, ellenőrizné,
        kapcsolatba lépne, felvenné, vegye fel, felvenni, tájékoztatna, ügyintéz, utánanézne, hívna, szolgálna ki, szolgáljon ki, kiszolgálna, átveheti,
        átveszi, folytatni, folytathatja, megnézze, nézné meg
        """,
    there="""
        van, van ott, van itt, van e, van önöknél, van nálatok, dolgozik ott, ül ott, létezik, nincs, nincs ott, lenne, akad, van valaki, dolgozik nálatok,
        dolgozik önöknél
        """,
    here="ott, itt, elérhető, online, szabad, élő, valódi, vonalban, a vonalban, a másik oldalon, nálatok, önöknél, akivel beszélhetnék, aki segít, aki tud segíteni, aki segítene, aki segíteni tud, jelen, van, akivel lehet beszélni, akivel beszélhetek, a túloldalon, igazi, egyáltalán, ügyeletben",
    fill="""
        egy, kérem, kérek, kérlek, kerem, kerlek, legyen szíves, most, azonnal, rögtön, szia, sziasztok, helló, üdv, jó napot, halló, hahó, köszi, köszönöm,
        igen, nem, élő, valódi, igazi, hús vér, nekem, engem, én, sürgős, sürgősen, csak, végre, és, vagy, nem bot, nem robot, nem bottal, gyorsan, segítség,
        inkább, másik, valami, minél előbb, bazdmeg, a, az, kapcsolatot, közvetlenül, mielőbb, meg, ne, de, légyszi, lécci, légyszíves, szeretnék, normálisat,
        normális, értelmes, értelmeset, kompetens, hozzáértő, hozzáértőt, okos, rendes, vkit, igazit, valódit
        """,
    link="segítségére, segítsége, segítségét, az önök, önök, a ti, ti, ezt, azt, illetékes, hozzáértő, kompetens, magyarul beszélő, magyar, ezzel, azzal, másik, más, kapcsolat, nem egy bot, is, aki, olyan, vagy, ügyfélszolgálati, önöktől, tőletek, közül, ügyfélszolgálatos, helyett, akivel, bot helyett, valaki, igazán, normális, hozzám, most",
    negated="""
        nem akarok, nem szeretnék, nem kérek, nem kell, nincs szükségem, nincs szükség, nem szükséges, nem kívánok, nem óhajtok, nem keresek, nem kérnék,
        ne kapcsoljon, ne kapcsoljanak, ne kapcsolj, ne irányítson, elegem van, unom, utálok, utálom, nem vagyok hajlandó, nem fogok, nem érdekel,
        már nem kell, nem akarom, nem szeretném, nem igénylek, nem szeretek, nem beszélek, kösz nem, nem beszélgetek, nem óhajtom, nem muszáj, nem kértem,
        már nincs szükségem, már nincs szükség, ne hívjatok, ne hívjanak, ne hívj, ne hívjon, nem kell hívni
        """,
    no="elég a, elég volt, nem, ne, semmi, semmilyen, elég, állj, stop, hagyjuk, nincs, kapcsold ki, kilépés, le a, állítsd le, hagyd abba",
    other="""
        személyenként, fejenként, hány személy*/ember*/munkatárs*, két/kettő/három/négy/öt/hat személy*/ember*/személyes/fős, sok ember*, az az ember aki,
        a személy aki, az ember aki, személyes*, személyautó*, személyi*, személyesen, emberi jog*, bolti dolgozó, bolti alkalmazott, bolti eladó,
        a bolt vezetője, üzletvezető*, ingatlanügynök*, biztosítási ügynök*, utazási ügynök*, főnököm, főnökömnek, főnökömmel, a főnököm*, a vezetőm,
        a menedzserem, a managerem, a kollégám*, kollégám*, kollegám*, munkatársam*, alkalmazottam*, ügynököm, tanácsadóm, felettesem*, operátorom,
        nem vagyok robot, nem vagyok bot, robotporszívó*, robot porszívó*, konyhai robotgép*, robotgép*, robotfűnyíró*, mosógép*, kávégép*, varrógép*,
        kávéautomata*, valaki másnak, valaki más, valaki mástól, valakinek ajándék*, kontaktlencs*, kapcsolattartó*, kapcsolati adat*, mobilszolgáltató*,
        futár*, ajándék*, másik ember, a személy neve, vezeték*, kezelőfelület*, porszívórobot*, inkább nem, inkább ne, hány alkalmazott*, hány ügyintéző*,
        hány fő, főnököm*, vezetőm*
        """,
    done="már, tegnap, múlt héten",
    past="""
        volt, mondta, azt mondta, hívott, felhívott, ígérte, megígérte, beszéltem, már beszéltem, jött, tegnap, írta, nem jött, visszautasította,
        megerősítette, akart, válaszolt, segített, kapcsolt, fizette, visszafizette, nem hívott, mondták, állította
        """,
    stop="nélkül, mint, ellen, miatt, számára, számáról, részére, helyett",
    split="de, mert, amikor, mikor, és, aztán, azután, majd, ezért, bár, pedig, hogy a, mielőtt, viszont, mivel",
    aside="""
        megköszönni, megköszönném, köszönetet, megdicsérni, megdicsérném, dicsérni, dicséret, dicséretet, dicsérem, bókot, értékelni, értékelhetem,
        értékelhetném, értékelés, értékelést, véleményt írni, véleményt hagyni, öt csillag*, ajánlani, ajánlanám, borravaló*, kerestek embert, keresnek embert,
        keresnek embereket, kerestek embereket, keresnek munkatársat, kerestek munkatársat, felvesznek, vesznek fel, vesztek fel, felvétel, állásajánlat*,
        álláshirdetés*, állás, állást, jelentkezni munkára, dolgozni, panaszt tenni, panaszt az, köszönetemet, köszönetem, a köszönetet, köszönöm a, üdvözlöm,
        én is, magam is, dolgozom
        """,
    goods="csomag, csomagot, csomagom, csomagomat, küldemény, küldeményt, rendelés, rendelést, rendelésem*, levelet, árut",
    collect="""
        átveheti, átvenni, átveszi, átvegye, átvehetné, elhozhatja, elhozni, elhozza, elviheti, átvehet, aláírhatja, aláírni, felvenni, felveheti, felveszi,
        elvenni
        """,
    relative="aki, akit, akinek, akivel, ami, amelyik, amely, akik, akitől, akihez, kivel",
    than="mint, helyett, nem, és nem, ahelyett",
    bring="""
        hívjanak be, hívj be, hívjon be, hívjatok be, hívjanak, hívj, hívjon, vonjanak be, vonj be, vonjon be, adjanak hozzá, adj hozzá, kapcsoljanak be,
        kapcsoljon be, kapcsolj be, hozzanak be, hozz be, léptessenek be, behívni, bevonni, behívna, bevonna, tegyenek be, rakjatok be, küldjenek
        """,
    room="""
        ebbe a csevegésbe, ebbe a beszélgetésbe, ebbe a chatbe, a csevegésbe, a beszélgetésbe, a chatbe, csevegésbe, beszélgetésbe, chatbe,
        ehhez a beszélgetéshez, a chathez, ebbe a cset*, ide a chatbe
        """,
    that="hogy",
    phrases="van ott valaki, van itt valaki, van valaki, valaki ott, van ott ember, van élő, van ott, embert kérek, operátort kérek, ügyintézőt kérek, nem bottal, nem robottal, nem géppel, emberi segítség*, hívjanak fel, hívjanak vissza, hívjon fel valaki, visszahívást, visszahívás, élő ügyfélszolgálat*, élő segítség*",
)
