"""How people ask for a person in Slovene."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="sl",
    human="""
        svetovalc*, svetovalk*, operaterk*, človek, človeka, človekom, človeku, clovek*, ljudje, ljudi, ljudmi, človešk*, oseba, osebo, osebi, osebe, osebje,
        osebjem, operater*, delavec, delavcem, delavca, delavko, zaposlen*, uslužben*, agent, agenta, agentom, agentko, svetovalec, svetovalcem, svetovalca,
        svetovalk*, svetovalko, predstavnik*, referent*, zastopnik*, vodja, vodjo, vodji, vodjem, manager*, menedžer*, nadrejen*, šef, šefa, šefom,
        podporo strankam, podpora strankam, služba za stranke, službo za stranke, pomoč uporabnikom, center za pomoč, specialist*, strokovnjak*, sodelavec,
        sodelavcem, sodelavca, živ*/prav*/resničn*/pravo/pravim človek*/oseb*/agent*/svetovalc*/ljudmi/nekom, nekom živim, nekdo živ, nekoga živega,
        iz mesa in krvi, referentk*, sodelavka, sodelavki, sodelavko, sodelavke, sodelavcu, kolegu, kolega, kolegom, kolegica, kolegici, kolegico,
        svojemu kolegu, zaposleni, zaposlenega, zaposlenim, zaposleno, zaposlenemu, svetovalcu, svetovalki, operaterju, operaterja, operaterjem, operaterko,
        operaterki, referenta, nadrejenega, nadrejenim, nadrejeni, koga iz podpore, nekoga iz podpore, kdo iz podpore, kdo iz vaše ekipe, nekdo iz vaše ekipe,
        koga iz vaše ekipe, nekoga iz vaše ekipe, kdo iz ekipe, vašim osebjem, koga normalnega, kom zivim, kom živim, nadrejeno, delavc*, delavk*, koleg*,
        sodelav*, šef*, vodj*
        """,
    team="podpora, podporo, podpore, tehničn* podpor*, kolega, kolegom, ekipa, ekipo, oddelek, oddelkom, klicni center, klicnim centrom, servis, tehnik*, pomoč",
    someone="""
        nekdo, nekoga, nekom, nekomu, kdo, koga, kom, kdorkoli, komerkoli, kogarkoli, kdo od vas, nekdo od vas, s kom, kateri od vas, koga od vas, kdo pravi,
        koga pravega
        """,
    bot="bot, bota, botom, botu, boti, botov, robot, robota, robotom, robotu, roboti, roboti, robotov, chatbot*, klepetaln* robot*, avtomat, avtomatom, umetna inteligenca, umetno inteligenco, ui, ai, virtualn* pomočnik*, virtualn* asistent*, samodejn* odgovor*, odzivnik*",
    device="stroj, strojem, računalnik*, program, programom, mašin*, stroja, strojev, mašino",
    contact="""
        kontaktiram, dobim, najdem, govoriti, govoril, govorila, govorim, govorit, pogovoriti, pogovoril, pogovorila, pogovarjati, pogovarjal, pogovarjala,
        pogovor, pogovorit, pogovarjat, klepetati, klepetal, klepetala, poklepetati, pisati, kontaktirati, kontaktiral, kontaktirala, kontakt, stik,
        stopiti v stik, v stik, poveži, povežite, povezati, povezal, poveze, povezavo, povežete, prevežite, preveži, prevezati, preusmeri, preusmerite,
        preusmeriti, predajte, predaj, predati, poklicati, poklical, pokličem, klicati, priklicati, komunicirati, komuniciral, obrniti, obrnem, dobiti,
        odgovor od, pomoč od, pomoči, posvetovati, rešiti z, dajte mi, daj mi, pokličite, pokliči, preklopi, preklopite, zvezati, zvežite, prosim za, doseči,
        dosežem, debatirati, spregovoriti, spregovoril, uredila, uredil, urediti, uredim, rešila, rešil, rešiti, rešim, razrešiti, obravnaval, obravnavala,
        dogovoril, dogovorila, zmenil, zmenila, zmeniti, pridem do, prišel do, prišla do, priti do, pridem, pridem v stik, dobim koga, dobiti koga,
        preusmerili, preusmeril, preusmerila, prevezali, prevezal, prevezala, prevežete, povezali, povezala, predali, predal, predala, posredujete,
        me kontaktira, me pokliče, pisal, pisala, prevežete k, prevezan, prevezana, preusmerjen, preusmerjena, povezana, povezan, predajte moj primer,
        predaj moj primer, posredujte moj primer, posreduj moj primer, pošljite moj primer, z enim od vaših
        """,
    back=4,
    verb_last=True,
    want="""
        hočem, hocem, želim, zelim, rad bi, rada bi, želel bi, želela bi, hotel bi, hotela bi, bi rad, bi rada, potrebujem, rabim, prosim, prosim za,
        prosil bi, prosila bi, dajte mi, daj mi, dajte, daj, zahtevam, raje, raje bi, iščem, ali lahko dobim, lahko dobim, lahko, ali je, imate, kje je,
        kje najdem, pokličite, pokliči, želimo, potreboval bi, potrebovala bi, dobim, želim si, imam raje, bi raje, je možno, pošljite, rajši, rajši bi,
        dajem prednost, najdi mi, najdite mi, poišči mi, poiščite mi, pripelji mi, hočem tvojega, hočem vašega
        """,
    ask="""
        ali, lahko, prosim, naj, bi, želim, potrebujem, rabim, je, rad, rada, da, hočem, zakaj ne morem, morda, a lahko, bi lahko, mogoče, možno, hočem da,
        želim da
        """,
    serve="""
        pomagati, pomaga, pomagal, pomagala, poklicati, pokliče, poklical, poklicala, kontaktirati, kontaktira, kontaktiral, oglasi, oglasil, odgovoriti,
        odgovori, odgovoril, prevzeti, prevzame, prevzel, pogledati, pogleda, pogledal, razložiti, razloži, razložil, pojasniti, pojasni, rešiti, reši, rešil,
        govoriti z mano, govori z mano, svetovati, svetuje, pisati, piše, posvetiti, preveriti, pomagat, odgovorila, odpiše, postreže, napiše, nadaljevati,
        nadaljuje, pogledala
        """,
    there="""
        je, ali je, je tam, ali je tam, je tu, ali je tu, a je, imate, ali imate, obstaja, so, ali so, ali tam dela, tam dela, dela tam, dela pri vas
        """,
    here="""
        tam, tu, tukaj, na voljo, dosegljiv, online, prost, živ, pravi, na drugi strani, na liniji, pri vas, s katerim lahko govorim, ki mi lahko pomaga,
        prisoten, s kom, sploh, ki bi mi pomagal, s katero lahko govorim, kdo, ki mu lahko pišem, komu lahko pišem, s katerim se lahko pogovorim
        """,
    fill="""
        prosim, zdaj, takoj, nemudoma, živjo, pozdravljeni, dober dan, zdravo, halo, hvala, ja, da, ne, živ*, pravi, pravim, pravega, pravo, resničn*, z, s,
        na, k, mi, me, jaz, nujno, samo, le, končno, in, ali, ne bot, ne bota, ne z botom, ne robot, hitro, pomoč, raje, drug, drugega, kakšn*, nek*, bi, se,
        za, neposredno, čim prej, drugim, po, normalen, normalnega, normalnim, normalno, razumen, razumnega, pameten, pametnega, kompetenten, kompetentnega,
        zivim, živim
        """,
    link="""
        vašim, vašega, vašo, kakšnim, kakšnega, neko, nekim, kompetentn*, slovensko govoreč*, tem, tega, ta, drugim, drugega, govoriti, pogovor, in ne, tudi,
        ki, od, iz, eno, enega, enim, namesto bota, z, s, strankam, za, stik, pri, klic, tvojega, svojega, tvojo, tvojim, enim od, enega od, nekom od, vaših,
        tvojih
        """,
    negated="""
        ni me treba, me ni treba, mi ni treba, nočem, nocem, ne želim, ne zelim, ne bi rad, ne bi rada, ne potrebujem, ne rabim, ni potrebno, ni treba,
        ni potrebe, brez, namesto, raje kot, dovolj imam, sit sem, sita sem, ne nameravam, ne iščem, ne prosim, ne povežite, ne preusmerite, sovražim,
        zavračam, ne bom, ne zanima, nočem več, ne potrebujem več, ne govorim, ne maram, noč*, ne rabim več, ni več potreben, ni več potrebno, ne kličite,
        ne kliči, ne klicat, ne klicati, ni potreben, ni potrebna, ni nujno, vam ni treba
        """,
    no="ne, nobenega, nobenih, noben, dovolj, stop, nehaj, nehajte, proč, ne z, brez, izklopi, konec, ustavi",
    other="""
        na osebo, za osebo, koliko ljudi/oseb/zaposlenih, dve/tri/štiri/pet/šest oseb/osebe/ljudi, dva/trije/štirje človeka/ljudje, za * oseb/osebe/ljudi,
        veliko ljudi, oseba ki, osebo ki, človek ki, osebn*, delavec v trgovini, zaposleni v trgovini, prodajalec, vodja trgovine, vodja poslovalnice,
        nepremičninski agent, človekove pravice, človekovih pravic,
        moj/moja/mojega/mojim/naš/našega/njegov/njen šef*/vodja/kolega/sodelavec/manager/zaposleni/ekipa/svetovalec/nadrejeni/agent/operater, nisem robot,
        nisem bot, robotski sesalnik, robot sesalnik, kuhinjski robot, kuhinjskega robota, robotska kosilnica, pralni stroj, kavni avtomat, šivalni stroj,
        za nekoga, od nekoga, nekoga drugega, nekomu drugemu, nekdo drug, kontaktn* leč*, kontaktn* podatk*, kontaktn* obrazec, mobilni operater, darilo,
        druga oseba, ime osebe, robotskega sesalnika, sesalnik, sesalnika, kavni aparat, moj robot, koliko imate zaposlenih, koliko delavcev,
        moj/moja/mojo/mojega/mojemu/mojim/naš/naša šef*/nadrejen*/vodj*/sodelav*/koleg*/zaposlen*, koliko zaposlen*
        """,
    done="sem, že, včeraj, smo, prejšnji teden",
    past="""
        rekel, rekla, klical, klicala, obljubil, obljubila, potrdil, potrdila, sem govoril, sem govorila, govoril sem, govorila sem, prišel, včeraj, napisal,
        ni prišel, vrnil, zavrnil, je bil, je bila, je rekel, sem že, sva, smo, me je, rekli, dejal, dejala, trdil
        """,
    stop="o, brez, kot, proti, glede, zaradi, za, od",
    split="ampak, ker, ko, in, potem, nato, preden, zato, če, vendar, čeprav, toda, saj",
    aside="""
        zahvaliti, zahvalil, zahvalila, zahvalo, pohvaliti, pohvalil, pohvalila, pohvalo, pohvala, kompliment, oceniti, ocenim, ocenil, ocenila, oceno, mnenje,
        pustiti mnenje, pet zvezdic, priporočiti, priporočil, napitnino, iščete ljudi, iščete, ali iščete, zaposlujete, zaposlitev, zaposlitve, prosta delovna,
        prosto delovno, delati kot, delo v podpori, delo pri vas, pritožiti nad, pritožila nad, pritožil nad, mojo zahvalo, moja zahvala, zahvalite,
        pozdravite, sama delam, sam delam, tudi jaz delam, jaz delam, delam v, delam kot
        """,
    goods="paket, paketa, pošiljka, pošiljko, pošiljke, naročilo, dostavo, pismo, blago",
    collect="""
        prevzeti, prevzame, prevzel*, dvigniti, dvigne, dvignil*, sprejeti, sprejme, podpisati, podpiše, vzeti, vzame, pobrati, pobere
        """,
    relative="ki, kateri, katera, katerega, katero, kateremu, s katerim, s katero, ki jo, ki ga",
    than="kot, namesto, ne, in ne, kakor, a ne, ne pa",
    bring="""
        povabite, povabi, povabiti, dodajte, dodaj, dodati, vključite, vključi, vključiti, pripeljite, pripelji, pokličite, pokliči, pridružite, dajte
        """,
    room="""
        v ta klepet, v klepet, v ta pogovor, v pogovor, v ta chat, v chat, k pogovoru, k temu pogovoru, v ta čet, v čet, sem v klepet
        """,
    that="da",
    phrases="je tam kdo, je kdo tam, je kdo tu, je tu kdo, ali je kdo, je kdo, je tam nekdo, je kdo živ, nekdo živ, človeka prosim, operaterja prosim, ne z botom, ne z robotom, ne s strojem, človeško pomoč, človeška pomoč, pokličite me, pokličite me nazaj, izklopi bota",
)
