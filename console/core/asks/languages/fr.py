"""How people ask for a person in French."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="fr",
    human="""
        humain, humains, humaine, etre humain, êtres humains, personne, agent, agents, agente, conseiller, conseillers, conseillère, conseillere, conseillé,
        conseillier, conseler, opérateur, operateur, opératrice, employé, employée, employés, représentant, représentante, responsable, supérieur, manager,
        superviseur, gérant, téléconseiller, téléconseillère,
        vrai/vraie/véritable/reelle/réelle/vrais/vraies humain/personne/agent/conseiller/conseillère/gens/interlocuteur/personnes/quelqu un,
        personne réelle/humaine/physique/vivante/vraie/reel, service client/clients/clientèle/client humain, service après vente, sav, interlocuteur,
        interlocutrice, collaborateur, collaboratrice, gestionnaire, spécialiste, quelqu un de réel/vrai/humain/vivant, assistance humaine, aide humaine,
        contact humain, support humain, standardiste, chargé de clientèle, membre de votre équipe/l équipe, assistant humain, humin, umain,
        conseiller client/clientele, agent humain, collègue, collègues, vos collègues, votre collègue, un de vos collègues,
        quelqu un du/de service/support/sav, quelqu un de/dans/chez votre/ton/vos/l équipe/service/entreprise/équipes/société, personnel, votre personnel,
        supérieure, votre supérieur, votre hiérarchie, supérieur hiérarchique, ton/votre/vot chef/patron/boss/manager/responsable
        """,
    team="support, équipe, votre équipe, collègue, collègues, service technique, service concerné, service, hotline, assistance, standard, technicien, staff, personnel, chef, direction, expert",
    someone="""
        kelkun, qelqun, kelqun, quelqu un, quelqun, quelquun, qqn, qq1, qqun, quelq un, une autre personne, gens, des gens, un de vos, l un de vous,
        l un d entre vous, quelqu'une, un d entre vous, un de vous, quelqu un d entre vous, l une d entre vous
        """,
    bot="bot, bots, robot, robots, chatbot, automate, ia, réponses automatiques, réponse automatique, assistant virtuel, répondeur, messages automatiques, intelligence artificielle",
    device="machine, machines, ordinateur, logiciel, programme",
    contact="""
        kelkun, parler, parlé à, parle a, parlez moi, parler à, parlerais, discuter, dialoguer, échanger, communiquer, contacter, contact avec, joindre,
        rejoindre, appeler, téléphoner, écrire à, ecrire a, tchatter, chatter, tchater, converser, m entretenir, entretien, connecter, connectez moi,
        connecte moi, mettre en relation, mettez moi en relation/contact/communication/ligne, mets moi en relation/contact, mise en relation,
        mettre en contact/communication/ligne, être mis en relation/contact, être mise en relation/contact, passez moi, passe moi, passer à, me passer,
        transférez moi, transferez/transfère/transfere/transférer moi/me, me transférer, transférez, transfert, transférer, être transféré*,
        redirigez/redirige moi, me rediriger, rediriger, dirigez moi, orientez moi, basculer, basculez, renvoyez moi, envoyez moi vers, avoir affaire à,
        m adresser à, adresser à, être aidé* par, être assisté* par, aide d, l aide d, assistance d, réponse d, être en contact, être en relation,
        en ligne avec, avoir au téléphone, entrer en contact, prendre contact, rentrer en contact, avoir en ligne, voir avec, traiter avec, être rappelé* par,
        être contacté* par, escalader, parlé avec, parler avec, me mettre avec, joindre directement, appelez moi, appelez, faites venir, faire intervenir,
        mettre avec, discution avec, discussion avec, conversation avec, régler ça, régler cela, régler, résoudre, traiter, voir ça, redirigez, redirige,
        avoir quelqu un, tomber sur, accéder à, gérer ça, arranger, arranger ça, me contacte, me contactent, me recontacte, être recontacté, être recontactée,
        recontacter, m appelle, me rappelle, être rappelé, être rappelée, servie par, servi par, aidé par, aidée par, passer à un, arriver à un,
        être transféré, être transférée, être redirigé, être redirigée, être mis, être mise, mis en relation, mis en contact, mise en contact, être orienté,
        être orientée, me faire rappeler par, faire rappeler par, me faire appeler par, être rappelé par, être rappelée par, transmettre mon dossier,
        transmettre ma demande, transmettez mon dossier, transmettez ma demande, transmettre mon cas, passez mon dossier, passer mon dossier,
        confier mon dossier, faire suivre ma demande, faire suivre mon dossier, donner mon dossier
        """,
    back=3,
    tail="à qui parler, a qui parler, avec qui parler/discuter/échanger, à qui je peux parler, à qui m adresser, à qui je puisse parler, à qui je pourrais parler, avec qui je peux/puisse parler/discuter/échanger/communiquer, qui puisse m aider, qui peut m aider, qui pourrait m aider, pour m aider, pour me répondre, peut m aider, peut me répondre",
    want="""
        veux, voudrais, voudrai, veut, souhaite, souhaiterais, aimerais, aimerai, besoin d, besoin de, besoin, il me faut, me faut, faut, donnez moi,
        donne moi, préfère, prefere, préférerais, exige, demande, je demande, réclame, cherche, puis je avoir, je peux avoir, peux avoir, pourrais je avoir,
        peut on avoir, est ce que je peux avoir, avoir, où est, ou est, où sont, passez moi, passe moi, trouvez moi, je désire, désire, envie d, obtenir,
        avez vous, vous avez, vs avez, j veux, veu, ve, vx, envoyez moi, j aurais besoin, aurais besoin, faites moi venir, cherche à avoir, je préférerais,
        aimerais mieux, j aimerais mieux, je préfère, j aime mieux, comment avoir, comment obtenir, je préfèrerais, préfèrerais, plutôt, trouve moi,
        cherche moi, cherchez moi, dégote moi, va me chercher, allez me chercher
        """,
    ask="""
        peut, peux, pourrait, pourriez, puis je, est ce que, est ce qu, s il vous plait, svp, stp, s il te plait, faut, veux, voudrais, que, qu, aimerais,
        y a t il, il y a, pouvez, souhaite, besoin, faites, fais, laissez, il faut, il faudrait, possible, merci de, je veux que
        """,
    serve="""
        m aider, aider, m aide, aide moi, me rappeler, rappeler, rappelle, m appeler, appeler, m appelle, me répondre, répondre, me réponde, réponde, réponds,
        me contacter, contacter, me contacte, prendre en charge, s occuper, s occupe, regarder, m assister, assister, m expliquer, m écrire, me parler,
        vérifier, traiter, résoudre, intervenir, prendre le relais, prenne le relais, me recontacter, recontacte, dépanner, me joindre, prendre mon,
        me rappelle, prenne en charge, s en occupe, m écrive, regarde, vienne, intervienne, me recontacte, répondez, m explique, rappeler par,
        me faire rappeler, faire rappeler, appeler par, reprendre, reprendre cette conversation, reprenne, continuer cette conversation, jette un oeil
        """,
    there="""
        est ce qu, est ce que, y a t il, y a t, il y a, ya t il, y a, ya, est ce qu il y a, existe t il, avez vous, vous avez, c est, êtes vous,
        il y a quelqu un, qui travaille là, travaille là, est ce que quelqu un travaille
        """,
    here="est disponible, là, ici, disponible, en ligne, joignable, dispo, de vivant, au bout du fil, derrière, derrière l écran, chez vous, de disponible, en vie, réel, vrai, humain, svp, de réel, parmi vous, de l autre côté",
    fill="""
        un, une, d un, d une, s il vous plaît, s il te plaît, svp, stp, sil vous plait, maintenant, tout de suite, bonjour, bonsoir, salut, allo, coucou,
        merci, oui, non, vrai, vraie, réel, réelle, humain, humaine, avec, à, a, au, vers, je, moi, urgent, vite, immédiatement, enfin, juste, seulement,
        plutôt, autre, encore, de, svpl, et, ou, pas un robot, pas un bot, pas une machine, directement, putain, merde, rapidement, aide, besoin, s il, vous,
        plait, j, ai, vivant, vivante, physique, client, en ligne, mais, normal, normale, normaux, compétent, compétente, sensé, raisonnable, intelligent,
        sérieux, qualifié, responsable
        """,
    link="""
        est, le, la, les, l, votre, vos, ce, cette, des, du, d, qualifié, compétent, compétente, autre, quelconque, vraiment, aussi, en, pour, parler, être,
        que, qu, chez, à qui parler, normal, francophone, votre service, service, clientèle, me, sur, par, se, bien, plus, mise en relation avec, ton, ta, tes,
        notre, leur
        """,
    negated="""
        ne veux parler, ne souhaite parler, ne veux discuter, parler à personne, à personne, ne veux/veut/souhaite/voudrais pas,
        veux/souhaite/voudrais/besoin pas, n ai/ai/n avons/nai pas besoin, pas besoin, besoin d aucun*, pas la peine, inutile d, inutile de, pas nécessaire,
        sans, au lieu d, au lieu de, plutôt que, plutot qu, plus envie, pas envie, marre, assez, ne veux plus, veux plus, ne souhaite plus,
        ne me transférez pas, ne me passez pas, arrêtez de, ras le bol, n aime pas, aime pas, pas parler, pas discuter, refuse, déteste, fatigué de,
        ne demande pas, demande pas, n ai plus besoin, plus besoin, pas échanger, inutile, plus nécessaire, ai plus besoin, ne m appelez, ne m appelle,
        ne m appelez pas, ne me transférez, ne me transfère, ne me passez, nul besoin
        """,
    no="pas, pas d, pas de, pas un, pas une, non, stop, arrêtez, arrête, assez, plus de, aucun, fini, à bas, y en a marre, quitter, quittez, désactiver, sortir",
    other="""
        par personne, pour * personne/personnes, deux/trois/quatre/cinq/six personnes, combien de personnes, personne n, personne ne, personne ma,
        personne m a, ya personne, il n y a personne, y a personne, la personne qui, les personnes qui, en personne, une personne qui a, personne à qui j ai,
        tierce personne, autre personne que moi, agent immobilier, agent de voyage, agent de sécurité, agent de livraison, agent immo,
        opérateur mobile/téléphonique/télécom, employé du magasin, agent du magasin, conseiller du magasin, droits humains, droits de l homme,
        ressources humaines, corps humain, erreur humaine, pas un robot que je suis, je ne suis pas un robot, suis pas un robot, robot aspirateur,
        aspirateur robot, robot de cuisine, robot cuisine, robot tondeuse, robot mixeur, tente * personnes, machine à laver/café/coudre, cuisine équipée,
        mon/ma/notre/son/sa/mes manager/chef/responsable/supérieur/collègue/conseiller/employé/équipe/agent/patron/service/employeur/collègues, pour quelqu un,
        quelqu un d autre, chez quelqu un, responsable du magasin, service de livraison, service rapide, moyen de contact, nom de la personne,
        conseiller bancaire, cadeau, lentilles de contact, service de table, robots aspirateurs, tondeuse robot, robot pâtissier, robot multifonction,
        robot laveur, laveur de vitres, mon robot, robot cuiseur, ménager, combien d employés, combien de conseillers, combien de salariés, combien d agents,
        combien de gens, mon/ma/mes/notre/nos chef/responsable/collègue/collègues/manager/patron/supérieur/conseiller
        """,
    done="ai, avons, hier, j avais, ai déjà, la semaine dernière",
    past="""
        a dit, m a, avait, était, disait, devait, a refusé, avait dit, n a, m avait, est venu, est passé, m a dit, a promis, m ont dit, a affirmé
        """,
    stop="de la, du, des, sur, pour, comme, contre, par la, concernant, chez, sans, que, à propos",
    split="mais, parce, car, quand, lorsque, puis, ensuite, alors, et, si, tandis, puisque, depuis, avant, après, qui",
    aside="""
        remercier, remerciements, féliciter, félicitations à, complimenter, compliment, compliments, louer le, saluer le travail,
        noter le/la/l/un/une/votre/mon, noter, évaluer, bonne note, une note, laisser un avis, donner un avis, bon avis, avis positif, recommander, pourboire,
        recrutez, recrutez vous, vous recrutez, recruter, recrutement, embauchez, embauche, embaucher, offre d emploi, offres d emploi, poste de, postuler,
        candidature, cherchez vous des, vous cherchez des, vous cherchez du, me plaindre de, me plaindre du, plainte contre, mes remerciements, mon merci,
        dites merci à, un grand merci à, mes félicitations, je travaille dans, je travaille au, je travaille moi, je travaille aussi, je travaille comme,
        travaille moi même
        """,
    goods="colis, paquet, commande, livraison, envoi, courrier, lettre",
    collect="""
        récupérer, récupère, retirer, retire, chercher, réceptionner, réceptionne, recevoir, signer, signe, prendre, prenne, accepter
        """,
    relative="qui, que, qu, dont, lequel, laquelle, lesquels, avec qui, à qui, avec laquelle, avec lequel",
    than="""
        que, qu, plutôt que, plutôt qu, et pas, pas, et non, non, au lieu, que de, qu à, qu avec, que par, pas à, pas avec
        """,
    bring="""
        faites venir, fais venir, invite, invitez, inviter, ajoute, ajoutez, ajouter, amène, amenez, amener, mets, mettez, mettre, appelle, appelez, appeler,
        fais entrer, faites entrer, faire venir, faire entrer, faire intervenir, faites intervenir, envoyez, envoie
        """,
    room="""
        dans cette/la/ce/le conversation/discussion/chat/tchat, sur le/ce chat/tchat, cette conversation, ce chat, la conversation, cette discussion
        """,
    that="que, qu",
    phrases="quelqu un est là, quelqu un de disponible, y a quelqu un, ya quelqu un, ya qq1, y a qqn, ya qqn, y a t il quelqu un, il y a quelqu un, quelqu un là, ya t il quelqu un, être rappelé, qu on me rappelle, vrai service client, un humain svp, je veux un vrai, je veux de l humain, aide d un humain, pas à un robot, pas avec un robot, pas parler à un robot, parler à un robot non",
)
