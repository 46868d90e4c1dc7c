"""How people ask for a person in Romanian."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="ro",
    human="""
        om, omul, oameni, oamenii, uman, umană, umane, umani, ființă umană, fiinta umana, persoană, persoana, persoane, operator, operatorul, operatorului,
        operatoare, operatori, agent, agentul, agenți, agentă, consultant, consultantă, consultanți, consilier, consiliera, angajat, angajată, angajatul,
        angajați, reprezentant, reprezentantă, reprezentanți, responsabil, manager, managerul, supervizor, șef, seful, șeful, superior, specialist,
        serviciul clienți, serviciul pentru clienți, serviciul de relații, relații cu clienții, relatii clienti, relații clienți, suport clienți,
        asistență clienți, asistența umană, asistență umană, suport uman, ajutor uman, agent uman, funcționar, lucrător,
        om/persoană/operator/cineva/agent/oameni real/reală/adevărat/adevărată/viu/vie/în carne/uman/umană/reali, cineva real, cineva viu, cineva uman,
        în carne și oase, contact uman, omu, persoane reale, dispecer, coleg, colegă, colega, colegul, colegei, colegului, colegii, colegilor, colegele,
        consultantul, consultanta, șefa, superiorul, cineva de la relații, cineva din relații, cineva de la suport,
        cineva/careva din echipa/firma/compania voastră/dumneavoastră/ta, cineva din echipă, personal, personalul, personalul dumneavoastră, personalul vostru,
        superiorului, superiorul dumneavoastră, superiorul vostru, angajații, angajaților, angajatului, operatorii, operatorilor, consultanții, consultanților,
        consultantului, reprezentanții, agenții, agenților, unul dintre angajații, unul dintre operatorii, unui angajat
        """,
    team="suport, suportul, echipa, echipă, coleg, colegă, colegi, asistență, asistența, departament*, tehnician, tehnic, personal, call center, staff, helpdesk, expert",
    someone="""
        cineva, cuiva, careva, pe cineva, altcineva, cnv, cnva, vreunul, vreun, vreo, cine, unul dintre voi, cineva de la voi, vreun coleg, una dintre voi,
        cineva dintre voi
        """,
    bot="""
        bot, botul, boți, boti, botului, robot, robotul, roboți, roboti, robotului, chatbot, chatbotul, ai ul, inteligența artificială,
        inteligență artificială, răspunsuri automate, mesaje automate, asistent virtual, asistentul virtual, robotel, automat
        """,
    device="mașină, masina, mașinărie, calculator, calculatorul, program, software, aparat, mașina",
    contact="""
        vorbesc, vorbi, vorbim, vorbească, vorbesc cu, vorbiți, vorbit, să vorbesc, discut, discuta, discutăm, discutat, stau de vorbă, sta de vorbă,
        conversez, chat cu, dau mesaj, scriu, scrie, comunic, comunica, contactez, contacta, contactat, contactată, iau legătura, lua legătura, luați legătura,
        ia legătura, legătura, legătură, conectați, conectați mă, conectează, conectează mă, conectezi, conectat, conectată, conecta, conectez,
        faceți mi legătura, fă mi legătura, face legătura, faceți legătura, transferați, transferați mă, transferă, transferă mă, transfera, transferat,
        transferată, transferul, redirecționați, redirecționează, redirecționa, dați mi, dă mi, direcționați, direcționează, sun, suna, sunați, apelez, apela,
        apelați, ajutor de la, ajutorul, răspuns de la, adresez, adresa, ajung la, ajunge la, dau de, pun în legătură, puneți mă, pune mă, treceți mă,
        trece mă, chemați, cheamă, preluat de, preluată de, ajutat de, ajutată de, asistat de, asistată de, consulta, interacționez, interacționa, vb, vrb,
        vorbeșc, conversație cu, convorbire cu, dialoghez, escaladați, rezolv cu, lăsați mă, mutați mă, relaționez, rezolva, rezolv, să rezolv, lămuri,
        lămuresc, aranja, aranjez, să discut, trata, tratez, stabili, să ajung la, să dau de, da de, găsesc pe, prind pe, direcționa, trece, trimite,
        trimiteți mă, îndruma, mă contacteze, să mă contacteze, să mă sune, mă sune, contactat de, contactată de, servit de, servită de, vb cu, fiu transferat,
        fiu transferată, fiu redirecționat, fiu redirecționată, fiu conectat, puneți mă în legătură, pune mă în legătură, în legătură cu, legătura cu,
        în contact cu, vorbit cu, cert cu, transmiteți cazul meu, transmite cazul meu, trimiteți cazul meu, dați cazul meu, predați cazul meu,
        transmiteți cererea mea, pasați cazul meu
        """,
    back=3,
    tail="mă contacteze, cu care să vorbesc, cu care pot vorbi, cu care să discut, cu care pot discuta, cu care aș putea vorbi, care să mă ajute, care mă poate ajuta, care să mă sune, care să îmi răspundă, care să mi răspundă, să mă ajute, să mă sune, să mă contacteze, să îmi răspundă, să mi răspundă, să vorbească cu mine, care ar putea să mă ajute, cu cine să vorbesc, să preia, mă poate ajuta, poate să mă ajute, poate să mă sune",
    want="""
        vreau, vreu, vrea, aș vrea, as vrea, aș dori, as dori, doresc, doream, voiam, vroiam, am nevoie de, nevoie de, îmi trebuie, mi trebuie, trebuie,
        dați mi, dă mi, dați mi vă rog, prefer, aș prefera, as prefera, solicit, cer, pretind, caut, pot avea, pot să am, aș putea avea, pot primi, aveți, ai,
        unde este, unde e, unde găsesc, rog, chemați, cheamă, îmi doresc, insist, aș avea nevoie de, as avea nevoie de, mai bine, găsiți mi, trimiteți mi,
        se poate, vrem, am nevoie, obține, am nevoie urgentă de, puteți să mi dați, poți să mi dai, mai degrabă, vr, vr sa, dă mi l, dă mi o, cum ajung la,
        cum dau de, dați-mi, dati mi, dă-mi, găsește mi, caută mi, căutați mi, adu mi, aduceți mi, îl vreau pe, o vreau pe, vreau pe
        """,
    ask="""
        să mă, poate, pot, puteți, poți, ar putea, ați putea, ai putea, vă rog, va rog, te rog, vreau, aș vrea, aș dori, este, e, să, am nevoie, trebuie, rog,
        putea, se poate, lăsați, există, as vrea, sa, posibil, ar fi posibil, vreau ca, aș vrea ca
        """,
    serve="""
        mă contacteze, să mă contacteze, mă sune, ajuta, ajute, ajută, ajutați, sune, suna, sună, contacta, contacteze, contactează, răspunde, răspundă,
        prelua, preia, se ocupa, se ocupe, uite, uita, explica, explice, explică, scrie, vorbească cu mine, vorbi cu mine, rezolva, rezolve, asista, asiste,
        verifica, verifice, revină, reveni, apeleze, ajutor, îndruma, lămuri, consilia, îmi răspundă, să îmi răspundă, să-mi răspundă, sa mi raspunda,
        să mă sune, să mă ajute, mă ajute, să se ocupe, intervină, îmi scrie, să preia, continue, să continue, se uite, să se uite
        """,
    there="""
        este, e, există, exista, este acolo, e acolo, aveți, sunt, se află, este aici, e aici, nu e, nu este, nu există, lucrează acolo, e cineva acolo
        """,
    here="acolo, aici, disponibil, disponibilă, online, liber, pe fir, la telefon, viu, real, de cealaltă parte, în spate, pe linie, la voi, cu care să vorbesc, care să mă ajute, pe acolo, prin zonă, conectat, pe aici, în direct, pe chat, adevărat",
    fill="""
        un, o, unui, unei, cu, la, vă rog, va rog, te rog, rog, acum, imediat, salut, bună, buna, bună ziua, alo, mulțumesc, mersi, da, nu, real, reală,
        adevărat, adevărată, viu, vie, uman, umană, mă, mie, îmi, eu, urgent, repede, doar, numai, în sfârșit, alt, altă, și, sau, nu bot, nu un bot,
        nu un robot, nu robot, ajutor, direct, de, pe, mai bine, dracului, odată, mai, niște, clienți, pls, vreun, vreo, dar, în carne și oase, normal,
        normală, competent, competentă, rezonabil, inteligent, serios, adevarat
        """,
    link="vostru, dumneavoastră, dvs, acest, acel, alt, altă, calificat, competent, competentă, vorbitor, din, de la, al, a, ai, vorbesc, fi, ca, care, să, în, urgent, cât mai repede, limba română, se, ori, ale, tău, normal, echipa, partea, avea, am, fie",
    negated="""
        nu vreau, nu doresc, nu aș vrea, nu aș dori, n aș vrea, nu am nevoie, n am nevoie, nu îmi trebuie, nu mi trebuie, nu e nevoie, nu este nevoie,
        nu e necesar, nu este necesar, nu trebuie, fără, în loc de, în loc să, în locul, decât, m am săturat, mam săturat, sătul de, sătulă de, nu intenționez,
        nu caut, nu cer, nu mă transferați, nu mă conectați, urăsc, refuz, nu mai vreau, nu mai am nevoie, nu mă interesează, nu vorbesc, destul cu,
        nu îmi place, nu solicit, nu voiam, nu vroiam, nu mă sunați, nu ma sunati, nu mă suna, nu mai e nevoie, nu mai este nevoie, nu trebuie să,
        nu mai trebuie
        """,
    no="nu, fără, nici un, niciun, stop, gata cu, destul, terminați cu, oprește, opriți, nu cu, închide, ieși din, scoate, ajunge cu",
    other="""
        de persoană, pe persoană, câte persoane, câți oameni, câți angajați, două/trei/patru/cinci/șase persoane, doi/trei/patru oameni,
        pentru * persoane/persoană/oameni, multe persoane, mulți oameni, persoana care, persoanele care, omul care, în persoană, personal*,
        angajatul magazinului, angajata magazinului, angajatul din magazin, vânzător*, managerul magazinului, agent imobiliar, agent de turism,
        agent de asigurări, agentul de asigurări, drepturile omului, resurse umane, eroare umană, corpul uman, păr uman, părul uman, șeful meu, șefa mea,
        managerul meu, colegul meu, colega mea, operatorul meu, agentul meu, consultantul meu, echipa mea, angajatul meu, angajații mei, supervizorul meu,
        managerul nostru, șeful nostru, nu sunt robot, nu sunt un robot, nu sunt bot, robot de bucătărie, robotul de bucătărie, aspirator robot,
        robot aspirator, mașină de spălat, mașina de spălat, mașină de cusut, mașină de cafea, pentru cineva, de la cineva, altcuiva, lui cineva,
        lentile de contact, date de contact, formular de contact, persoană de contact, operator de telefonie, operator mobil, operator logistic, cadou,
        persoană greșită, numele persoanei, curier*, a altei persoane, cort * persoane, aspiratorul robot, robotul aspirator, robot de tuns, aparat de cafea,
        robotul meu, câți operatori, șeful/șefa/colegul/colega/managerul/superiorul/colegului/șefului meu/mea/mei/mele/nostru, angajați oameni
        """,
    done="am, deja, ieri, săptămâna trecută",
    past="""
        a spus, mi a spus, era, a fost, a sunat, m a sunat, a promis, am vorbit, a confirmat, a venit, ieri, a scris, nu a venit, a refuzat, trebuia, a zis,
        a răspuns, a acceptat, a luat, au spus, mi a, au promis
        """,
    stop="despre, fără, ca, împotriva, din, de la, pentru, privind, al, a, cât, referitor",
    split="dar, pentru că, când, și, apoi, după, înainte, deși, dacă, fiindcă, deoarece, însă, iar, că, care",
    aside="""
        să mulțumesc, să îi mulțumesc, să-i mulțumesc, să i mulțumesc, să le mulțumesc, mulțumi, mulțumiri, să laud, să o laud, să îl laud, să-l laud,
        să l laud, laude, lauda, felicita, felicit, să felicit, să o felicit, să îl felicit, să l felicit, felicitări, compliment, evalua, evaluez, recenzie,
        recenzie bună, recenzii, lăsa o recenzie, notă bună, o notă, cinci stele, recomanda, recomand, bacșiș, angajați oameni, angajați operatori,
        angajați personal, angajați agenți, faceți angajări, angajări, angajezi, recrutați, căutați oameni, căutați operatori, căutați agenți,
        căutați personal, locuri de muncă, loc de muncă, posturi, lucra ca, angajez la voi, mă plâng de, plângere împotriva, reclamație împotriva,
        mulțumirile mele, mulțumirile, transmiteți mulțumiri, salutări, și eu lucrez, eu lucrez, lucrez la, lucrez în, lucrez ca
        """,
    goods="colet, coletul, pachet, pachetul, comanda, comandă, livrarea, scrisoarea, plicul",
    collect="""
        ridica, ridice, să ridice, primi, primească, să primească, lua, ia, să ia, prelua, preia, să preia, semna, semneze, să semneze, recupera, accepta
        """,
    relative="care, ce, pe care, cu care, căruia, căreia, căruia i, cine",
    than="decât, în loc, în locul, nu, și nu, nu cu, în loc de",
    bring="""
        aduceți, adu, aduce, invitați, invită, invita, adăugați, adaugă, adăuga, includeți, include, chemați, cheamă, chema, băgați, bagă, puneți, pune,
        implicați
        """,
    room="""
        în conversația asta, în această conversație, în conversație, în conversația, în acest chat, în chat, în chatul ăsta, pe chat, la conversație,
        la această conversație, în discuție, în chat ul
        """,
    that="că",
    phrases="""
        să mă contacteze un, să mă contacteze cineva, să mă sune un, să mă ajute un, să mă sune o, să mă contacteze o, e cineva acolo, este cineva acolo,
        este cineva, e cineva, cineva acolo, e careva, cineva viu, cineva real, om vă rog, operator vă rog, nu cu un robot, nu cu un bot, nu cu roboți,
        ajutor uman, să mă sune cineva, sunați mă, sunați mă înapoi, să fiu sunat, să fiu contactat, oprește botul, suport uman, om real,
        puneți mă în legătură, pune mă în legătură, să mă puneți în legătură
        """,
)
