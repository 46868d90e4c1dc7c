"""How people ask for a person in Finnish."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="fi",
    human="""
        ihmisasiakas*, ihmisasiakaspalvelija*, ihminen, ihmisen, ihmistä, ihmiselle, ihmiseltä, ihmiseen, ihmisiä, ihmiset, ihmisten, ihmisille, ihmisolento,
        ihmis, ihmistä, ihmiskontakti*, henkilö, henkilön, henkilöä, henkilölle, henkilöltä, henkilöön, henkilöitä, henkilöiden, asiakaspalvelu*, aspa, aspan,
        aspaa, aspalle, aspaan, asiakaspalvelija*, asiakasneuvoja*, asiakastuki, asiakastuen, asiakastukea, asiakastukeen, työntekijä*, edustaja*, virkailija*,
        neuvoja*, operaattori*, agentti*, agentin, agentille, esimies, esimiehen, esimiestä, esimiehelle, esihenkilö*, päällikkö, päällikön, päällikköä, pomo,
        pomon, pomoa, pomolle, asiantuntija*, henkilökun*, toimihenkilö*, vastuuhenkilö*, konsultti*, puhelinvaihde, elävä*, ihmsen, ihmien, ihmisne, immeinen,
        immeisen, ihmistyöntekijä*, lihaa ja verta, myyjä ihminen, henkilökohtainen palvelu, henkilökohtaista palvelua, kollega, kollegalle, kollegallesi,
        kollegallenne, kollegasi, kolleganne, kollegan, kollegaa, kollegaasi, työntekijä, työntekijän, työntekijää, työntekijänne, työntekijälle,
        työntekijästä, esimiehellesi, esimiehesi, esimiehenne, pomosi, pomollesi, neuvoja, neuvojan, neuvojaa, neuvojalle, aspasta, jonkun asiakaspalvelusta,
        joku asiakaspalvelusta, työkaveri, työkaverille, työkaverillesi, joku teidän tiimistä, joku tiimistänne, jonkun tiimistänne, joku teiltä,
        jonkun teiltä, henkilökunta, henkilökuntaa, henkilökuntaanne, henkilökuntanne, oikeaa, oikea ihminen, työntekij*, asiakaspalvelij*, neuvoj*, kolleg*,
        esimie*, asiantuntij*, virkailij*
        """,
    team="tuki, tuen, tukeen, tukihenkilö*, kollega*, tiimi*, osasto*, porukka*, vastaava*, tekninen tuki, teknikko, neuvonta*",
    someone="""
        joku, jonkun, jotakuta, jollekin, jollekulle, joltakin, johonkin ihmiseen, jotakin ihmistä, johonkuhun, jotain, kukaan, ketään, kenenkään, kenen,
        kenelle, kehen, keneen, ketä, jonku, jotaki, jokuu, jollekkin, joltakulta, joltain, jollain, joku teistä, jonkun toisen, jonkun teistä, ketään oikeaa,
        joku teiltä
        """,
    bot="botti, botin, bottia, botille, bottien, bottiin, botteja, botilla, botilta, robotti, robotin, robottia, robotille, robottien, robotteja, chatbotti, chatbotin, chatbottia, tekoäly*, automaatti, automaatin, automaattia, automaattivastau*, virtuaaliavustaja*, tekoälybotti*",
    device="kone, koneen, konetta, koneelle, tietokone*, ohjelma*, koneita",
    contact="""
        saan kiinni, tavoitan, löydän, puhua, puhu, puhun, puhuisin, puhumaan, juttele, jutella, jutusta*, juttelemaan, jutskata, keskustella, keskustelemaan,
        keskustelu, chatata, chattailla, chätätä, viestiä, viestitellä, soittaa, soitto, yhteys, yhteyden, yhteyttä, yhteydessä, yhteyteen, yhdistä,
        yhdistäkää, yhdistää, yhdistetään, yhdistäisit*, yhdistettävä*, siirrä, siirtäkää, siirtää, siirto, siirtäisit*, siirrettävä*, ohjaa, ohjatkaa, ohjata,
        tavoittaa, tavoitan, saada langan päähän, kirjoittaa, kommunikoida, asioida, kääntyä, välitä, välittäkää, apua, vastaus, vastauksen, vastausta,
        palvella, palvelee, palvelemaan, auttaa, hankkia, hommaa, hommatkaa, haluan puheille, puheille, puhelimeen, linjoille, päästä, pääsen, pääsisin,
        pääsenkö, anna puhua, kytke, kytkekää, yhdistä mut, siirrä mut, ottaa yhteyttä, tavata, puhuu, juttelen, juttelisin, asioisin, saako, saada, saanko,
        saisinko, selvittää, selvittäisin, selvitän, hoitaa, hoitaisin, hoidan, hoitaisi, ratkaista, ratkaisisin, järjestää, setviä, keskustelisin, asioin,
        pääsisi, pääsee, tavoitella, saada kiinni, saada yhteys, saan yhteyden, saisin yhteyden, ohjaisitko, ohjaisitteko, siirtäisitkö, siirtäisittekö,
        ottaa minuun yhteyttä, ottaisi minuun yhteyttä, ottaa yhteyttä minuun, soittaa minulle, soittaisi minulle, palvelisi, siirretyksi, tulla siirretyksi,
        siirrettäväksi, yhdistetyksi, ohjatuksi, juteltua, saattakaa, saata, välittäkää asiani, välitä asiani, siirtäkää asiani, siirrä asiani,
        välittää asiani, ohjatkaa asiani
        """,
    back=6,
    tail="""
        kanssa, kans, kaa, kanssani, puhua, puhumaan, jutella, juttelemaan, keskustella, puheille, yhteyttä, yhteyden, yhteys, yhdistä, yhdistää, siirrä,
        siirtää, apua, chatata, asioida, soittaa minulle, soittaisi, auttaa, auttaisi, auttamaan, vastaamaan, vastaisi, tavoitettavissa, paikalla, puhuisin,
        langan päähän, puhelimeen, yhdistäkää, siirtäkää, ohjata, ohjaa, puhun, puhuu, juttelisin, keskustelisin, kiinni, asioisin, hoitaa, hoitaisin, hoidan,
        selvittää, selvittäisin, ratkaista, ratkaisisin, tavoittaa, tavata, pääsen, pääsisi, pääsisin, soittaa, kirjoittaa, chattailla, viestitellä
        """,
    verb_last=True,
    want="""
        haluan, haluaisin, haluun, haluisin, tahdon, tahtoisin, tarvitsen, tarvitsisin, tarviin, tarvin, tarvittaisiin, anna, antakaa, antaisitko, saanko,
        saisinko, saisko, saako, voinko saada, voisinko saada, voisko saada, mieluummin, mielummin, vaadin, pyydän, pyytäisin, etsin, toivon, toivoisin,
        kaipaan, kaipaisin, missä on, mistä löydän, onko, onko teillä, onks, tuokaa, hakekaa, hae, haluamme, saada, haluan saada, halusin, haluaisimme,
        pitäisi saada, pitää saada, ois kiva saada, antakaas, mulle, minulle, haluaisin mieluummin, haluan mieluummin, mieluiten, suosisin, hommaa mulle,
        hommaa minulle, hommatkaa, etsi mulle, etsi minulle, etsikää, hanki mulle, hanki minulle, hankkikaa, haluan pomosi, haluan esimiehesi
        """,
    ask="""
        voiko, voisiko, voisko, voitko, voisitko, voitteko, voisitteko, voisi, saanko, saisinko, kiitos, ole hyvä, haluan, haluaisin, tarvitsen, onko, voinko,
        voisinko, pyydän, pyydä, saisiko, saako, eikö, vois, voi, toivon, joka, vastatkoon, soittakoon, ottakoon, auttakoon, olisiko, onko mahdollista,
        vastaisko, haluan että, että, pyydän että
        """,
    serve="""
        auttaa, auttaisi, auttamaan, autta, soittaa, soittaisi, soittamaan, ottaa yhteyttä, ottaisi yhteyttä, vastata, vastaisi, vastaamaan, hoitaa, katsoa,
        katsoisi, selvittää, selittää, neuvoa, ratkaista, palvella, puhua, tarkistaa, jutella, ottaa hoitaakseen, kirjoittaa, soita, käsitellä, vastatkoon,
        vastaa, soittakoon, soittaa takaisin, ottakoon, hoitakoon, auttakoon, palvelee, palvelisi, puuttukoon, jatkaa, jatkaa tätä, jatkaisi, ottaa tämän,
        ottaa haltuun, katsoo, katsoo tätä, soittaa minulle
        """,
    there="""
        onko, onks, onkos, onko siellä, onko täällä, onko teillä, onko tuolla, löytyykö, onko paikalla, onko linjoilla, eikö, eikö siellä, oisko, olisiko,
        onko siellä töissä, onko töissä, työskenteleekö siellä
        """,
    here="siellä, täällä, paikalla, tavoitettavissa, linjoilla, vapaana, online, hereillä, elossa, töissä, langan päässä, siel, tääl, olemassa, saatavilla, oikea, päivystämässä, jolle, jonka kanssa, ketään",
    fill="""
        kiitos, kiitti, pliis, nyt, heti, hei, moi, moikka, terve, haloo, huhuu, joo, kyllä, ei, oikea, oikean, oikeaa, oikealle, oikeeta, oikeen, aito, aidon,
        aitoa, elävä*, ihan, todellinen, todellista, minä, mä, minulle, mulle, minut, mut, kiireesti, vain, vaan, vihdoin, ole hyvä, olkaa hyvä, ja, tai,
        ei botti, ei bottia, äkkiä, nopeasti, saatana, perkele, apua, kanssa, suoraan, sen sijaan, jonkun, joku, välittömästi, kiireellinen, mieluummin, vittu,
        please, toinen, toisen, normaali, normaalia, normaalin, järkevä, järkevän, pätevä, pätevän, tolkku, fiksu, osaava, oikee
        """,
    link="teidän, teiltä, teiltä, joku, jonkun, jotain, toisen, toista, pätevä*, suomenkielinen, suomenkielisen, suomea puhuva*, se, sen, oma, puhua, jonka, kanssa, yhteys, yhteyden, apua, päästä, saada, voisin, sinne, siellä, kun, kuin, mahdollisimman pian, edes, kunnon, myös, jolle, kiinni, puhelimeen, linjalle, asiakaspalvelun, yhtään",
    negated="""
        en halua, en haluaisi, en tahdo, en tarvitse, en tarvi, en tarvii, emme halua, emme tarvitse, ei tarvitse, ei tarvita, ei ole tarvetta, en kaipaa,
        ilman, sijaan, sijasta, mieluummin kuin, kyllästynyt, saanut tarpeekseni, en jaksa, en aio, en etsi, en pyydä, älä siirrä, älkää siirtäkö, älä yhdistä,
        inhoan, vihaan, en suostu, en enää, en puhu, ei kiinnosta, turha, en viitsi, en tarvitse enää, en enää tarvitse, ei enää tarvitse, älkää soittako,
        älä soita, ei tarvitse soittaa, älkää yhdistäkö, ei tarvetta, ei enää tarvetta, en tarvitsekaan
        """,
    no="ei, ei mitään, ei enää, älä, en, stop, lopeta, seis, pois, riittää, lopettakaa, hitto, helvetin, sulje",
    other="""
        per henkilö, henkilöä kohden, kuinka monta ihmistä/henkilöä/työntekijää, montako henkilöä/ihmistä, monelle hengelle,
        kahden/kolmen/neljän/viiden/kuuden hengen/henkilön, kaksi/kolme/neljä/viisi/kuusi henkilöä/ihmistä, monta ihmistä, monet ihmiset, henkilö joka,
        ihminen joka toi, henkilöstöalennus, henkilökunta kaupassa, kaupan työntekijä, kaupan henkilökunta, henkilötunnus, henkilötiedot, henkilöllisyys,
        henkilöauto, henkilökohtais*, kiinteistönvälittäjä, ihmisoikeu*,
        minun/mun/meidän/hänen pomo*/pomoni/esimies/esimiehen/kollega*/työntekijä*/päällikkö/agentti/tiimi*, pomoni, esimieheni, kollegani, päällikköni,
        en ole robotti, ole robotti, robotti imuri, robotti imurin, robottiimuri*, imurirobotti*, robottiruohonleikkuri*, pesukone*, kahvikone*, ompelukone*,
        jollekin muulle, jonkun muun, joku muu, piilolinssi*, yhteystie*, yhteyshenkilö*, operaattorini, operaattori dna, lahja*, ihmiset kaupassa,
        toinen henkilö, robotti imuri*, robotti imurini, robotti-imuri*, tietokoneeni, montako työntekijää/henkilöä/ihmistä, kollegalleni, esimiehelleni,
        pomolleni
        """,
    done="jo, eilen, olen jo, viime viikolla",
    past="""
        puhui, sanoi, kertoi, oli, soitti, lupasi, olivat, on luvannut, on sanonut, kävi, vastasi, auttoi, juttelin, puhuin, keskustelin, olin, ollut, antoi,
        tuli, halusi, eilen, hyväksyi, sanoivat, sanottiin, luvattiin, väitti
        """,
    stop="henkilön puolesta, ilman, takia, vuoksi, koskien, kuin, tuotteesta, tietää",
    split="mutta, koska, kun, ja, vaikka, sitten, jälkeen, ennen, että, jos",
    aside="""
        kiittää, kiitokset, kiitoksia, kiitokseni, kehua, kehuja, kehut, kehuisin, ylistää, suositella, arvioida, arvostella, arvostelu, arvio,
        antaa palautetta, palautetta, pisteyttää, viisi tähteä, tippiä, palkkaatteko, palkkaatte, rekrytoitteko, rekrytoitte, rekrytointi, avoimia työpaikkoja,
        avoin paikka, haetteko, etsittekö, töihin teille, työskennellä, työpaikka, hakea töitä, valittaa asiakaspalvelijasta, terveiset, terveisiä,
        välittäkää kiitokset, olen itse töissä, olen töissä, työskentelen, itse työskentelen
        """,
    goods="""
        paketti, paketin, pakettia, pakettini, lähetys, lähetyksen, lähetystä, tilaus, tilauksen, toimitus, toimituksen, kirje, kirjeen
        """,
    collect="""
        noutaa, noutaisi, nouda, nouti, hakea, hakisi, hakee, vastaanottaa, ottaa vastaan, ottaisi vastaan, kuitata, allekirjoittaa, kuittaa
        """,
    relative="joka, jonka, jota, jolle, jolta, jossa, jotka, jolla, johon, mikä, jonka kanssa",
    than="kuin, eikä, sijaan, ei, sen sijaan, mieluummin kuin",
    bring="""
        pyytäkää, pyydä, pyytää, kutsukaa, kutsu, kutsua, ottakaa, ota, ottaa, lisätkää, lisää, liittäkää, liitä, tuokaa, tuo, hakekaa, hae, laittakaa, laita,
        saada, saatteko, saisiko
        """,
    room="""
        tähän keskusteluun, keskusteluun, tähän chattiin, chattiin, tähän chatiin, chatiin, tähän juttuun, mukaan keskusteluun, tänne chattiin
        """,
    that="että",
    phrases="onko siellä ketään, onko ketään, onko siellä joku, onko täällä ketään, onko joku, onko kukaan, onko siellä kukaan, joku siellä, ketään paikalla, ihminen kiitos, ihmisapua, ihmiskontakti, soittakaa minulle, soittopyyntö, takaisinsoitto, lopeta botti, ei botti vaan, en botin kanssa, ei botin kanssa",
)
