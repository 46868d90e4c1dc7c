"""How people ask for a person in Portuguese."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="pt",
    human="""
        humano, humana, humanos, ser humano, seres humanos, pessoa, pessoas, atendente, atendentes, agente, agentes, operador, operadora, operadores,
        assistente humano, assistente humana, funcionário, funcionária, funcionários, representante, consultor, consultora, colaborador, colaboradora, gerente,
        supervisor, supervisora, responsável, gestor, gestora, encarregado, chefe, assessor, empregado,
        pessoa/alguém/humano/atendente real/de verdade/humano/humana/de carne e osso/verdadeira/viva/física, apoio ao cliente, atendimento ao cliente,
        atendimento humano, atendimento pessoal, serviço ao cliente, serviço de apoio, sac, suporte humano, ajuda humana, especialista, analista, telefonista,
        gente de verdade, pesoa, atendete, atendnte, umano, membro da equipa, membro da equipe, vendedor humano, central de atendimento, serviço de clientes,
        linha de apoio, contacto humano, contato humano, gajo real, colega, colegas, sua colega, seu colega, superior, alguém do apoio,
        alguém da/do vossa/sua/tua/vosso/seu equipa/equipe/time/empresa/departamento, pessoal, vosso pessoal, seu pessoal, seu superior, teu superior,
        superiores, funcionárias, consultores, consultoras, operadoras, colaboradores, assistentes, chefes,
        um/uma/algum dos/das vossos/vossas/seus/suas/teus/tuas funcionários/funcionárias/atendentes/consultores/colegas/operadores/agentes
        """,
    team="suporte, apoio, equipe, equipa, colega, colegas, assistência, departamento, técnico, central, setor, pessoal, superior, atendimento, serviço, vosso serviço",
    someone="""
        alguém, alguem, algm, algem, alguma pessoa, outra pessoa, um de vocês, alguém aí, gente, alg, algum de vocês, alguém mais, alguma alma, uma de vocês,
        alguém de vocês, um de vós
        """,
    bot="""
        bot, bots, robô, robo, robôs, robot, chatbot, ia, inteligência artificial, respostas automáticas, assistente virtual, atendimento automático,
        mensagens automáticas, autómato, secretária eletrónica, autômato
        """,
    device="máquina, maquina, máquinas, computador, programa, software",
    contact="""
        me passar, passar pra, passa pra, passe pra, transferir pra, me passem, contacto o, contato o, contacto a, contacto um, encontro, falar, fala com,
        falo com, falem, conversar, papear, bater papo, chatear com, teclar, contactar, contatar, contacto com, contato com, comunicar, comunicar me,
        ligar para, ligar com, ligar a, ligar me, ligue me, liga me, me ligue, me liga, conectar, me conecte, me conecta, conecte me, transferir, transfira,
        transfira me, transfere me, me transfira, me transfere, me transferir, transferido para, transferida para, passar para, passar me, passe me, passa me,
        me passa, me passe, passe para, passa para, me coloca, me coloque, me põe, me bota, ponha me, põe me, coloque me, pôr me em, encaminhar, encaminhe,
        me encaminhe, me encaminha, encaminhado para, encaminhada para, redirecionar, redirecione, direcionar, me direcione, escrever para, tratar com,
        ser atendid* por, atendido por, atendida por, ajuda de, ajuda d, resposta de, me comunicar, entrar em contato, entrar em contacto, ser contactad* por,
        chamar, chama, chame, me chama, chamem, lidar com, dialogar, que me atenda, me atenda, me atendam, atendimento com, atendimento por, atendimento de,
        atendimento d, resolver com, tratar disto com, estar em contacto, colocar em contato, pôr em contacto, falr, fala c, falar c, falar cm, fale com,
        me deixe, me deixa, chegar a, resolver, resolver isto, resolver isso, tratar, tratar disto, tratar disso, encaminhar-me, encaminha, encaminhem,
        redireciona, passar-me, passa-me, passem-me, chego a, chego num, chego no, chegar num, consigo um, me contactasse, me contacte, me contatasse,
        me contate, contactar-me, entre em contacto, entre em contato, entrar em contato comigo, me ligasse, ser atendido, ser atendida, acionar,
        ser transferido, ser transferida, ser encaminhado, ser encaminhada, ser passado, ser passada, posto em contacto, posta em contacto, em contacto com,
        em contato com, ponham-me, ponha-me, me ponham, me coloquem, passem o meu caso, passe o meu caso, passa o meu caso, encaminhem o meu caso,
        encaminhe o meu caso, encaminhar o meu caso, enviem o meu caso, transfiram o meu caso, passar meu caso, passe meu caso, encaminhe meu caso
        """,
    back=3,
    tail="com quem falar, com quem possa falar, com quem eu possa falar, com quem posso falar, para falar, pra falar, que me atenda, que me ajude, que possa me ajudar, que me possa ajudar, que possa, que me ligue, que fale, para me atender, pra me atender, para me ajudar, pra me ajudar, que me responda, me atender, me ajudar, me atenda, me ligue, me contacte",
    want="""
        quero, queria, kero, qro, gostaria, gostava, desejo, preciso, presiso, necessito, me dá, dê me, dá me, me dê, preferia, prefiro, exijo, peço, solicito,
        procuro, posso ter, poderia ter, têm, vocês tem, tem, tens, onde está, cadê, cade, onde tem, onde encontro, me passa, me arruma, arranje me, chama,
        chame, pode chamar, quero que venha, quero ter, me manda, mande, faz favor de chamar, requeiro, me vê, preciso d, queremos, ter, obter, passe me,
        queria ter, precisava, precisava d, precisava de, preferiria, como chego a, como chego num, como consigo, prefiro mil, melhor, deem-me, dê-me, me deem,
        dá-me, arranja-me, arranje-me, arranjem-me, encontra-me, encontre-me, me arranja, me arranje, acha para mim, procura-me, me acha
        """,
    ask="""
        pode, posso, poderia, poderiam, podem, podia, podes, por favor, pfv, pf, porfavor, quero, queria, preciso, tem, há, que, gostaria, seria possível, dá,
        dava, deixe, deixem, possível, quero que, peçam, peça
        """,
    serve="""
        ajudar, ajudar me, me ajudar, me ajude, ajude, ajuda, me ajuda, atender, me atender, atender me, atenda, me atenda, ligar, me ligar, ligar me, ligue,
        me ligue, contactar, contatar, me contatar, contactar me, contacte, responder, me responder, responder me, responda, resolver, resolva, assumir,
        verificar, ver isso, explicar, me explicar, explicar me, falar comigo, fale comigo, escrever me, tratar disto, socorrer, auxiliar, dar uma mão,
        dar uma ajuda, telefonar, me responda, responder-me, ligar-me, ajudar-me, se ocupe, trate disto, intervenha, me escreva, atender-me, assuma, veja isto,
        me contacte, me explique, assumir esta conversa, continuar esta conversa, continuar, seguir, ver isto, veja isso, olhe, dê uma olhada, intervir,
        tomar conta
        """,
    there="""
        há, ha, tem, existe, está, têm, haverá, vocês tem, será que tem, não há, não tem, há alguém, a trabalhar aí, trabalha aí, trabalhando aí
        """,
    here="aí, ai, lá, aqui, disponível, disponíveis, online, em linha, livre, do outro lado, de verdade, real, vivo, por aí, para atender, pra atender, para me atender, pra me atender, que me atenda, me ouvindo, agora, desse lado, desse lado aí",
    fill="""
        um, uma, uns, ao, à, a, com, c, por favor, pf, pfv, pfvr, porfavor, faz favor, se faz favor, sff, agora, já, oi, olá, ola, bom dia, boa tarde,
        boa noite, obrigado, obrigada, sim, não, real, humano, humana, de verdade, me, eu, urgente, imediatamente, só, logo, outro, outra, finalmente, de, e,
        ou, não um bot, não um robô, diretamente, rápido, ajuda, mesmo, algum, alguma, viva, verdadeira, física, caramba, porra, mas, que, para, pra,
        de carne e osso, favor, por, cliente, moço, moça, gente, normal, normais, competente, sensato, sensata, razoável, inteligente, sério, qualificado,
        responsável
        """,
    link="""
        o, os, as, seu, sua, vosso, vossa, seus, este, esse, do, da, dos, no, outro, qualquer, competente, qualificado, falar, ser, em, algum, mais, também,
        que, que seja, é, d, lo, vossos, urgentemente, português, direto, com urgência, teu, tua, teus
        """,
    negated="""
        não é preciso passar, não é preciso que, não quero, nao kero, n quero, não queria, não preciso, n preciso, não gostaria, não desejo, não necessito,
        não é preciso, não é necessário, não precisa, sem, em vez de, ao invés de, em lugar de, não me transfira, não me passe, não me passa, já não preciso,
        não quero mais, cansado de, cansada de, farto de, farta de, chega de, não procuro, odeio, não vou, não peço, não pretendo, recuso, não tenho que,
        não faz falta, não solicitei, não me interessa, detesto, não aguento mais, não estou a pedir, não foi preciso, não preciso mais, não precisam,
        não me liguem, não me ligue, não me ligues, não me liga, não me transfere, dispenso
        """,
    no="não, nao, n, nada de, sem, chega, chega de, stop, para, basta, nenhum, sai, sair do, fora, parem com",
    other="""
        por pessoa, para * pessoa/pessoas, quantas pessoas, duas/três/quatro/cinco/seis pessoas, a pessoa que, as pessoas que, em pessoa, muitas pessoas,
        pessoa que entregou, atendente da loja, funcionário da loja, funcionária da loja, gerente da loja, gerente do banco, funcionário do correio,
        funcionário dos correios, agente imobiliário, agente de viagens, agente de seguros, operadora de telefone, operadora de celular,
        operadora de telemóvel, operador logístico, operador turístico, minha operadora, direitos humanos, recursos humanos, erro humano, corpo humano,
        cabelo humano, não sou um robô, não sou robô, não sou um robot, não sou um bot, robô aspirador, aspirador robô, robot de cozinha, robô de cozinha,
        máquina de lavar/café/costura,
        meu/minha/nosso/nossa/meus chefe/gerente/supervisor/supervisora/colega/funcionário/funcionária/equipe/equipa/assessor/agente/atendente/responsável/gestor/consultor/colegas/empregado,
        lentes de contato, lentes de contacto, dados de contato, para alguém, pra alguém, de alguém, de outra pessoa, nome da pessoa, serviço de entrega,
        serviço de entregas, pessoa errada, outra pessoa que, chefe de cozinha, barraca * pessoas, tenda * pessoas, presente, dados pessoais, mensagem de,
        passar a ferro, suporte para, suporte de, robot aspirador, aspirador robot, robô de limpeza, robô limpador, meu robô, meu robot, quantos funcionários,
        quantos empregados, quantos atendentes, quantos colaboradores,
        meu/minha/meus/nosso/nossa chefe/supervisor/supervisora/colega/gerente/equipa/equipe/superior/gestor/responsável
        """,
    done="já falei, já, ontem, falei, conversei, na semana passada",
    past="""
        disse, falou, ligou, foi, era, estava, queria saber, prometeu, devia, havia, atendeu, me disse, disseram, ficou, aceitou, respondeu, tinha, falei,
        veio, me disseram, garantiu
        """,
    stop="sobre, do, da, dos, das, de, como, contra, acerca, sem, pela, pelo, para a, para o, que a, que o, segundo",
    split="mas, porque, quando, e, então, depois, antes, enquanto, embora, pois, se, onde, porém, só que",
    aside="""
        agradecer, agradecer ao, agradecer à, dar os parabéns, parabenizar, felicitar, elogiar, elogio, elogios, avaliar, avaliação, dar nota, classificar,
        deixar uma avaliação, cinco estrelas, recomendar, gorjeta, contratando, contratam, contratar, estão contratando, a contratar, a recrutar, recrutam,
        recrutando, recrutar, vagas, vaga, oferta de emprego, ofertas de emprego, trabalhar como, emprego de, procuram pessoas, procuram pessoal,
        procuram gente, estão procurando, reclamar do, reclamar da, reclamação contra, queixar-me do, queixar-me da, meu agradecimento, meus agradecimentos,
        agradeça, agradeça à, agradeçam, o meu obrigado, um obrigado ao, um obrigado à, transmita, trabalho no, trabalho num, trabalho em, eu trabalho,
        trabalho como, também trabalho
        """,
    goods="encomenda*, pacote*, pedido*, entrega, carta, caixa",
    collect="""
        levantar, levante, levanta, retirar, retire, retira, pegar, pegue, pega, receber, receba, recebe, assinar, assine, assina, buscar, busque, aceitar,
        recolher
        """,
    relative="que, quem, a qual, o qual, cujo, com quem, a quem, com a qual, com o qual",
    than="que, do que, em vez, ao invés, e não, não, no lugar, que não, invés de, do que com",
    bring="""
        chamem, chama, chame, chamar, traga, tragam, trazer, traz, convide, convidem, convida, convidar, adicione, adiciona, adicionar, adicionem, coloca,
        coloque, coloquem, colocar, põe, ponha, ponham, inclua, incluam, incluir, bota, mete, metam, junte
        """,
    room="""
        para/pra/a este/esse/o chat, neste chat, nesse chat, no chat, nesta/nessa/na conversa, para/a esta/essa/a conversa, ao chat, à conversa, este chat,
        esta conversa, esse chat, essa conversa, deste chat
        """,
    that="que",
    phrases="há alguém, ha alguem, tem alguém aí, tem alguém ai, tem alguém, alguém aí, está aí alguém, alguém real, alguém de verdade, quero que me liguem, atendimento humano, ajuda humana, não com um bot, não com um robô, não com uma máquina, que me liguem, ser contactado, ser contatado, atendente por favor, sair do bot, gente de verdade",
)
