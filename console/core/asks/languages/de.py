"""How people ask for a person in German."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="de",
    human="""
        mensch, menschen, person, personen, mitarbeiter*, agent, agenten, agentin, berater*, kundenberater*, servicemitarbeiter*, kundenbetreuer*, betreuer,
        betreuerin, sachbearbeiter*, ansprechpartner*, ansprechperson*, operator, vorgesetzte*, manager, managerin, teamleiter*, chef, chefin, kundenservice,
        kundendienst, kundensupport, support mitarbeiter*,
        echte*/richtige*/reale*/lebende*/lebendige*/menschliche* mensch*/person*/mitarbeiter*/berater*/agent*/ansprechpartner*/hilfe/support/mann/frau,
        jemand/jemanden/jemandem/wer/wen/wem echtes/echten/echtem/richtiges/richtigen/richtigem/reales/menschliches/menschlichem/lebendes, kundenbetreuung,
        telefonist*, menschliches wesen, fachmann, experte*, spezialist*, zuständige*, angestellte*, servicekraft, supporter, menschn, mensh, menchen,
        menschlichen, mitarbeter*, mitabeiter*, kollegin, kollegen, kolleginnen, ihre/ihrer/ihren/eure/eurer/euren kollegin/kollegen/kolleginnen,
        jemand/jemanden/jemandem/wer/wen/wem/einer/einen/einem aus/von ihrem/eurem/dem/ihrer/eurer/der team/firma/abteilung/kundenservice/service/support,
        personal, ihr personal, ihrem personal, eurem personal, übergeordnete*, ranghöhere*, kontakt mit ihrem vorgesetzten
        """,
    team="support, hotline, kollege, kollegen, kollegin, team, service, servicecenter, abteilung, fachabteilung, filialleiter, verantwortliche*, kundenabteilung, callcenter, zentrale, leute, personal, technik*",
    someone="""
        jemand, jemanden, jemandem, irgendjemand*, irgendwer, irgendwen, irgendwem, wen, wem, einer von euch, einen von euch, einem von euch, einer von ihnen,
        einem von ihnen, leuten, leute, jmd, jmdn, jmdm, eine von euch, jemand von euch, jemand von ihnen, von jemandem
        """,
    bot="""
        bot, bots, roboter, robotern, chatbot, chatbots, automat, automaten, ki, sprachcomputer, automatische* antwort*/nachricht*, standardantwort*,
        textbaustein*, virtuelle* assistent*, sprachbot*, roboters
        """,
    device="maschine, maschinen, computer, programm, software, rechner, rechnern, automatik",
    contact="""
        rückruf von, rückruf durch, anruf von, kontakt zu, antwort von, sprechen, spreche, sprech, spreche ich, reden, rede, quatschen, chatten, schreiben,
        telefonieren, unterhalten, kommunizieren, kontaktieren, erreichen, erreiche, kontakt, verbinden, verbinde, verbind, verbinde mich, verbindet mich,
        verbindung, weiterleiten, weitergeleitet, leiten sie mich, leite mich, leitet mich, weiterverbinden, verbunden, durchstellen, durchgestellt,
        stellen sie mich, stell mich, stelle mich, stellt mich, übergeben, übergib, übergebt, wenden, wende, anrufen, rückruf, gespräch, hilfe von,
        antwort von, holen sie, hol mir, holt mir, hol mal, schicken sie mir, schick mir, geholfen werden, betreut werden, klären, klaeren, besprechen,
        austauschen, ran, kommen, gelangen, komme ich, sprechn, schprechen, spechen, sprechen mit, gib mich, geben sie mich, weitergeben, übermitteln,
        zu tun haben, konakt, mit einem, mit nem, mit ner, mit wem kann ich, weiterreichen, überstellen, umleiten, umschalten, zuschalten, hinzuziehen,
        einschalten, klär, kläre, abklären, regeln, regel, regle, lösen, löse, erledigen, übergeben sie mich, gelange, komme ich zu/an/mit, komm ich zu/an/mit,
        ran bekommen, erwische, an die strippe, ans telefon, zurückrufen von, von einem/einer/eurem kontaktiert, kontaktiert werden, bedient werden,
        durchkommen, kontakt aufnehmen, in kontakt treten, weitergegeben, überstellt, übergeben werden, durchgestellt werden, verbunden werden,
        weitervermittelt, vermitteln, meinen fall, mein anliegen, meine anfrage, mein problem an, leiten sie meinen fall, geben sie meinen fall, gib das an,
        geben sie das an, zurückrufen, zurückruft
        """,
    back=7,
    verb_last=True,
    want="""
        will, wil, möchte, moechte, möcht, mag, würde gern, würde gerne, wuerde gern*, brauche, brauch, benötige, benoetige, geben sie mir, gib mir, gebt mir,
        gib mal, holen sie mir, hol mir, kann/könnte/koennte/darf/dürfte ich, kann/könnte ich bitte, wünsche, verlange, fordere, hätte gern, hätte gerne,
        haette gern*, hätt gern, suche, bevorzuge, bitte um, ich bitte um, wo ist, wo finde ich, haben sie, habt ihr, hast du, gibt es, gibts,
        schicken sie mir, schick mir, her mit, ich will haben, lieber, wollen, wo sind, wäre, wolen, mochten, möchten, erwarte, bestehe auf, würde lieber,
        ich würde lieber, möchte lieber, ziehe vor, würde bevorzugen, ich hätte lieber, wie komme ich zu, wie komm ich zu, wie komme ich an, wie bekomme ich,
        such mir, suchen sie mir, find mir, finde mir, besorg mir, besorgen sie mir, organisier mir, will deinen, will ihren, ich will deinen, möchte ihren
        """,
    ask="""
        kann, könnte, koennte, können, könnt, koennen, bitte, bite, soll, sollte, würde, möge, will, möchte, brauche, gibt es, dass, lassen sie, lass, mag,
        darf, kannst, ist, möchten, dass mich, dass mir, hätte gern, warum kann, ruft, lasst, lasst mich, will dass, möchte dass
        """,
    serve="""
        helfen, hilft, hilf mir, weiterhelfen, anrufen, anruft, rufen, zurückrufen, zurückruft, kontaktieren, kontaktiert, melden, meldet, antworten,
        antwortet, unterstützen, kümmern, kümmert, übernehmen, übernimmt, anschauen, anschaut, ansehen, schreiben, sprechen, reden, beraten, erklären,
        durchstellen, weiterleiten, prüfen, lösen, verbinden, beantworten, an, zurück, antworte, ranlassen, ansieht, draufschauen, zurückschreibt,
        schreibt mir, schreibt zurück, angerufen, draufschaut, draufguckt, anguckt, weiterführen, weiterführt, fortführen, einschaltet, von jemandem anrufen
        """,
    there="""
        gibt es, gibts, ist, ist da, ist dort, ist hier, sind, habt ihr, haben sie, hast du, ist denn, sitzt, arbeitet, ist irgendwo, arbeitet da,
        arbeitet dort, arbeitet hier, arbeitet bei euch, sitzt da
        """,
    here="da, dort, hier, erreichbar, verfügbar, online, anwesend, frei, am leben, zu sprechen, zu erreichen, bei euch, bei ihnen, am anderen ende, wach, im chat, auch, überhaupt, mit dem ich, der mir, zu haben",
    fill="""
        ein, eine, einen, einem, einer, nen, nem, ner, ne, n, bitte, bite, mal, jetzt, sofort, hallo, hi, hey, guten tag, moin, servus, ja, nein, gern, gerne,
        endlich, nur, echt*, richtig*, real*, lebend*, lebendig*, menschlich*, mit, an, zu, zum, zur, danke, dringend, ich, mir, mich, bloß, lieber, doch, und,
        oder, nochmal, wieder, schnell, umgehend, stattdessen, verdammt, bitteschön, so, ok, okay, los, keine bots, kein bot, direkt*, persönlich*, hilfe,
        normal*, vernünftig*, kompetent*, fähig*, verständig*
        """,
    link="den, dem, der, die, das, ihren, ihre, ihrem, ihrer, euren, eure, eurem, eurer, irgendein*, anderen, andere, anderer, zuständig*, kompetent*, deutschsprachig*, nur, auch, von, vom, als, denn, hier, da, dort, noch, gleich, sprechen, euch, ihnen, es, statt, etwas, wirklich*, normal*, kein bot, ander*, haben, deutsch",
    negated="""
        müssen mich nicht, müsst mich nicht, musst mich nicht, brauchen mich nicht, brauchst mich nicht, mich nicht mit, mich nicht an,
        brauche/brauch/will/möchte/moechte/benötige/wollte/suche/mag/bitte/nur kein*, will/möchte/muss/brauche/wollte/mag/darf/moechte/muß nicht,
        ich will/möchte nicht, will ich/ich bitte/ich jetzt kein*/nicht, möchte ich/ich bitte kein*/nicht,
        brauche ich/dafür/da/hier/wirklich/jetzt/gar kein*/nicht, ohne, statt, anstatt, anstelle, nicht nötig, nicht notwendig, nicht erforderlich,
        kein bedarf, keine lust, genug von, satt, nicht mehr, verbinden sie mich nicht, leiten sie mich nicht, leite mich nicht, verbinde mich nicht, nicht an,
        will keinesfalls, nervt, möchte doch kein*, will doch kein*, bitte mich nicht, rede nicht, spreche nicht, schreibe nicht, chatte nicht, ungern,
        nicht mehr nötig, brauchen sie nicht, brauchst du nicht, braucht mich nicht, kein mitarbeiter/berater/mensch mehr, keinen mitarbeiter/berater/menschen,
        keine kollegin, rufen sie mich nicht, ruft mich nicht, ruf mich nicht, nicht anrufen, keinen anruf, nicht mehr verbinden, nicht weiterleiten
        """,
    no="kein, keine, keinen, keinem, nicht, stopp, stop, schluss mit, weg mit, raus, genug, beende, beenden, bitte kein, bitte keinen, nein kein, scheiß, scheiss, blöder",
    other="""
        pro person/mensch, für * person/personen, personen zelt/zelte, personenzelt*, wie viele personen/menschen/leute/mitarbeiter,
        viele personen/menschen/leute, personen passen, 2/3/4/5/6 personen, zwei/drei/vier/fünf/sechs personen, die person die, der mensch der,
        die menschen die, mitarbeiterrabatt, mitarbeiter im laden/geschäft, mitarbeiter in der filiale, mitarbeiter vom paketdienst, mitarbeiter der post,
        menschenrechte, menschenmenge, in person, personalausweis,
        mein/meine/meinen/meinem/meiner/unser/unsere/unserem/unseren/sein/seine/ihr chef/chefin/manager/managerin/mitarbeiter/mitarbeiterin/kollege/kollegin/kollegen/vorgesetzter/vorgesetzte/vorgesetzten/team/berater/betreuer,
        bin kein roboter, saugroboter, staubsauger roboter, mähroboter, roboter staubsauger, küchenmaschine, kaffeemaschine, waschmaschine,
        für jemanden/jemand/leute/personen, von jemand/jemandem, jemand anderes/anderem/anderen, jemand anders, chefsache, lieferdienst mitarbeiter,
        passwort manager, reisebüro, makler, schreibtisch*, kontaktperson, kontaktdaten, kontaktlinsen, ansprechpartner name, personenbezogen*, geschenk für,
        saugroboter*, staubsaugerroboter*, wischroboter*, mähroboter*, rasenroboter*, roboterstaubsauger*, thermomix, liebe mitarbeiter, nicht ich sondern,
        lieber nicht, wie viele mitarbeiter*/personen/menschen/leute/angestellte*/agenten/berater*, wieviele mitarbeiter*/personen/menschen/leute/angestellte*,
        mein/meine/meinem/meinen/meiner/unser/unsere/unserem chef*/vorgesetzte*/kollege*/kollegin/team/mitarbeiter*/berater*
        """,
    done="habe schon, hab schon, habe bereits, hab bereits, gestern, schon gesprochen, habe gestern, habe mit, hab mit, letzte woche",
    past="""
        hat, wollte nicht, war, waren, sagte, meinte, habe schon, hab schon, sollte, kam, wird, versprach, wollte mich, wollte mir, gesagt, versprochen,
        behauptete, hieß es
        """,
    stop="über, für, von, wegen, als, gegen, vom, bezüglich, ohne, wie, pro",
    split="und, aber, weil, denn, nachdem, damit, wenn, sondern, obwohl, während, da ich",
    aside="""
        bedanken, zu danken, danke sagen, dank aussprechen, danken möchte, meinen dank, loben, lob, ein lob, loben*, belobigen, kompliment, komplimente,
        gelobt, bewerten, bewertung, bewertungen, rezension, feedback geben, sterne geben, fünf sterne, weiterempfehlen, empfehlen, trinkgeld, sucht ihr,
        suchen sie noch, suchen sie gerade, sucht ihr noch, stellt ihr, stellen sie ein, stellt ihr ein, einstellen, stellenangebot*, stellenanzeige*,
        offene stellen, offene stelle, bewerben, bewerbung, job als, jobs im, stelle als, beschweren über, mein dank, dankeschön an, gruß an, grüße an,
        dank an, ich arbeite in, ich arbeite im, ich arbeite selbst, ich arbeite als, ich arbeite auch, arbeite selbst, arbeite im, arbeite beim, schenken,
        verschenken, geschenk für, überweisen an
        """,
    goods="paket*, päckchen, sendung, lieferung, bestellung, ware, brief, post",
    collect="""
        abholen, abholt, abzuholen, annehmen, annimmt, anzunehmen, entgegennehmen, entgegennimmt, unterschreiben, in empfang nehmen, empfangen, quittieren,
        holen
        """,
    relative="""
        der, die, das, den, dem, dessen, deren, denen, welche, welcher, welches, mit der/dem/denen, von der/dem/denen, bei der/dem
        """,
    than="als, statt, anstatt, nicht, und nicht, anstelle, nicht mit",
    bring="""
        hol, holen, hole, holt, bring, bringt, bringen, lad, ladet, laden, füg, fügen, fügt, ruf, ruft, rufen, zieh, zieht, schalte, schalten, nimm, nehmt,
        nehmen
        """,
    room="""
        in diesen/den/unseren chat, in dieses/das gespräch, in die/diese unterhaltung, diesem chat, ins gespräch, in chat, hier in den chat, zum chat,
        zu diesem chat
        """,
    that="dass, daß, es werde, man werde",
    phrases="""
        keine menschliche hilfe, ist da jemand, ist da wer, ist hier jemand, ist dort jemand, jemand da, menschliche hilfe, menschlichen support,
        menschlicher support, menschlicher kontakt, echter support, raus aus dem bot, bot beenden, bot aus, mensch bitte, mitarbeiter bitte, ist jemand da,
        kein bot sondern, bist du kein mensch da, von jemandem anrufen, von jemandem zurückrufen, von jemandem kontaktieren, von jemandem kontaktiert
        """,
)
