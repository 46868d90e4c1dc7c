"""How people ask for a person in Lithuanian."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="lt",
    human="""
        žmogus, žmogų, žmogumi, žmogui, žmogaus, žmogum, zmogum, zmogumi, zmogu, žmonės, žmonėmis, žmonių, žmones, asmuo, asmeniu, asmenį, asmeniui,
        asmeniškai, darbuotoj*, operatori*, agent*, konsultant*, specialist*, atstov*, klientų aptarnavim*, klientu aptarnavim*, klientų tarnyb*,
        klientų pagalb*, vadov*, vadybinink*, viršinink*, vadyb*, administrator*, tikr*/gyv*/real* žmog*/asmen*/darbuotoj*/konsultant*, gyvas, gyvą, gyvu,
        ekspert*, žmogišk*, iš kūno ir kraujo, kolega, kolegą, kolegai, kolegos, kolege, kolegę, kolegei, kolegės, kolegų, kolegomis, kolegoms, darbuotojas,
        darbuotoją, darbuotojo, darbuotojui, darbuotoju, darbuotoja, darbuotojos, darbuotojai, darbuotojų, darbuotojais, konsultantas, konsultantą,
        konsultanto, konsultantui, konsultantu, konsultantė, konsultantę, konsultantės, konsultante, zmogus, zmogaus, gyvu zmogumi, gyvu zmogum, gyva zmogu,
        vadovas, vadovą, vadovu, vadovui, vadovo, viršininkas, viršininką, viršininku, viršininkui, kam nors iš klientų aptarnavimo,
        kažkas iš klientų aptarnavimo, kas nors iš jūsų komandos, kažkas iš jūsų komandos, ką nors iš jūsų komandos, kas nors iš komandos, personalas,
        personalu, personalą, savo personalu, kuo nors tikru, kuo nors gyvu, ką nors normalaus, ka nors normalaus, vadovybė, vyresnysis, operator*, koleg*
        """,
    team="pagalb*, palaikym*, kolega, kolegą, koleg*, komand*, skyri*, technik*, personal*, skambučių centr*, aptarnavim*",
    someone="""
        kas nors, ką nors, kuo nors, kam nors, kažkas, kažką, kažkuo, kažkam, kazkuo, kazkas, kuris nors, kas nors iš jūsų, kuo, kurį nors, bet kuo, kazka,
        bet kas, ka nors, kieno nors, kažkas iš jūsų, ką nors iš jūsų, kas nors tikras
        """,
    bot="""
        botas, botu, botą, boto, botai, botais, botų, robotas, robotu, robotą, roboto, robotai, robotais, robotų, pokalbių robot*, dirbtin* intelekt*,
        automatas, automatu, automatin* atsakym*, virtual* asistent*, chatbot*, di, ai, automatą, automato
        """,
    device="mašin*, kompiuter*, program*, mašina, mašiną, masina, masinos, kompiuteriu",
    contact="""
        kalbėtis, kalbėti, pakalbėti, pasikalbėti, kalbėtis, šnekėti, pašnekėti, kalbeti, pakalbeti, pasikalbeti, šnekėtis, pasišnekėti, kalbėčiau,
        pakalbėčiau, pasikalbėčiau, bendrauti, pabendrauti, susisiekti, susisiekite, susirašyti, susirašinėti, susirasyti, čatintis, sujungti, sujunk,
        sujunkite, sujungtumėt*, perjungti, perjunk, perjunkite, nukreipti, nukreipk, nukreipkite, perduoti, perduok, perduokite, paskambinti, skambinti,
        prisiskambinti, rašyti, parašyti, kreiptis, kontaktuoti, kontakt*, pasiekti, susieti, susiekite, pagalbos iš, atsakymo iš, konsultuotis,
        pasikonsultuoti, aptarti, pakviesti, pakviesk, pakvieskite, duokite, duok, ryšį su, ryšio su, gauti, leiskite, komunikuoti, pokalbio su, pokalbį su,
        pereiti, persijungti, spręsti, spręsčiau, išspręsti, išspręsčiau, tvarkyti, tvarkyčiau, sutvarkyti, sutvarkyčiau, aptarčiau, bendraučiau, kalbeciau,
        pakalbet, sneketi, snekėti, pasiekiu, patekti, patekčiau, susisiekia, susisiektų, susisiekt, prisiskambinu, nukreiptumėte, nukreiptumėt, nukreiptum,
        perjungtumėte, sujungtumėte, sujungtum, peradresuoti, persiųsti, pakvieskit, kviesti, iškvieskite, iškviesti, su manimi susisiektų, man paskambintų,
        aptarnautų, paskambintų, pasnekėt, pasnekėti, pasneket, pasneketi, pakalbėt, perjungta, nukreipta, ginčytis su, perduoti mano atvejį,
        perduokite mano atvejį, persiųskite mano, perduokite mano klausimą, perduoti mano klausimą
        """,
    back=5,
    verb_last=True,
    want="""
        noriu, norėčiau, noreciau, norim, norime, pageidauju, pageidaučiau, reikia, reikėtų, man reikia, reikalingas, reikalinga, prašau, prasau, prašyčiau,
        duokite, duok, reikalauju, renkuosi, verčiau, geriau, ieškau, ar galiu, ar galėčiau, ar galima, kur yra, kur rasti, ar yra, ar turite, pakvieskite,
        pakviesk, teikčiau pirmenybę, mieliau, gal galima, galima, norečiau, reik, gauti, trokštu, labiau norėčiau, pirmenybę, noreciau kalbeti, kaip pasiekti,
        duokit, duokit man, duokite man, duok man, surask man, suraskite man, surask, suraskite, rask man, raskite man, atvesk man, noriu tavo, noriu jūsų
        """,
    ask="""
        ar, gali, galiu, galėtų, galėtumėte, galite, galėčiau, prašau, gal, noriu, norėčiau, tegul, tegu, reikia, kad, leiskite, galima, kodėl, ar galiu,
        ar galit, ar galetumete, lai, įmanoma, noriu kad, norėčiau kad, prašau kad
        """,
    serve="""
        susisiekia, susisiekia su, paskambina, padėti, padėtų, padeda, padės, pagelbėti, paskambinti, paskambintų, paskambina, perskambinti, perskambintų,
        susisiekti, susisiektų, susisieks, atsakyti, atsakytų, atsako, atrašyti, perimti, pažiūrėti, pažiūrėtų, paaiškinti, paaiškintų, išspręsti, pakalbėti,
        kalbėti, parašyti, patikrinti, konsultuoti, pakonsultuoti, aptarnautų, aptarnauja, perimtų, parašytų, atsakytu, paskambintu, tęsti, paziuretu,
        peržiūrėtų
        """,
    there="""
        ar yra, ar ten yra, ar čia yra, ar turite, yra, ar ten, ar čia, ar pas jus yra, ar ten dirba, ten dirba, ar pas jus dirba
        """,
    here="ten, čia, yra, laisvas, prisijungęs, pasiekiamas, galintis padėti, kas galėtų padėti, su kuo pakalbėti, gyvas, tikras, kitame gale, linijoje, su kuriuo galėčiau pakalbėti, kuris padėtų, galėtų padėti, laisvų",
    fill="""
        prašau, prasau, dabar, tuoj pat, iškart, iš karto, labas, laba diena, sveiki, alio, ačiū, aciu, taip, ne, tikru, tikras, tikrą, tikro, gyvu, gyvas,
        gyvą, gyvo, realu, realiu, realus, realų, su, man, mane, aš, skubiai, tik, tiktai, pagaliau, ir, arba, ne botu, ne robotu, greičiau, pas, prie,
        pagalbos, kokiu, kitu, nedelsiant, geriau, verčiau, kitą, iš, normalus, normalaus, normalų, normalu, normalia, protingą, protingas, kompetentingą,
        kompetentingas, tikra, gyva, protinga
        """,
    link="""
        jūsų, kokiu, kokį, kokio nors, kitu, kitą, kompetentin*, lietuviškai kalban*, tuo, šiuo, gyvo, tikro, kalbėti, su, o ne, kuris, kažkokį, taip pat,
        klientų, aptarnavimo, pagalbos, nors, kuo greičiau, tiesiogiai, atsakingu, vienu, tavo, savo
        """,
    negated="""
        nenoriu, nenorėčiau, nepageidauju, nereikia, man nereikia, nereikalingas, nereikalinga, nebenoriu, nebereikia, be, vietoj, vietoje, užuot, pavargau,
        atsibodo, nusibodo, neketinu, neieškau, neprašau, nejunkite, neperjunkite, nesujunkite, nekenčiu, atsisakau, nekalbėsiu, nedomina, nebūtina, gana,
        nėra reikalo, nėra poreikio, užteks, jau nebereikia, nebereikalingas, nebereikalinga, neskambinkite, neskambinkit, neskambink, neskambinti, nebutina
        """,
    no="ne, jokių, jokio, jokiu, stop, gana, baikit*, užtenka, nebe, be, išjunk*, sustabdyk*, ne su",
    other="""
        vienam asmeniui, asmeniui tenka, kiek žmonių/asmenų/darbuotojų,
        dviem/dviejų/trims/trijų/keturiems/keturių/penkiems/šešiems žmonėms/žmonių/asmenims/asmenų, daug žmonių, žmogus kuris, asmuo kuris,
        parduotuvės darbuotoj*, darbuotojas parduotuvėje, parduotuvės vadov*, asmens kod*, asmens duomen*, nekilnojamojo turto agent*, žmogaus teis*,
        mano/mūsų/jo/jos viršinink*/vadov*/koleg*/darbuotoj*/vadybinink*/komand*/konsultant*, nesu robotas, ne robotas aš, robotas siurbl*, robotą siurbl*,
        dulkių siurbl*, skalbimo mašin*, kavos automat*, siuvimo mašin*, kam nors kitam, kažkas kitas, kontaktini*, kurjer*, mobiliojo ryšio operator*,
        operatorius tele, dovan*, kitas asmuo, vadovėl*, robotas siurblys, siurblys robotas, dulkių siurblys robotas, siurblio roboto, robotas dulkių,
        robotą siurblį, robotas vejapjovė, vejapjovė robotas, kavos aparat*, kiek turite darbuotojų, kiek konsultantų
        """,
    done="jau, vakar, esu, praėjusią savaitę",
    past="""
        kalbėjo, sakė, buvo, skambino, žadėjo, pažadėjo, atsakė, kalbėjau, susisiekiau, atėjo, norėjo, vakar, patvirtino, padėjo, neatvyko, neskambino,
        esu kalbėjęs, bendravau, pasakė, teigė, sake
        """,
    stop="apie, be, kaip, prieš, nuo, dėl, už",
    split="bet, nes, kai, ir, nors, tada, po to, prieš tai, tačiau, kadangi, jog, o, kuris, kuri",
    aside="""
        padėkoti, dėkoti, padėką, pagirti, girti, pagyrimą, komplimentą, įvertinti, vertinti, įvertinimą, atsiliepimą, palikti atsiliepimą,
        penkias žvaigždutes, rekomenduoti, arbatpinigių, ieškote, ar ieškote, įdarbinate, priimate į darbą, samdote, laisvų darbo, darbo vietų, darbo skelbim*,
        dirbti, kandidatuoti, skųstis, mano padėką, padėka, padekoti, aš pats dirbu, aš pati dirbu, aš dirbu, pats dirbu, pati dirbu, dirbu klientų
        """,
    goods="""
        siunta, siuntą, siuntos, siuntinį, siuntinys, siuntinio, pakuotę, paketą, užsakymas, užsakymą, užsakymo, pristatymą, laišką
        """,
    collect="""
        atsiimti, atsiima, atsiims, paimti, paima, paims, priimti, priima, priims, pasirašyti, pasirašo, pasiimti, gauti
        """,
    relative="kuris, kuri, kurį, kurią, kuriam, kuriai, kas, su kuriuo, su kuria, kurio, kurios",
    than="nei, negu, ne, o ne, vietoj, vietoje, ir ne, užuot",
    bring="""
        pakvieskite, pakvieskit, pakviesk, pakviesti, įtraukite, įtraukit, įtrauk, įtraukti, pridėkite, pridėk, pridėti, prijunkite, prijunk, prijungti,
        atveskite, įleiskite, kvieskite, iškvieskite, iškviesk, paprašykite
        """,
    room="""
        į šį pokalbį, į pokalbį, į šitą pokalbį, į čatą, į šį čatą, prie pokalbio, prie šio pokalbio, šiame pokalbyje, i pokalbi, i si pokalbi
        """,
    that="kad, jog",
    phrases="ar yra kas nors, ar kas nors yra, ar ten kas nors yra, ar čia kas nors yra, yra kas nors, kas nors yra, žmogų prašau, operatorių prašau, ne su robotu, ne su botu, paskambinkite man, perskambinkite man, gyvo žmogaus, žmogaus pagalb*",
)
