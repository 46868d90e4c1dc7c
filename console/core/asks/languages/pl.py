"""How people ask for a person in Polish."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="pl",
    human="""
        człowiek, człowieka, człowiekiem, człowiekowi, czlowiek*, ludzi, ludźmi, ludzie, ludzki*, ludzka, ludzką, osoba, osobą, osobę, osoby, osobie, osobami,
        konsultant, konsultanta, konsultantem, konsultantowi, konsultanci, konsultantów, konsultantk*, pracownik, pracownika, pracownikiem, pracownikowi,
        pracowników, pracownic*, agent, agenta, agentem, agentowi, agentk*, doradca, doradcą, doradcę, doradcy, doradców, operator, operatora, operatorem,
        operatork*, przedstawiciel, przedstawiciela, przedstawicielem, przedstawicielk*, kierownik, kierownika, kierownikiem, kierowniczk*, menedżer,
        menedżera, menedżerem, menadżer*, manager, managera, managerem, przełożon*, biuro obsługi, biurem obsługi, biura obsługi, bok, obsługa klienta,
        obsługą klienta, obsługi klienta, obsługę klienta, specjalist*, asystent ludzki, szef, szefa, szefem,
        żyw*/prawdziw*/realn* człowiek*/osob*/konsultant*/pracownik*/ludzi/ludźmi/kimś, kimś prawdziwym, kimś żywym, kogoś żywego, kogoś prawdziwego,
        ktoś żywy, żywego, konsulatant*, konsutlant*, z krwi i kości, człekiem, koleżanka, koleżankę, koleżanki, koleżance, koleżanką, kolega, kolegi, koledze,
        kolegą, kolegę, pracownica, pracownicę, pracownicą, konsultantka, konsultantkę, konsultantki, konsultantką, kierowniczka, kierowniczkę, czlowiekiem,
        czlowieka, kogoś z obsługi, ktoś z obsługi, przełożony, przełożonego, przełożonym, ktoś z waszego/państwa/twojego/waszej zespołu/firmy/ekipy,
        ktos z waszego zespolu, kogoś z waszego zespołu, kogoś z zespołu, personel, personelem, waszym personelem, kims zywym, zwierzchnik*, pracownik*,
        konsultant*, operator*, doradc*, koleg*, koleżan*, kierownik*, kierownicz*, szef*, przedstawiciel*, menedżer*, agent*
        """,
    team="support, supportem, wsparcie, wsparciem, wsparcia, pomoc techniczna, pomocą techniczną, kolega, kolegą, koleżank*, zespół, zespołem, dział, działem, działu, infolini*, helpdesk*, serwis, serwisem, obsługa, obsługą, obsługi, obsługę, personel*, ekspert*, technik*, fachow*",
    someone="""
        ktoś, kogoś, kimś, komuś, ktos, kogos, kims, komus, kimkolwiek, kogokolwiek, ktokolwiek, komukolwiek, kim, kto, jest kto, ktoś inny, ktoś od was,
        kogoś od was, któryś z was, ktoś z was, kogoś z was
        """,
    bot="bot, bota, botem, botowi, boty, botów, botami, robot, robota, robotem, robotowi, roboty, robotów, robotami, czatbot*, chatbot*, automat, automatem, automatu, sztuczn* inteligencj*, ai, wirtualn* asystent*, automatyczn* odpowiedzi, automatyczn* sekretark*",
    device="maszyn*, komputer*, program, programem, maszyna, maszyną, maszyny, komputerem",
    contact="""
        złapać, dopaść, znaleźć, dorwać, rozmawiać, porozmawiać, rozmawiac, porozmawiac, rozmowa, rozmowę, rozmowy, rozmowe, pogadać, gadać, pogadac, gadac,
        mówić, pomówić, czatować, popisać, pisać, napisać do, popisac, kontakt, kontaktu, kontaktować, skontaktować, skontaktowac, skontaktujcie, skontaktuj,
        kontaktem, połączyć, polaczyc, połącz, polacz, połączcie, połączenie, połączenia, połączy, łącz, proszę połączyć, przełącz, przelacz, przełączyć,
        przełączcie, przełączenie, przekieruj, przekierować, przekierujcie, przekierowanie, przekaż, przekazać, przekażcie, przekazanie, zadzwonić do, dzwonić,
        dodzwonić, zadzwonic, skonsultować, dogadać, zwrócić się, dostać się, odpowiedzi od, pomocy od, pomoc od, pomocy, być obsłużon*, komunikować, wezwij,
        wezwijcie, zawołaj, zawołajcie, poproś, daj mi, dajcie mi, poprosić, dać mi, przepnij, przepnijcie, skierować, skieruj, skierujcie, omówić, rozmawiał,
        rozmawiała, porozmawiał, porozmawiała, pogadał, pogadała, wymienić, konwersować, podłącz, załatwić to z, przywołaj, prosze polaczyc, odezwać,
        oddzwoniła, załatwić, załatwiłabym, załatwiłbym, załatwię, rozwiązać, rozwiązałabym, rozwiązałbym, omówiłbym, omówiłabym, wyjaśnić, ustalić,
        dogadać się, dostać się do, dostać do, dostanę się do, dobić się, dodzwonić się do, złapię, dotrzeć do, trafić do, skontaktuję, przekierowałby,
        przekierowała, przełączyła, przełączył, przełączenie mnie, połączona, połączony, przekazać moją sprawę, przekażcie moją sprawę, przekaż moją sprawę,
        prześlijcie moją sprawę, skieruj moją sprawę, skierować moją sprawę
        """,
    back=4,
    verb_last=True,
    want="""
        chcę, chce, chciałbym, chciałabym, chcialbym, chcialabym, chciałbym, chciałabym, chcialem, chciałem prosić, potrzebuję, potrzebuje, potrzebny,
        potrzebna, potrzeba, proszę, prosze, proszę o, poproszę, poprosze, prosiłbym o, prosiłabym o, prosze o, dajcie, daj, dajcie mi, daj mi, wolę, wole,
        wolałbym, wolałabym, żądam, domagam się, szukam, czy mogę, czy mogłbym, czy jest, macie, jest, gdzie jest, gdzie znajdę, czy macie, wymagam,
        życzę sobie, dawaj, dawajcie, pragnę, wolelibyśmy, chcemy, muszę, wezwij, zawołaj, da się, czy mogę prosić, prosić, prosić o, prosimy, przydałby się,
        można prosić, wolalbym, wolalabym, preferuję, jak złapać, raczej, znajdź mi, znajdźcie mi, poszukaj mi, załatw mi, załatwcie mi, sprowadź mi,
        chcę twojego, chcę waszego
        """,
    ask="""
        czy, może, moze, mógłby, mogłaby, mogłby, możecie, mogę, moge, mógłbym, mogłabym, proszę, prosze, niech, chcę, chciałbym, chciałabym, potrzebuję, aby,
        żeby, zeby, by, jest, da się, można, poproś, pls, możliwe, pozwólcie, chcę żeby
        """,
    serve="""
        pomóc, pomoc, pomoże, pomógł, pomógłby, pomogła, pomoc mi, zadzwonić, zadzwoni, zadzwonił, zadzwoniła, oddzwonić, oddzwoni, oddzwonił, skontaktować,
        skontaktuje, skontaktował, odpowiedzieć, odpowie, odpowiedział, odpisać, odpisze, odpisał, przejąć, przejmie, przejął, zająć, zajmie, zajął, spojrzeć,
        sprawdzić, sprawdzi, sprawdził, wyjaśnić, wyjaśni, wyjaśnił, wytłumaczyć, rozwiązać, porozmawiać, rozmawiać, napisać, obsłużyć, obsłuży, obsłużył,
        doradzić, odezwać, odezwie, skontaktowała, oddzwoniła, odpowiedziała, spojrzy, napisze, przejęła, kontynuować, spojrzał, spojrzała, zerknął, popatrzył
        """,
    there="""
        czy jest, jest, czy jest tam, jest tam, czy jest tu, jest tu, macie, czy macie, czy, czy są, siedzi tam, pracuje tam, czy pracuje tam, czy ktoś tam,
        są tam, są tu, są u was
        """,
    here="tam, tu, tutaj, dostępny, dostępna, online, wolny, żywy, prawdziwy, po drugiej stronie, na linii, z kim, z kim mogę porozmawiać, kto może pomóc, kto mi pomoże, u was, obecny, dostępni, jest, w pobliżu, do rozmowy, na czacie, po tej stronie",
    fill="""
        proszę, prosze, poproszę, poprosze, teraz, natychmiast, już, cześć, hej, dzień dobry, halo, witam, dzięki, dziękuję, tak, nie, prawdziw*, żyw*, realn*,
        z, ze, do, na, mi, mnie, ja, pilnie, pilne, tylko, wreszcie, i, lub, albo, nie bot, nie bota, nie z botem, nie z robotem, szybko, kurwa, pomocy,
        od razu, inny, innym, jakim*, jakiego*, jakis, jakąś, jakas, jak najszybciej, wolałbym, pls, bezpośrednio, o, sie, się, żebym, normalny, normalnego,
        normalnym, normalną, rozsądnego, rozsądnym, kompetentnego, kompetentnym, kompetentną, ogarniętego, myślącego, zywym, żywym, prawdziwym
        """,
    link="""
        waszym, waszego, państwa, wasz, jakimś, jakiegoś, jakiś, kompetentn*, polskojęzyczn*, tym, tego, ten, ta, tą, innym, inną, innego, rozmawiać, z, o,
        kontakt, a nie, do, rozmowę, rozmowy, połączenie, twoim, kimś, też, który, klienta, obsługi, ludzkim, właściw*, odpowiedzialn*, jedn*, zamiast bota,
        mówiąc*, po polsku, w, rozmowa, twojego, twoją, waszą, swojego, swoją, swoim, jednym z, jednego z, jedną z, którymś z, kimś z, waszych, twoich
        """,
    negated="""
        nie chcę, nie chce, nie chciałbym, nie chciałabym, nie potrzebuję, nie potrzebuje, nie potrzeba, nie trzeba, nie jest potrzebn*, nie muszę, nie proszę,
        nie prosze, nie szukam, nie prosiłem, nie prosiłam, bez, zamiast, niż, mam dość, mam dosyć, nie zamierzam, nie będę, nie łącz, nie łączcie,
        nie przełączaj, nie przekierowuj, nienawidzę, odmawiam, nie wymagam, nie życzę sobie, nie interesuje, nie ma potrzeby, już nie potrzebuję,
        nie rozmawiam, nie lubię, zbędny, niepotrzebny, już niepotrzebny, niepotrzebna, już niepotrzebna, nie jest potrzebny, nie jest już potrzebny,
        nie potrzebuję już, nie dzwońcie, nie dzwoń, nie dzwonić, proszę nie dzwonić, nie musicie, nie musisz, nie musi pan, nie musi pani, nie jest konieczne
        """,
    no="nie, żadnych, żadnego, dość, stop, koniec, precz, wyłącz, nie z, bez, przestań, jebany, wyjdź, zakończ",
    other="""
        na osobę, od osoby, za osobę, ile osób, ilu ludzi/pracowników/konsultantów, dwóch/trzech/czterech/pięciu/sześciu osób, dwie/trzy/cztery osoby,
        wiele osób, osobowy, osoba która, osobę która, osoba ktora, człowiek który, osobist*, pracownik sklepu, pracownik kuriera, pracownik poczty,
        pracownik w sklepie, sprzedawca, kierownik sklepu, agent nieruchomości, agent ubezpieczeniowy, prawa człowieka, prawami człowieka,
        mój/moja/moim/mojego/nasz/naszego/jego/jej szef*/kierownik*/kolega/menedżer*/manager*/pracownik*/zespół/doradca/konsultant*/przełożon*/agent,
        nie jestem robotem, nie jestem botem, robot sprzątający, robota sprzątającego, robot kuchenny, robota kuchennego, robot koszący, robot odkurzając*,
        pralk*, maszyna do szycia, automat do kawy, ekspres do kawy, dla kogoś, od kogoś, ktoś inny odebrał, kogoś innego, komuś innemu, soczewki kontaktowe,
        dane kontaktowe, formularz kontaktowy, operator sieci, mój operator, operator logistyczny, prezent dla, wózek, inna osoba, nazwisko osoby, paczkomat*,
        obsługi urządzenia, instrukcja obsługi, instrukcji obsługi, w obsłudze, opłata za, robot odkurzający, odkurzacz robot, robot mopujący, mój robot,
        ekspres, ilu macie pracowników, ilu *, mój/moja/mojego/mojej/mojemu/nasz/nasza szef*/kierowni*/przełożon*/koleg*/koleżank*/pracownik*/zespół
        """,
    done="już, wczoraj, rozmawiałem, rozmawiałam, kontaktowałem, w zeszłym tygodniu",
    past="""
        powiedział, powiedziała, był, była, dzwonił, dzwoniła, miał, miała, obiecał, obiecała, potwierdził, mówił, mówiła, rozmawiałem, rozmawiałam, przyszedł,
        wczoraj, chciał, chciała, napisał, nie przyszedł, zwrócił, kazał, odmówił, był niemiły, nie odpowiada, powiedzieli, twierdził
        """,
    stop="dla, bez, jak, przeciw, w sprawie, na temat, jako, niż, przez, od",
    split="ale, bo, ponieważ, kiedy, gdy, i, oraz, choć, potem, zanim, więc, że, jeśli, po tym, lecz",
    aside="""
        podziękować, podziękowania, pochwalić, pochwałę, pochwała, pochwały, komplement, ocenić, ocena, ocenę, wystawić opinię, opinię, zostawić opinię,
        recenzję, pięć gwiazdek, polecić, polecam, napiwek, zatrudniacie, zatrudnić, rekrutujecie, rekrutacja, rekrutację, szukacie, poszukujecie,
        oferty pracy, oferta pracy, wolne etaty, wakaty, aplikować, do pracy w, praca jako, pracować jako, poskarżyć się na, skarga na, skargę na,
        moje podziękowania, podziękuj, podziękujcie, proszę podziękować, pozdrowienia, sam pracuję, sama pracuję, pracuję w, ja pracuję, pracuję jako,
        też pracuję
        """,
    goods="paczka, paczkę, paczki, przesyłka, przesyłkę, przesyłki, zamówienie, dostawę, dostawa, list, towar",
    collect="odebrać, odbierze, odbiera, odebrał*, podpisać, podpisze, przyjąć, przyjmie, pokwitować, wziąć, weźmie",
    relative="który, która, które, którego, której, którą, którym, którzy, co, z którym, z którą, do którego",
    than="niż, zamiast, nie, a nie, aniżeli, nie z",
    bring="""
        dołączcie, dołącz, dołączyć, zaproście, zaproś, zaprosić, dodajcie, dodaj, dodać, wezwij, wezwijcie, przyprowadź, włączcie, włącz, włączyć, poproście,
        poproś, weźcie, wpuśćcie
        """,
    room="""
        do tej rozmowy, do rozmowy, na czat, do czatu, do tego czatu, na ten czat, do tego chatu, na chat, do konwersacji, tej rozmowy
        """,
    that="że, iż",
    phrases="czy ktoś tam jest, jest tam ktoś, jest tu ktoś, czy jest tam kto, halo jest tam, jest ktoś, czy ktoś jest, ktoś tam jest, jest tu kto, ktoś żywy, ktoś prawdziwy, człowieka proszę, konsultanta proszę, poproszę człowieka, nie z botem, nie z robotem, nie z automatem, ludzkiej pomocy, pomoc człowieka, oddzwońcie, zadzwońcie do mnie, wyłącz bota",
)
