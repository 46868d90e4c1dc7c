"""How people ask for a person in Italian."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="it",
    human="""
        agente dal vivo, operatore dal vivo, umano, umana, umani, essere umano, esseri umani, persona, persone, operatore, operatrice, operatori, addetto,
        addetta, addetti, agente, agenti, consulente, consulenti, impiegato, impiegata, dipendente, rappresentante, responsabile, supervisore, manager,
        direttore, capo, incaricato, assistente umano, collaboratore,
        persona/operatore/umano/qualcuno/agente vero/vera/reale/umano/umana/in carne e ossa/in carne ed ossa/fisica/viva,
        vera/vero/reale persona/operatore/umano/essere umano/operatrice, servizio clienti, assistenza clienti, assistenza umana, supporto umano, aiuto umano,
        centralinista, specialista, qualcuno di reale/vero/umano/vivo, qualcuno in carne, contatto umano, operatre, oparatore, persna, servizio cliente,
        membro dello staff, addetto clienti, vostro operatore, collega, colleghi, colleghe, suo collega, sua collega, tuo collega, vostro collega,
        vostro dipendente, qualcuno del servizio, qualcuno del/della/dal/dalla vostro/vostra/suo/tuo team/staff/squadra/azienda/ufficio, personale,
        vostro personale, suo personale, superiore, suo superiore, superiori, tuo superiore, vostro superiore, dipendenti, impiegati, impiegate, operatrici,
        addette, rappresentanti, collaboratori, assistenti,
        uno/una dei/delle vostri/vostre/suoi/sue/tuoi/tue dipendenti/operatori/consulenti/colleghi/colleghe/impiegati/agenti
        """,
    team="supporto, assistenza, collega, colleghi, team, staff, ufficio, reparto, tecnico, centralino, call center, personale, esperto, superiore, helpdesk, servizio",
    someone="""
        qualcuno, qualcun, qualcun altro, qlcn, qualcn, qlcuno, qualcuna, uno di voi, gente, un altra persona, qualche persona, una di voi, qualcuno di voi,
        qualcuno da voi
        """,
    bot="bot, robot, chatbot, risponditore, risponditore automatico, ia, intelligenza artificiale, risposte automatiche, risposta automatica, assistente virtuale, automa, messaggi automatici",
    device="macchina, macchine, computer, programma, software, macchinetta",
    contact="""
        contatto il, contatto un, contatto l, contatto, trovare, farmi richiamare da, essere richiamato da, essere richiamata da, richiamare da, parlare,
        parlarne, parlarci, parlà, parlo, parlar, parli, parla con, chattare, comunicare, conversare, discutere, dialogare, contattare, contatto con,
        contattate, collegare, collegarmi, mi colleghi, collegatemi, collegami, connettere, connettermi, connettimi, connettetemi, mettere in contatto,
        mettermi in contatto, mettimi in contatto, mettetemi in contatto, mi metta in contatto, mi metti in contatto, mi metta in comunicazione,
        essere messo in contatto, essere messa in contatto, in linea con, passare, passarmi, passami, passatemi, mi passi, mi passa, mi passate,
        mi può passare, mi puoi passare, trasferire, trasferirmi, trasferiscimi, trasferitemi, mi trasferisca, mi trasferisci, trasferimento, inoltrare,
        inoltrami, mi inoltri, girare, girami, mi giri, chiamare, telefonare, sentire, scrivere a, scrivere con, rivolgermi, avere a che fare,
        essere contattat*, essere aiutat* da, essere assistit* da, essere richiamat*, aiuto di, aiuto da, assistenza di, assistenza da, risposta da,
        interagire, entrare in contatto, raggiungere, farmi parlare, fammi parlare, fatemi parlare, mi faccia parlare, interloquire, conferire, relazionarmi,
        confrontarmi, reindirizzare, indirizzare, indirizzatemi, dirottare, parlere, palare, dammi, mettermi in comunicazione, risolvere, risolverla,
        risolverlo, risolverei, sistemare, sistemarla, sistemerei, gestire, trattare, trattare con, discuterne, girarmi, mi può girare, mi puoi girare,
        girare a, reindirizzarmi, reindirizza, inoltrarmi, indirizzarmi, arrivo a, arrivare a, accedere a, trovare qualcuno, raggiungo, mi contatti,
        mi contattasse, contattarmi, mi chiamasse, mi richiami, essere contattato, essere contattata, essere richiamato, essere richiamata, assistita da,
        assistito da, servita da, servito da, kiamasse, kiamare, kiamarmi, essere trasferito, essere trasferita, essere messo, essere messa, messo in contatto,
        messa in contatto, essere collegato, essere collegata, essere passata, essere passato, essere indirizzato, essere indirizzata, seguito da, seguita da,
        chiamare da, fatemi chiamare da, fatemi richiamare da, passate il mio caso, passi il mio caso, passa il mio caso, inoltrate il mio caso,
        inoltri il mio caso, girate il mio caso, girate la mia richiesta, inoltrare la mia richiesta, trasferite il mio caso
        """,
    back=3,
    tail="con cui parlare, con cui posso parlare, con cui possa parlare, con cui poter parlare, con cui chattare, che possa aiutarmi, che mi aiuti, che mi possa, che mi risponda, che può aiutarmi, a cui parlare, che mi chiami, che mi assista, a cui rivolgermi, che risponda, mi contatti, mi chiami, mi richiami, che mi contatti",
    want="""
        voglio, vorrei, vorei, volio, desidero, ho bisogno di, bisogno di, bisogno d, mi serve, serve, mi servirebbe, datemi, dammi, mi dia, preferisco,
        preferirei, pretendo, esigo, chiedo, chiedo di avere, cerco, posso avere, potrei avere, possiamo avere, avete, hai, dov è, dove trovo, dove sono,
        passami, passatemi, mi passi, richiedo, gradirei, mi occorre, occorre, necessito, necessito di, mandatemi, fatemi avere, trovatemi, mi piacerebbe,
        ottenere, avere, vogliamo, voglio solo, come arrivo a, come trovo, piuttosto, meglio, trovami, mi trovi, cercami, cercatemi, portami, portatemi,
        procuratemi, voglio il tuo, voglio il suo
        """,
    ask="""
        può, puo, posso, potrebbe, potete, puoi, potresti, possono, per favore, perfavore, per piacere, vorrei, voglio, c è, che, serve, bisogno, si può,
        possibile, fate, fai, lasciate, sarebbe possibile, mi risponda, mi richiami, mi chiami, fatemi, fammi, voglio che, vorrei che
        """,
    serve="""
        contattasse, chiamasse, richiamasse, rispondesse, aiutasse, aiutare, aiutarmi, aiuti, aiutarci, aiuto, assistermi, assistere, chiamare, chiamarmi,
        chiami, richiamare, richiamarmi, richiami, contattare, contattarmi, contatti, rispondere, rispondermi, risponda, risponde, occupare, occuparsi, occupi,
        guardare, spiegare, spiegarmi, spieghi, scrivermi, parlarmi, parlare con me, risolvere, verificare, controllare, intervenire, prendere in carico,
        seguirmi, darmi una mano, mi risponda, mi risponde, mi richiami, mi chiami, se ne occupi, intervenga, mi scriva, mi aiuti, mi spieghi,
        prenda in carico, subentri, prendere in mano, continuare questa conversazione, continuare, proseguire, subentrare, ci guardi, guardi, chiamare da,
        farmi chiamare, dia un occhiata, mi richiama, ricontattarmi, mi ricontatti
        """,
    there="c è, ce, ci sono, esiste, avete, hai, è, siete, ce qualcuno, lavora lì, lavora li, ci lavora",
    here="lì, la, qui, li, qua, disponibile, disponibili, in linea, online, libero, raggiungibile, dall altra parte, di là, reale, vero, in carne e ossa, con cui parlare, dietro, che risponde, che mi risponde, in ascolto, di disponibile, vivo",
    fill="""
        un, uno, una, con, a, al, ad, per favore, perfavore, per piacere, pf, adesso, ora, subito, ciao, salve, buongiorno, buonasera, pronto, grazie, sì, si,
        no, vero, vera, reale, umano, umana, in carne e ossa, in carne ed ossa, mi, io, urgente, urgentemente, immediatamente, solo, soltanto, finalmente,
        altro, altra, di, e, o, non un bot, non un robot, direttamente, aiuto, cortesemente, prego, cazzo, basta, fisica, clienti, qualche, viva, vivo, ma,
        che, normale, normali, competente, ragionevole, sensato, sensata, intelligente, serio, qualificato, responsabile, preparato
        """,
    link="il, lo, la, l, un, i, gli, vostro, vostra, vostri, tuo, questo, del, dei, di, da, altro, qualsiasi, competente, qualificato, parlare, essere, in, qualche, vostro servizio, più, anche, sia, italiano, italiana, dal, che, mi",
    negated="""
        non voglio, non vorrei, non desidero, non ho bisogno, non mi serve, non serve, nn voglio, nn serve, non c è bisogno, senza, invece di, invece che,
        anziché, piuttosto che, non è necessario, non occorre, non passatemi, non mi passi, non passarmi, stufo di, stufa di, stanco di, stanca di,
        basta parlare, non intendo, non cerco, odio, non chiedo, non sto cercando, non ho voglia, non mi interessa, non devo, al posto di, non mi va, rifiuto,
        non necessito, non serve più, non mi serve più, non chiamatemi, non mi chiamate, non chiamarmi, non mi chiami, non ce bisogno, non trasferirmi,
        non mi trasferisca, non ho più bisogno
        """,
    no="no, non, niente, basta, stop, nessun, senza, ferma, via, esci dal, togli, mai più, non un",
    other="""
        per persona, a persona, per * persona/persone, quante persone, due/tre/quattro/cinque/sei persone, la persona che, le persone che, di persona,
        molte persone, persona che ha, operatore del corriere, operatore telefonico, operatore turistico, operatore logistico, agente immobiliare,
        agente di viaggio, addetto alla consegna, addetto alle consegne, impiegato del negozio, commesso, diritti umani, risorse umane, errore umano,
        corpo umano, capelli umani, non sono un robot, non sono un bot, robot aspirapolvere, robot da cucina, robot tagliaerba, macchina da cucire,
        macchina del caffè, macchina da caffè,
        il mio/la mia/mio/mia/nostro capo/manager/responsabile/collega/direttore/supervisore/operatore/consulente/agente/dipendente/team/assistente,
        lenti a contatto, dati di contatto, per qualcuno, di qualcuno, da qualcuno, qualcun altro ha, responsabile del negozio, direttore del negozio,
        altra persona ha, un altra persona ha, nome della persona, servizio di consegna, tenda * persone, persona sbagliata, chiamare il corriere,
        addetto del negozio, regalo, passare da, dati personali, assistenza stradale, aspirapolvere robot, robot lavapavimenti, il mio robot, robot rasaerba,
        robot pulisci, quanti dipendenti, quanti operatori, quanti impiegati, quanta gente,
        mio/mia/miei/nostro/nostra capo/responsabile/collega/superiore/manager/team/supervisore
        """,
    done="ho, ho già, ieri, abbiamo, avevo, la settimana scorsa",
    past="""
        ha, hanno, aveva, era, ha detto, diceva, doveva, mi ha, disse, non mi, è stato, è stata, voleva, è venuto, è passato, ho già, mi ha detto, hanno detto,
        aveva detto, ha promesso
        """,
    stop="del, della, dei, sulla, sul, per, come, contro, riguardo, senza, su, dello, dal, di",
    split="ma, perché, quando, poi, e, però, mentre, dopo, siccome, se, dove, prima, visto, anche se, poiché",
    aside="""
        ringraziare, ringraziarlo, ringraziarla, dire grazie, complimenti a, i complimenti, complimento, complimentarmi, elogiare, lodare, valutare,
        valutazione, recensire, recensione, dare un voto, cinque stelle, raccomandare, consigliare a, mancia, assumete, state assumendo, assumendo, assunzioni,
        assumere, offerte di lavoro, offerta di lavoro, lavorare come, lavoro come, posizioni aperte, cercate personale, cercate persone, cercate operatori,
        state cercando, candidarmi, candidatura, lamentarmi di, lamentarmi del*, reclamo contro, i miei ringraziamenti, ringraziamenti, ringraziate, ringrazi,
        ringrazia da parte, un grazie a, saluti a, lavoro nel, lavoro in un, lavoro anch io, anch io lavoro, io lavoro, ho lavorato
        """,
    goods="pacco, pacchi, pacchetto, ordine, consegna, spedizione, merce, lettera, busta",
    collect="""
        ritirare, ritira, ritirarlo, ritiri, prendere, prenda, prende, ricevere, riceva, riceve, firmare, firma, firmi, accettare, accetta, recuperare
        """,
    relative="che, chi, cui, a cui, con cui, la quale, il quale, con la quale, con il quale",
    than="che, piuttosto che, invece, invece di, e non, non, anziché, anzichè, al posto, che con, non con",
    bring="""
        fate entrare, fai entrare, invita, invitate, invitare, aggiungi, aggiungete, aggiungere, inserite, inserisci, inserire, porta, portate, portare,
        chiama, chiamate, metti, mettete, coinvolgete, coinvolgi, coinvolgere, fate venire, fai venire, manda, mandate
        """,
    room="""
        in/nella/a questa/la/alla chat/conversazione, nella chat, in chat, nella conversazione, alla chat, alla conversazione
        """,
    that="che",
    phrases="""
        c è qualcuno, ce qualcuno, qualcuno lì, qualcuno c è, assistenza umana, che mi chiami qualcuno, voglio essere richiamat*, vorrei essere richiamat*,
        essere ricontattat*, non con un bot, non con un robot, non con una macchina, operatore per favore, qualcuno in carne e ossa, pronto c è, esci dal bot,
        essere contattat*, chiamare da qualcuno, richiamare da qualcuno, contattare da qualcuno
        """,
)
