"""How people ask for a person in Spanish."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="es",
    human="""
        humano, humana, humanos, ser humano, seres humanos, persona, personas, agente, agentes, asesor, asesora, asesores, operador, operadora, operadores,
        operario, representante, representantes, ejecutivo, ejecutiva, empleado, empleada, empleados, encargado, encargada, gerente, supervisor, supervisora,
        responsable, gestor, gestora, teleoperador, teleoperadora, dependiente,
        persona/alguien/agente/humano/asesor/operador real/humano/humana/verdadero/verdadera/viva/vivo/de verdad/física/de carne y hueso/en vivo,
        atención al cliente, atencion a clientes, servicio al cliente, servicio de atención, soporte humano, ayuda humana, atención humana,
        atención personalizada, especialista, jefe, jefa, trabajador, trabajadora, alguien real/humano/de verdad, agente en vivo, humno, persna, operadro,
        perosna, atención personal, trato humano, miembro del equipo, alguien del equipo, compañera, compañeras, compañero tuyo, compañera tuya, su compañera,
        su compañero, tu compañero, tu compañera, superior, colega, colegas, alguien de su/tu/vuestro/el/la equipo/empresa/departamento/oficina/soporte,
        personal, su personal, vuestro personal, su superior, tu superior, superiores, jefatura, empleadas, asesoras, operadoras, compañeros, jefes,
        supervisores, consultores,
        uno/una/alguno/alguna/alguien de sus/tus/vuestros/vuestras/los/las empleados/empleadas/agentes/operadores/operadoras/asesores/asesoras/compañeros/compañeras/trabajadores/representantes/técnicos
        """,
    team="soporte, equipo, compañero, compañera, colega, servicio técnico, departamento, personal, técnico, experto, gente, servicio, central, superior",
    someone="""
        alguien, algien, algun, alguno de ustedes, alguno de vosotros, gente, otra persona, alguna persona, alguna, algúno, uno de ustedes, gente real,
        alguien más, una de ustedes, uno de vosotros, alguien de ustedes
        """,
    bot="bot, bots, robot, robots, chatbot, contestadora, contestador, ia, inteligencia artificial, respuestas automáticas, mensajes automáticos, asistente virtual, máquina contestadora, autómata",
    device="máquina, máquinas, ordenador, computadora, programa, software, maquinita",
    contact="""
        hablar, ablar, habla con, hablen, hablarle, charlar, chatear, conversar, platicar, contactar, contactarme, contacto con, contacten, contáctenme,
        contáctame, comunicar, comunicarme, comuníqueme, comunicame, comuníquenme, comunícame, comunicarnos, comunicación con, conectar, conectarme, conécteme,
        conéctame, conecte, conectenme, pasar, pasarme, páseme, pásame, pasenme, pásenme, me pasa, me pasas, me pase, me pasen, que me pase*, me comunica,
        me comunicas, me comunique*, me conecta, me conectas, me transfiere, me transfieres, me transfiera*, me pone, me pones, me ponga*, ponme con, póngame,
        ponganme, pónganme, ponerme, poner en contacto, transferir, transferirme, transfiera*, transfiéreme, transfiérame, transfieranme, transferencia con,
        derivar, derivarme, derívame, deríveme, derive*, desvíame, desvíeme, dirigirme, redirigir, redirígeme, llamar, llamar a, escribir a, escribirle,
        escribirme con, tratar con, ser atendid* por, atendido por, atendida por, atención de, ayuda de, que me atienda, me atienda, me atiendan, atiéndame,
        respuesta de, entrar en contacto, localizar, enlazar, enláceme, enlazame, ser contactad* por, dialogar, tener contacto, consultar con, consultarlo con,
        hablarlo con, acudir a, escalar, dame con, déme con, que me llame, que me contacte, quiero que, que me hable, que me ayude, que me responda, habar,
        hablr, ponedme, pasadme, conectadme, conversación con, arreglar*, arreglarlo, resolver*, solucionar*, gestionar*, tratarlo, tratarlo con, tratar,
        derivar*, derívenme, derive, deriven, redirigir*, redirige, redirija, reenvíame, reenviarme, transfiere, transfiera, pasar con, pasarme con, llego a,
        llegar a, llegar hasta, localizar a, dar con, me llame, me llamen, me contacte, me contacten, me contacta, comunique conmigo, comunicarse conmigo,
        en contacto conmigo, contactado por, transfirieran, transfirieran a, me transfirieran, me pasaran, me pasara, me derivaran, ser transferido,
        ser transferida, ser atendido, ser atendida, me comunicaran, me conectaran, pusieran en contacto, pongan en contacto, conéctenme, pase mi caso,
        pasen mi caso, pasa mi caso, deriven mi caso, derive mi caso, envíe mi caso, transfieran mi caso, devolver la llamada, me devuelva la llamada,
        escalen mi caso, escalar mi caso
        """,
    back=3,
    tail="con quien hablar, con quien pueda hablar, con quien puedo hablar, con quien poder hablar, para hablar, con quien chatear, con la que hablar, con el que hablar, que me pueda, que pueda, que me ayude, que me atienda, que me llame, para que me, que me hable, que me responda, que hable, que me conteste, con la que pueda hablar, con quien comunicarme, pueda ayudarme, para ayudarme, puede atenderme, puede ayudarme, me puede atender, me puede ayudar, me atienda, me llame",
    want="""
        quiero, kiero, quisiera, querría, qiero, necesito, nesesito, nececito, me gustaría, deseo, desearía, dame, deme, denme, dadme, prefiero, preferiría,
        exijo, pido, solicito, solicitar, busco, requiero, puedo tener, podría tener, tienen, tenéis, tienes, dónde está, donde hay, dónde encuentro, me dan,
        me da, me das, pasame, mándame, mandame a, póngame, quiero que venga, hace falta, me hace falta, consígame, consígueme, ocupo, reclamo, qro, quiro,
        pásame, páseme, búscame, tráeme, traigan, me urge, urge, ayuda de, poneme, pásenme, obtener, preferiria, mejor, prefiero mil veces, como llego a,
        como doy con, antes con, den me, búsqueme, búsquenme, encuéntrame, encuéntreme, consíganme, tráigame, quiero a
        """,
    ask="""
        puede, puedo, podría, podrían, pueden, podéis, por favor, porfa, porfavor, que, quiero, necesito, hay, podría ser, me puede, xfa, xfavor, quisiera,
        me gustaría, sería posible, hagan, haz, deja, dejen, posible, quiero que
        """,
    serve="""
        se comunique conmigo, comunique conmigo, se comunique, me contacte, se ponga en contacto, ayudar, ayudarme, ayude, ayúdeme, me ayuda, atender,
        atenderme, atienda, atiéndame, llamar, llamarme, llame, contactar, contactarme, contacte, responder, responderme, responda, contestar, contestarme,
        conteste, hacerse cargo, revisar, revise, explicar, explicarme, explique, escribirme, hablarme, que hable conmigo, hablar conmigo, resolver,
        solucionar, solucione, asistir, asistirme, tomar mi caso, devolver la llamada, echarme una mano, comunicarse, me atienda, me llame, ayudeme, ayudarnos,
        verlo, me responda, me responder, me conteste, me devuelva, se ocupe, ocuparse, me escriba, lo revise, intervenga, me ayude, me explique,
        se haga cargo, seguir con esta conversación, siga con esta conversación, continuar esta conversación, seguir, continuar, tomar esta conversación,
        tomar el control, tome el control, lo mire, mirarlo, le eche un vistazo, lo vea, intervenir, me devuelva la llamada
        """,
    there="""
        hay, ay, existe, está, estás, habrá, tienen, tienen a, tienes, tenéis, no hay, hay alguien, trabaja ahí, trabaja alguien, trabajando ahí
        """,
    here="ahí, ay, allí, aquí, disponible, disponibles, en línea, conectado, libre, online, del otro lado, al otro lado, detrás, vivo, ahora, que me atienda, para atender, real, de verdad, que me ayude, por ahí, de guardia, ahi dentro",
    fill="""
        un, una, al, a, con, por favor, porfa, porfavor, plis, xfa, xfavor, favor, ya, ahora, ahora mismo, hola, buenas, buenos días, buenas tardes, gracias,
        sí, no, real, reales, humano, humana, de verdad, viva, vivo, en vivo, me, yo, urgente, inmediatamente, enseguida, solo, otro, otra, por fin, mejor, de,
        carne y hueso, que, y, o, no un bot, no un robot, no una máquina, directamente, rápido, ayuda, joder, verdadera, verdadero, alguna, algún, física,
        cliente, bueno, pero, puedo, quiero, normal, normales, competente, sensato, sensata, razonable, inteligente, serio, preparado, cualificado,
        responsable
        """,
    link="el, la, los, las, su, sus, tu, tus, vuestro, este, esta, esa, otro, competente, cualificado, del, de, otra, cualquier, algún, alguna, en, hablar, ser, más, mas, para, es, con, que sea, por, se, mejor, su servicio, urgentemente, urgente, inmediato, posible, también, lo, le, es que, español, habla española",
    negated="""
        no hace falta que, no quiero, no kiero, no quisiera, no necesito, no nesesito, no me gustaría, no deseo, no hace falta, no es necesario,
        no hay necesidad, sin, en vez de, en lugar de, no me pases, no me pase, no me pasen, no me transfiera*, no me comunique*, ya no necesito, ya no quiero,
        harto de, harta de, cansado de, cansada de, no busco, no pienso, no pido, no requiero, no tengo ganas, no me interesa, me niego, no voy a,
        basta de hablar, odio, no tengo que, no hay que, no preciso, nada de, antes que, no prefiero, no ocupo, paso de, dejar de, ya no hace falta,
        no me llamen, no me llames, no me llaméis, no me llame, no es preciso, no me transfieras, no me transfieran, no necesitas, ya no requiero
        """,
    no="no, nada de, ni, basta, basta de, fuera, stop, para, sin, ningún, no mas, no más, ya no, deja, quita, salir del, malditos, maldito, puto",
    other="""
        por persona, para * persona/personas, la persona que, las personas que, cuántas personas, cuantas personas, dos/tres/cuatro/cinco/seis personas,
        en persona, muchas personas, persona de contacto, persona que me, la persona de la tienda, repartidor, agente inmobiliario, agente de viajes,
        agente de aduanas, agente de seguros, agente de tránsito, empleado de la tienda, empleada de la tienda, empleado del banco, operador logístico,
        operador móvil, operador turístico, gerente de la tienda, encargado de la tienda, encargado del reparto, derechos humanos, recursos humanos,
        error humano, cuerpo humano, cabello humano, no soy un robot, no soy un bot, no soy robot, robot aspirador, robot de cocina, robot aspiradora,
        robot cortacésped, máquina de coser/café/afeitar/lavar,
        mi/nuestro/nuestra/mis jefe/jefa/gerente/supervisor/supervisora/asesor/agente/empleado/equipo/colega/encargado/compañero/compañera/responsable/empleados/gestor/personal/servicio,
        lentes de contacto, datos de contacto, otra persona que, para alguien, de alguien, a alguien más, con una persona ayer, pasar el, pasar la, pasa que,
        servicio de mensajería, servicio de envío, persona física o, persona jurídica, carpa * personas, de otra persona, nombre de la persona, a nombre de,
        regalo, contestador de casa, información personal, datos personales, soporte para, soporte de, aspiradora robot, aspirador robot, robot limpiafondos,
        robot limpiador, robot de limpieza, robot friegasuelos, mi robot, cuántos empleados, cuántos agentes, cuánta gente, cuántos trabajadores,
        mi/mis/nuestro/nuestra/nuestros jefe/jefa/supervisor/supervisora/compañero/compañera/gerente/equipo/encargado/colega/superior
        """,
    done="ya hablé, ya he, he hablado, ayer, hablé, ya me, ya contacté, he contactado, la semana pasada",
    past="""
        dijo, me dijo, dijeron, llamó, hizo, fue, era, estaba, quería, prometió, debía, habló, ha, había, dice, vino, aceptó, respondió, me dijeron,
        prometieron, aseguró
        """,
    stop="sobre, del, de la, de los, de, para, como, contra, por la, por el, acerca, sin, que la, que el, según",
    split="pero, porque, cuando, y, entonces, después, antes, mientras, aunque, pues, si, donde, desde, ya que, hasta",
    aside="""
        agradecer, agradecerle, agradecerles, dar las gracias, darle las gracias, dar gracias, felicitar, felicitaciones, felicitarle, felicitarla, elogiar,
        alabar, halagar, valorar, calificar, puntuar, evaluar, dejar una reseña, reseña, reseñas, buena valoración, poner una nota, poner buena nota,
        cinco estrellas, recomendar, propina, contratando, contratan, contratáis, contratar, buscan gente, buscáis gente, buscan agentes, buscan personal,
        buscáis personal, vacantes, vacante, ofertas de trabajo, oferta de empleo, ofertas de empleo, trabajar de, trabajar como, trabajo de, quejarme de,
        queja de, queja sobre, queja contra, hablar bien de, mi agradecimiento, mis agradecimientos, dele las gracias, denle las gracias, dale las gracias,
        las gracias a, agradézcale, agradecimientos a, saludos a, trabajo en, también trabajo en, yo trabajo, trabajo como, trabajaba en
        """,
    goods="paquete*, pedido*, envío, entrega, compra, carta, caja",
    collect="""
        recoger*, recoja, recoge, retirar*, retire, retira, recibir*, reciba, recibe, firmar*, firme, firma, buscar*, aceptar*, pasar por
        """,
    relative="que, quien, quienes, la cual, el cual, cuyo, con quien, a quien, con la que, con el que",
    than="que, antes que, en lugar, en vez, y no, no, que no, que con, antes que con, no con",
    bring="""
        metan, mete, meter, traigan, trae, traiga, traer, invita, inviten, invite, invitar, añade, añadan, añadir, agrega, agreguen, agregar, incluyan,
        incluye, incluir, incorporen, pon, pongan, poner, sumen, suma, llama, llamen, llamad, traed, meted
        """,
    room="en/a este/el chat, en/a esta/la conversación, en/a esta/la charla, al chat, este chat, esta conversación",
    that="que",
    phrases="hay alguien, ay alguien, alguien ahí, alguien ahi, alguien aquí, alguien real, alguien vivo, que me atienda una, que me atienda alguien, que me llamen, atención humana, ayuda humana, no con un bot, no con un robot, no con una máquina, quiero que me llamen, una persona por favor, agente por favor, salir del bot",
)
