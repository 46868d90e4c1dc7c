"""Phrases by which a customer's text shows that a person must answer, by language and reason code; data only.

Words are compared without case, accents and apostrophes. Phrases are divided by commas; `word*` is any word that starts
so, `a|b` either word, and `..` up to three words in between.
"""

from typing import Final

HEATED: Final = "heated"
"""Not a reason code: strong displeasure, which counts as `sentiment` only when it comes twice."""

TOPICS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "vulnerable": """
            suicid*, kill|hurt|harm myself, end my life, want to die, dont want to live, dont want to be here,
            husband|wife|mother|father|mum|mom|dad|son|daughter|partner|brother|sister|he|she .. died|dead, passed away,
            funeral, bereave*, dementia|alzheimer*, have|has|got|with cancer, terminally ill, in hospital, in the
            hospital, seriously ill|sick, depression|depressed, domestic|abusive
            violence|abuse|husband|wife|partner|relationship, afraid of my""",
        "fraud": """
            hacked, account .. hijacked|compromised|stolen, stole|stolen .. card|identity|account, card ..
            stolen|cloned|skimmed, used my card|account, identity theft, fraud*, phish*, unauthori*, didnt|never
            make|made|place|placed|authorise|authorize .. purchase|order|payment|charge, did not
            make|place|authorise|authorize .. purchase|order|payment|charge, someone ordered|bought|changed .. my,
            dont|not recogni* .. payment|charge|transaction|order""",
        "hardship": """
            lost my job, unemployed, bankrupt*, debt collect*, in debt, cannot|cant|not afford, cannot|cant pay my|the
            bill|bills|invoice|rent|debt|debts, no money left|to, financial difficult*|hardship|trouble""",
        "policy": """
            chargeback*, dispute .. payment|charge|transaction, lawyer*|solicitor*|attorney*, sue you, legal
            action|steps, take you to court, small claims, ombudsman, consumer protection|agency, trading standards,
            regulator, formal|official|file|make complaint, file|make|lodge a complaint, want|like to complain,
            journalist|newspaper|reporter, gdpr, subject access, data protection, delete|erase|remove .. my .. data,
            copy of my data""",
        "sentiment": """
            fuck*, bullshit, shit|shitty, asshole*|arsehole*, bastard*, idiot*|moron*, piss off, go to hell""",
        HEATED: """
            ridiculous, unacceptable, outrag*, furious, disgust*|disgrace*, useless, worst, terrible, horrible|awful,
            pathetic, fed up, waste of time|money, sick of, never again, angry, rip off, joke""",
    },
    "sv": {
        "vulnerable": """
            självmord*, ta livet av mig, ta mitt liv, skada mig själv, vill|orkar inte leva, vill dö,
            man|fru|mamma|pappa|mor|far|son|dotter|sambo|bror|syster|han|hon .. dog|avled|dött|avlidit, gick bort, gått
            bort, begravning*, dödsbo*, demens|dement|alzheimer*, har|fått cancer, på sjukhus*, ligger inne, svårt sjuk,
            deprimerad|depression, misshandla*, våld hemma, slår mig, rädd för min""",
        "fraud": """
            hackad|hackat|hackade|kapad|kapat|kapade, stulit|stulet .. kort|konto|identitet, kort .. stulet|skimmat,
            använt mitt kort|konto, bedrägeri*|bedragare|bedragen, id kapning|kapad, identitetsstöld*, nätfiske|phish*,
            inte gjort .. köp|köpet|beställning|beställningen|betalning, någon .. beställt|handlat .. mitt, känner inte
            igen .. köp|köpet|betalning|betalningen|dragning|dragningen, obehörig*""",
        "hardship": """
            förlorat jobbet, förlorat mitt jobb, blivit arbetslös|uppsagd, arbetslös, har inte råd, inkasso*,
            kronofogde*, skulder|skuldsatt, kan inte betala min|mina|räkningen|räkningar|hyran|skulden, konkurs, inga
            pengar kvar""",
        "policy": """
            chargeback*, bestrid*, advokat*|jurist*, stämma er, rättsliga åtgärder, polisanmäl*, konsumentverket,
            allmänna reklamationsnämnden, arn, konsumentombudsmannen, konsumentvägledare*, klagomål, vill klaga,
            journalist*|tidningen|reporter, gdpr, registerutdrag, dataskydd*, integritetsskyddsmyndigheten, radera ..
            mina .. uppgifter|data, mina personuppgifter""",
        "sentiment": """
            fan, jävla|jävlar|jävlig*|helvete*|förbannad*, skit|skitföretag|skitdålig*, idiot*, dra åt""",
        HEATED: """
            löjligt|löjlig, oacceptabel*, skandal*, rasande|arg, värdelös*|värdelöst, sämsta, fruktansvärt, hemskt,
            patetisk*, trött på, slöseri med, aldrig mer, under all kritik, skämt, bedrövlig*""",
    },
    "de": {
        "vulnerable": """
            selbstmord*|suizid*, umbringen, mir etwas antun, das leben nehmen, nicht mehr leben, will sterben,
            mann|frau|mutter|vater|mama|papa|sohn|tochter|partner|bruder|schwester|er|sie .. gestorben|verstorben|tot,
            todesfall|trauerfall, beerdigung, demenz|dement|alzheimer*, krebs, im krankenhaus, schwer krank,
            depression*|depressiv, häusliche gewalt, schlägt mich, misshandel*, angst vor meinem|meiner""",
        "fraud": """
            gehackt|gehackte, gestohlen .. karte|konto|identität, karte .. gestohlen|kopiert|geklaut, meine
            karte|kreditkarte .. benutzt|verwendet|missbraucht, betrug|betrüger*|betrogen, identitätsdiebstahl,
            phishing*, unbefugt*|missbrauch*, nicht von mir, jemand .. bestellt|gekauft|eingekauft, erkenne|kenne ..
            abbuchung|zahlung|bestellung .. nicht, nie|nicht .. bestellt .. abgebucht""",
        "hardship": """
            job|arbeit|arbeitsplatz|arbeitsstelle verloren, arbeitslos*, gekündigt worden, nicht leisten, inkasso*,
            verschuldet|schulden, kann .. rechnung|miete|raten nicht .. bezahlen|zahlen, insolvenz*|pleite, kein geld
            mehr, zahlungsunfähig, mahnung*""",
        "policy": """
            chargeback*|rückbuchung*|rücklastschrift*, rechtsanwalt*|anwalt*|anwältin, verklagen|klage, vor gericht,
            rechtliche schritte, verbraucherzentrale|verbraucherschutz*, schlichtung*, beschwerde*, beschweren,
            aufsichtsbehörde, strafanzeige, journalist*|presse|zeitung, dsgvo, datenschutz*, auskunft .. daten, daten ..
            löschen, konto .. löschen""",
        "sentiment": """
            scheiß*|scheisse, verdammt*, arschloch*|arschlöcher, idiot*|vollidiot*, verpiss*, saftladen, drecksladen""",
        HEATED: """
            lächerlich*, inakzeptabel, unverschämt*|unverschämtheit, frechheit, wütend, stinksauer|sauer, nutzlos*,
            schlechteste*, schrecklich*|furchtbar*, unmöglich, reicht mir, zeitverschwendung, nie wieder, katastrophe,
            witz""",
    },
    "es": {
        "vulnerable": """
            suicid*, matarme, quitarme la vida, hacerme daño, no quiero vivir, quiero morir*,
            murió|fallecido|falleció|fallecimiento, ha|han muerto, funeral|entierro, demencia|alzheimer*, cáncer, en el
            hospital, hospitalizad*|ingresad*, gravemente enferm*, depresión|deprimid*, maltrat*, violencia de
            género|doméstica, violencia doméstica, me pega, miedo de mi""",
        "fraud": """
            hackead*|jaquead*|hackearon, robado|robaron|robada .. tarjeta|cuenta|identidad, tarjeta .. robada|clonada,
            usado|usaron .. mi tarjeta|cuenta, fraude*|fraudulent*, estafa*|estafad*, phishing, suplantación|suplantad*,
            no autorizad*|autoricé, no reconozco .. cargo|pago|compra|pedido, no hice|realicé .. compra|pedido|pago,
            alguien .. comprado|pedido|compró""",
        "hardship": """
            perdí|perdido .. trabajo|empleo, sin trabajo|empleo, desempleado|desempleada|en paro|al paro, en paro, no
            puedo permitir*, no .. puedo pagar .. alquiler|deuda|deudas|luz, deudas|endeudad*, embargo*, bancarrota, no
            tengo dinero, no llego a fin""",
        "policy": """
            contracargo*|retrocesión, abogad*, demandar*|denuncia|denunciar|denunciaré, acciones legales,
            juicio|tribunales, oficina .. consumo, facua|ocu, hoja|hojas de reclamaciones|reclamación,
            reclamación|reclamaciones, queja|quejarme, defensor, periodista*|periódico|prensa, rgpd, protección de
            datos, agencia española, borr*|elimin*|suprim* .. mis .. datos, disputar .. pago|cargo""",
        "sentiment": """
            mierda, joder|jódanse|jódete, puta|puto|hijos, gilipollas|cabron*, idiota*|imbécil*, vete al""",
        HEATED: """
            ridículo|ridícula, inaceptable, vergüenza|vergonzos*, indignad*|indignante, furios*|enfadad*|cabread*,
            inútil*, peor, terrible|horrible|fatal, patético*, hart*, pérdida de tiempo, nunca más, tomadura de pelo,
            desastre""",
    },
    "pt": {
        "vulnerable": """
            suicid*|suicíd*, me matar, matar me, tirar a minha vida, não quero viver, quero morrer,
            morreu|faleceu|falecido|falecimento, funeral|enterro|velório, demência|alzheimer*, câncer|cancro, no
            hospital, internad*|hospitalizad*, gravemente doente, depressão|deprimid*, violência doméstica, me bate,
            bate me, maus tratos, medo do meu|da minha""",
        "fraud": """
            hackead*|hackearam|pirateada, roubaram|roubado|roubada .. cartão|conta|identidade, cartão ..
            roubado|clonado|clonaram, clonaram, usaram|usou .. meu cartão|conta, fraude*|fraudulent*,
            golpe|burla|burlad*, phishing, não autorizei|autorizad*, não reconheço ..
            compra|cobrança|pagamento|débito|pedido|encomenda, não fiz .. compra|encomenda|pedido|pagamento, alguém ..
            comprou|encomendou|usou""",
        "hardship": """
            perdi .. emprego|trabalho, desempregad*, sem emprego|trabalho, não tenho dinheiro|condições, não ..
            consigo|posso pagar .. contas|aluguel|renda|dívida|dívidas, dívidas|endividad*,
            penhora*|insolvência|falência, dificuldades financeiras""",
        "policy": """
            chargeback*|contestar|contestação, advogad*, processar|processo judicial, ação judicial|tribunal|justiça,
            procon|deco|reclame, livro de reclamações, reclamação|reclamações, queixa|queixar*, provedor,
            denunciar|denúncia, jornalista*|jornal|imprensa, rgpd|lgpd, proteção de dados, apag*|elimin*|exclu* .. meus
            .. dados""",
        "sentiment": """
            merda, porra|caralho|foda*|foder, puta|puto, idiota*|imbecil*|burro*, otário*, vai se""",
        HEATED: """
            ridículo|ridícula, inaceitável, vergonha|vergonhoso, absurdo, indignad*, furios*|irritad*|revoltad*,
            inútil*|inúteis, pior, péssimo|péssima|horrível|terrível, palhaçada, fart* de, cansad* de, cansei, perda de
            tempo, nunca mais, lixo""",
    },
}
