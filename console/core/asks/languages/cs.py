"""How people ask for a person in Czech."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="cs",
    human="""
        člověk, člověka, člověkem, člověku, člověče, lidi, lidmi, lidé, lidí, lidského, lidský, lidskou, lidská, lidskému, lidským, osoba, osobou, osobu,
        osobě, osoby, operátor*, pracovník, pracovníka, pracovníkem, pracovníkovi, pracovnic*, zaměstnanec, zaměstnance, zaměstnancem, zaměstnanci, agent,
        agenta, agentem, agentovi, poradce, poradcem, poradci, poradkyn*, konzultant*, zástupce, zástupcem, zástupci, zákaznick* servis*, zákaznick* podpor*,
        zákaznick* lin*, zákaznick* centr*, zákaznické péče, vedoucí*, manažer*, nadřízen*, specialist*, šéf, šéfa, šéfem, asistent lidský,
        živ*/skutečn*/opravdov*/reáln* člověk*/osob*/operátor*/lidmi/pracovník*/někým/někoho/bytost*, někým skutečným, někdo živý, někým živým, živého,
        člobrd*, clovek*, z masa a kostí, lidskou bytost*, kolegyně, kolegyni, kolegyní, kolega, kolegu, kolegovi, kolegou, kolegů, poradkyně, poradkyni,
        poradkyní, operátorka, operátorku, operátorce, operátorkou, pracovnice, pracovnici, nadřízený, nadřízeného, nadřízeným, vedoucí, vedoucího,
        někoho ze zákaznické podpory, někdo ze zákaznické podpory, někoho z podpory, clovekem, cloveka, někdo z vašeho týmu, někoho z vašeho týmu,
        nekdo z vaseho tymu, někdo z týmu, personál, personálem, vaším personálem, někoho normálního, nekym zivym, zaměstnanc*, pracovník*, poradc*, koleg*,
        šéf*, zástupc*, asistent*, technik*
        """,
    team="podpora, podporou, podporu, podpory, kolega, kolegou, kolegu, kolegyn*, tým, týmem, oddělení, oddělením, infolink*, linku podpory, helpdesk*, servis, technik*, personál*, expert*, odborník*",
    someone="""
        někdo, někoho, někým, někomu, nekdo, nekoho, nekym, nekomu, kýmkoliv, kohokoliv, kdokoliv, někom, s kým, kým, kdo, někdo od vás, kýmkoli, někdo jiný,
        někoho od vás, někdo z vás, někoho z vás
        """,
    bot="""
        bote, bot, bota, botem, botovi, boti, boty, botů, robot, robota, robotem, robotovi, roboti, roboty, robotů, chatbot*, čatbot*, automat, automatem,
        automatu, umělá inteligence, umělou inteligencí, umělé inteligence, ai, virtuální* asistent*, automatick* odpověd*, záznamník*, strojem
        """,
    device="stroj, strojem, počítač*, program, programem, mašin*, stroje, strojům, počítačem",
    contact="""
        kontaktuji, kontaktuju, seženu, najdu, zastihnu, mluvit, promluvit, hovořit, pohovořit, bavit, pobavit, povídat, popovídat, pokecat, kecat, chatovat,
        psát si, psát s, napsat, kontaktovat, kontakt, kontaktu, spojit, spojte, spoj, spojení, spojíte, spojil, spojila, přepojit, přepojte, přepoj,
        přepojení, přepojíte, přesměrovat, přesměruj, přesměrujte, předat, předej, předejte, volat, zavolat, dovolat, telefonovat, komunikovat, obrátit,
        dostat se k, sehnat, odpověď od, pomoc od, pomoci od, řešit, vyřešit to s, jednat, jednat s, konzultovat, zavolejte, zavolej, poradit se, probrat,
        dejte mi, dej mi, přivolejte, přivolej, přepnout, přepni, přepněte, propojit, propojte, propoj, mluvil, mluvila, promluvil, promluvila, hovor s,
        rozhovor, odkázat, domluvit, diskutovat, dát mi, předání, vyřešila, vyřešil, vyřešit, řešila, řešil, probrala, probral, vyřídila, vyřídil, vyřídit,
        dořešit, dostanu k, dostanu se k, dostat k, se dostanu, se dostat, se mám dostat, dovolám, zastihnout, spojím, přesměroval, přesměrovala, přepojil,
        přepojila, mě kontaktuje, mi zavolá, přepojit na, přepojení na, přepojena, přepojen, přesměrován, přesměrována, přesměrování, spojení s, hádat s,
        předejte můj případ, předejte prosím můj případ, předej můj případ, předat můj případ, přepošlete můj případ, pošlete můj případ, mluvila s některým,
        s některým z
        """,
    back=4,
    verb_last=True,
    want="""
        chci, chtěl bych, chtěla bych, chtel bych, chtela bych, chtěl, chtěla, chceme, potřebuji, potřebuju, potrebuju, potrebuji, prosím, prosim, prosil bych,
        prosila bych, dejte mi, dej mi, dejte, dej, žádám, vyžaduji, požaduji, přeji si, preferuji, raději, radši, radši bych, hledám, můžu, mohu, mohl bych,
        mohla bych, můžu dostat, mám zájem o, je tu, máte, kde je, kde najdu, přál bych si, zavolejte, zavolej, sežeňte, chcem, žádal bych, rád bych,
        ráda bych, uvítal bych, dala bych přednost, dám přednost, je možné, chtělo by to, raději bych, radsi, radsi bych, dávám přednost, upřednostňuji,
        sežeň mi, sežeňte mi, najdi mi, najděte mi, přiveď mi, přiveďte mi, obstarej mi, chci tvého, chci vašeho
        """,
    ask="""
        může, můžete, mohl, mohla, mohli, můžu, mohu, prosím, prosim, ať, at, aby, chci, chtěl, chtěla, potřebuji, potřebuju, je, lze, nechte, je možné,
        nemůže, nemohl, kéž, nechť, kdyby, možné, šlo by, chci aby
        """,
    serve="""
        pomoct, pomoci, pomůže, pomohl, pomohla, zavolat, zavolá, zavolal, zavolala, kontaktovat, kontaktuje, kontaktoval, ozvat, ozve, ozval, odpovědět,
        odpoví, odpověděl, převzít, převezme, převzal, podívat, podívá, podíval, vysvětlit, vysvětlí, vysvětlil, vyřešit, vyřeší, řešit, mluvit se mnou,
        poradit, poradí, poradil, napsat, věnovat, věnoval, zkontrolovat, obsloužit, ujmout, mě kontaktoval, mě kontaktovala, mi zavolal, mi zavolala, odpovi,
        odpověděla, odepíše, ozvala, obsloužil, obslouží, ujme, napíše, převzala, pokračovat, podívala
        """,
    there="""
        je, je tam, je tady, je tu, je tam někde, máte, máte tam, existuje, sedí tam, jsou, jsou tam, pracuje tam, pracuje u vás
        """,
    here="tam, tady, tu, zde, dostupný, online, k dispozici, volný, živý, skutečný, na druhé straně, na lince, u vás, s kým, s kým mohu mluvit, kdo mi pomůže, kdo by mi pomohl, kdo může pomoct, přítomen, na drátě, na příjmu, vůbec",
    fill="""
        prosím, prosim, teď, hned, ihned, okamžitě, ahoj, dobrý den, čau, haló, zdravím, díky, děkuji, ano, jo, ne, živ*, skutečn*, opravdov*, reáln*, s, se,
        na, k, ke, mi, mě, já, naléhavé, jen, jenom, konečně, a, nebo, ne bot, ne bota, ne robota, ne s botem, rychle, sakra, pomoc, raději, radši, jiný,
        jiného, nějak*, někým, bych, o, z, bezodkladně, přímo, co nejdříve, kurva, po, normální, normálního, normálním, rozumného, rozumným, rozumný,
        kompetentního, kompetentním, chytrého, zivym, živým, skutečným, schopného
        """,
    link="""
        vaším, vaše, vašeho, vaší, nějakým, nějakého, nějakou, kompetentn*, česky mluvící*, tím, toho, ten, ta, jiným, jiného, mluvit, s, kontakt, a ne, k,
        spojení, spojit, tvým, také, který, ze, z, zákaznické, podpory, jedn*, místo bota, rozhovor, na, hovor, od, u, tvého, svého, tvou, vaši, některým z,
        některého z, jedním z, někým z, vašich, tvých
        """,
    negated="""
        nechci, nechtěl bych, nechtěla bych, nepotřebuji, nepotřebuju, nepotrebuju, není potřeba, není třeba, není nutné, nemusím, nehledám, nežádám, bez,
        místo, namísto, než, mám dost, nehodlám, nebudu, nepřepojujte, nepřepojuj, nespojujte, nesnáším, odmítám, nepřeji si, nezajímá, už nechci,
        už nepotřebuji, nemluvím, nemám rád, štve mě, nechtěl jsem, netřeba, nechceme, už nepotřebuju, už není potřeba, už není třeba, nevolejte, nevolej,
        nevolat, nemusíte, nemusíš
        """,
    no="dost bylo, už dost, ne, žádné, žádný, žádného, dost, stop, konec, pryč, vypni, ne s, bez, přestaň, zasraný, ukonči, vypněte",
    other="""
        na osobu, za osobu, pro osobu, kolik lidí/osob/zaměstnanců/pracovníků, dvě/tři/čtyři/pět/šest osob/osoby/lidí, dva/tři/čtyři lidi/lidé,
        pro * osob/osoby/lidi, mnoho lidí, hodně lidí, osoba která, osobu která, člověk který, osobní*, osobně, zaměstnanec obchodu, pracovník prodejny,
        zaměstnanec prodejny, pracovník pošty, vedoucí prodejny, realitní* agent*, lidská práva, lidských práv,
        můj/moje/mého/mým/náš/našeho/jeho/její šéf*/vedoucí/kolega/kolegyně/manažer*/zaměstnanec/pracovník/tým/poradce/nadřízený/agent/operátor, nejsem robot,
        nejsem bot, robotický vysavač, robot vysavač, kuchyňský robot, kuchyňského robota, robotická sekačka, pračk*, kávovar*, šicí stroj, pro někoho,
        od někoho, někoho jiného, někomu jinému, někdo jiný převzal, kontaktní* čočky, kontaktní* údaje, kontaktní* formulář, kontaktní* osob*,
        mobilní operátor, operátor sítě, dárek pro, jiná osoba, jméno osoby, robotického vysavače, robotickým vysavačem, robot na vysávání, vysavač, vysavače,
        automat na kávu, můj robot, kolik máte zaměstnanců, můj/moje/moji/mého/mému/mým/náš/naše/našeho šéf*/nadřízen*/vedoucí*/koleg*/zaměstnan*/poradc*
        """,
    done="jsem, už jsem, včera, minulý týden, jsme",
    past="""
        řekl, řekla, byl, byla, volal, volala, slíbil, slíbila, potvrdil, potvrdila, mluvil jsem, mluvila jsem, už jsem mluvil, přišel, včera, napsal,
        nepřišel, vrátil, odmítl, jsem mluvil, jsem mluvila, nezavolal, měl přijet, měl zavolat, říkal, říkala, řekli, tvrdil, tvrdila
        """,
    stop="o, bez, jako, proti, ohledně, kvůli, než, pro, od",
    split="ale, protože, když, a, i, pak, poté, než, takže, že, pokud, jestli, avšak, ačkoliv",
    aside="""
        poděkovat, poděkovala, poděkoval, poděkování, pochválit, pochvalu, pochvala, kompliment, ohodnotit, hodnotit, hodnocení, recenzi, recenze,
        pět hvězdiček, doporučit, spropitné, nabíráte, nabíráte lidi, hledáte lidi, hledáte, zaměstnáváte, přijímáte, volná místa, volné místo,
        pracovní nabídk*, nábor, pracovat jako, práce u vás, pracovat u vás, stěžovat si na, stížnost na, moje poděkování, mé poděkování, poděkujte, poděkuj,
        vzkažte díky, pozdravujte, sám pracuju, sama pracuju, sám pracuji, sama pracuji, pracuju v, pracuji v, také pracuju, taky pracuju
        """,
    goods="balík, balíku, balíček, zásilka, zásilku, zásilky, objednávku, objednávka, dodávku, dopis, zboží",
    collect="vyzvednout, vyzvedne, vyzvedl*, převzít, převezme, převzal*, přijmout, přijme, podepsat, podepíše, vzít, vezme",
    relative="""
        který, která, které, kterého, kterou, kterému, kterým, kteří, co, jenž, jež, se kterým, s kterým, se kterou, s nímž
        """,
    than="než, nežli, místo, ne, a ne, namísto, ne s",
    bring="""
        přizvěte, přizvi, přizvat, pozvěte, pozvi, pozvat, přidejte, přidej, přidat, přiveďte, přiveď, zapojte, zapoj, zapojit, zavolejte, zavolej, vezměte,
        přiberte, pusťte
        """,
    room="""
        do tohoto chatu, do chatu, do téhle konverzace, do konverzace, do této konverzace, do tohohle chatu, sem do chatu, do hovoru, k chatu, do rozhovoru
        """,
    that="že",
    phrases="je tam někdo, je tu někdo, je tady někdo, je někdo, někdo tam je, je tam kdo, někdo živý, někdo skutečný, člověka prosím, operátora prosím, ne s botem, ne s robotem, ne s automatem, lidskou pomoc, lidská pomoc, zavolejte mi, zavolejte mi zpět, ozvěte se mi, vypni bota",
)
