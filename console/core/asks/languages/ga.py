"""How people ask for a person in Irish."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="ga",
    human="""
        duine, daoine, daonna, dhuine, nduine, daonnaí, dhaonna, duine daonna/fíor/beo/éigin/fíre/réadúil, fíordhuine, fhíordhuine, neach daonna, gníomhaire,
        ghníomhaire, ngníomhaire, gníomhaí, ionadaí, hionadaí, n ionadaí, oibreoir, t oibreoir, n oibreoir, oibrí, comhairleoir, chomhairleoir, gcomhairleoir,
        bainisteoir, bhainisteoir, mbainisteoir, maoirseoir, mhaoirseoir, fostaí, bhfostaí, fhostaí, ball foirne, bhall foirne, mball foirne,
        seirbhís do chustaiméirí, seirbhísí do chustaiméirí, seirbhís custaiméirí, seirbhís chustaiméara, seirbhís custaiméara, tseirbhís do chustaiméirí,
        tseirbhís custaiméirí, tacaíocht daonna, saineolaí, speisialtóir, duine ceart, chomhghleacaí, an bainisteoir, person, feidhmeannach, bhfeidhmeannach,
        cúntóir daonna, comhghleacaí, gcomhghleacaí, do chomhghleacaí, comhghleacaí leat, chomhghleacaithe, gcomhghleacaithe, duine de do chomhghleacaithe,
        saoiste, d fhostaithe, duine éigin ón tseirbhís, dhuine éigin ón tseirbhís, duine ón tseirbhís, duine fior, foireann tacaíochta, bhfoireann tacaíochta,
        an bhfoireann, duine éigin ó bhur/do/an bhfoireann/fhoireann, duine ó bhur bhfoireann, bhur bhfoireann, foireann, bhfoireann, bhur gcomhlacht,
        shaoiste, do shaoiste, uachtarán, do mhaoirseoir, bhfostaithe, fostaithe, fhostaithe, ngníomhairí, gníomhairí, comhairleoirí, gcomhairleoirí,
        comhghleacaithe
        """,
    team="tacaíocht, thacaíocht, foireann, foirne, bhfoireann, comhghleacaí, gcomhghleacaí, roinn, rannóg, teicneoir, lucht tacaíochta, deasc chabhrach, deasc cabhrach, tacaíochta",
    someone="""
        duine éigin, dhuine éigin, nduine éigin, aon duine, éinne, aoinne, duine ar bith, dhuine ar bith, nduine ar bith, cé, duine agaibh, duine de bhur,
        duine eile, dhuine eile, nduine eile, dhuine agaibh, duine éigin agaibh
        """,
    bot="""
        bot, bota, bhot, mbot, botanna, róbat, robat, róbait, robait, robot, chatbot, róbó, róbónna, intleacht shaorga, freagraí uathoibríocha,
        cúntóir fíorúil, comhrábhota, meaisín freagartha
        """,
    device="meaisín, mheaisín, inneall, ríomhaire, clár",
    contact="""
        bhfaighidh mé, faighidh mé, gheobhaidh mé, teagmháil a dhéanamh, labhairt, labhairt le, labhair le, labharfainn, labhairfidh, caint, chaint, caint le,
        comhrá, chomhrá, comhrá le, cómhrá, teagmháil, dteagmháil, theagmháil, i dteagmháil, ceangail, ceangal, cheangal, nasc, nascadh, nasc mé, aistrigh,
        aistriú, haistriú, aistrítear, cuir mé, cuir mise, cuir ar aghaidh, cuir i dteagmháil, cuirtear, chur i dteagmháil, chur tríd, cur tríd, scríobh chuig,
        scríobh, scríobh le, glaoch ar, glaoch, ghlaoch, tabhair dom, faigh dom, fháil, teacht ar, theacht ar, cabhair ó, chabhair ó, cúnamh ó, chúnamh ó,
        freagra ó, déileáil le, dhéileáil le, plé le, phlé le, seol mé, atreoraigh, atreorú, labhrt, lig dom, cumarsáid, chumarsáid, cur mé,
        chuir mé i dteagmháil, bualadh le, aistrigh mé, labhairt leis, réiteach, a réiteach, réiteach le, phlé, a phlé, dhéileáil, déileáil, shocrú, a shocrú,
        socrú, shroichfidh, sroichim, a shroichfidh mé, shroicheadh, greim ar, greim a fháil ar, gheobhaidh mé greim, chur ar aghaidh, a chur ar aghaidh,
        mé a chur, mé a chur ar aghaidh, cur ar aghaidh, a atreorú, mé a atreorú, a aistriú, mé a aistriú, dul i dteagmháil, dul i dteagmháil liom,
        glaoch a chur orm, ghlaofadh orm, labhairt leis an, labhairt le do, ceangail mé, aistriú chuig, ndéanfainn teagmháil, dhéanfainn teagmháil, argóint le,
        a ndéanfainn teagmháil, cuir mo chás ar aghaidh, mo chás ar aghaidh, mo chás, mo cheist
        """,
    back=3,
    tail="le labhairt, a labhairt, le caint, ar féidir liom labhairt, gur féidir liom labhairt, is féidir liom labhairt, a bhféadfainn labhairt, atá in ann cabhrú, a chabhróidh, in ann cabhrú, chun cabhrú, le cabhrú, chun labhairt, a chuideoidh, glaoch orm, chun caint",
    want="""
        ba mhaith liom, teastaíonn, teastaíonn uaim, tá uaim, uaim, táim ag iarraidh, tá mé ag iarraidh, ag iarraidh, theastaigh, teastaionn, is mian liom,
        ba mhian liom, b fhearr liom, is fearr liom, tabhair dom, tabhair, faigh dom, faigh, cuardaím, éilím, iarraim, táim ag lorg, tá mé ag lorg, ag lorg,
        an bhféadfainn, an féidir liom, cá bhfuil, an bhfuil, ba mhaith linn, an bhfuil agaibh, tá gá agam le, gá le, ag teastáil, tá, a fháil, gá agam,
        de dhíth, ní mór dom, b fhearr, bfhearr liom, b fhearr dom, iarraim ar, conas a gheobhaidh mé
        """,
    ask="""
        an féidir, an bhféadfadh, an bhféadfaí, féadfadh, an féidir le, an bhfuil, le do thoil, más é do thoil é, ba mhaith liom, tá, bhféadfadh, féidir le,
        teastaíonn, uaim, lig, cén fáth, bhféadfá, ar mhiste le, an mbeadh, freagraíodh, glaodh, cabhraíodh, freastalaíodh, go, indéanta, go bhféachfadh,
        ba mhaith liom go, iarr ar
        """,
    serve="""
        cabhrú, cabhrú liom, chabhrú, chabhrú liom, chabhróidh, cuidiú, cuidiú liom, chuidiú, cúnamh, glaoch orm, glaoch a chur orm, ghlaoch orm, ghlaofadh,
        teagmháil a dhéanamh, dul i dteagmháil, teagmháil liom, freagra, freagairt, freagra a thabhairt, féachaint ar, breathnú ar, labhairt liom, caint liom,
        míniú, réiteach, scríobh chugam, chur glaoch, glaofaidh, freagraíodh, freagróidh, freagródh, fhreagródh, fhreagairt, glaodh, glaofadh, cabhraíodh,
        chabhródh, cabhróidh, freastalódh, freastalaíodh, scríobhadh, dhéanfadh, féachadh, ghlacadh ar láimh, glacadh ar láimh, a ghlacadh ar láimh, leanúint,
        bhféachfadh, féachfadh, féachaint, glaoch ar ais, glaoch ar ais orm, ghlaoch ar ais
        """,
    there="""
        an bhfuil, bhfuil, nach bhfuil, an mbíonn, an bhfuil aon, an bhfuil agaibh, an bhfuil aon duine, an bhfuil duine, an bhfuil éinne ag obair,
        ag obair ansin
        """,
    here="ann, anseo, ansin, ar fáil, ar líne, saor, beo, ar an líne, thall, ar an taobh eile, ar féidir liom labhairt leis, istigh, in ann cabhrú, in ann cabhrú liom, agaibh, in ann labhairt liom, ar an líne",
    fill="""
        le do thoil, más é do thoil é, led thoil, anois, láithreach, dia duit, dia dhuit, haigh, heileo, go raibh maith agat, sea, fíor, beo, le, do, chuig,
        mé, mise, dom, práinneach, amháin, ach, agus, nó, ní bot, ní róbat, go tapa, cabhair, eile, éigin, in ionad, uaim, liom, leis, a, daonna, ceart, ag,
        éigeandáil, díreach, gan mhoill, ar, teastáil, gnáth, ciallmhar, cliste, inniúil, fior, cóir
        """,
    link="an, na, bhur, do, le, leis, leis an, ó, éigin, eile, inniúil, gaeilge, gaeilgeoir, atá, a, labhairt, caint, go, i, dteagmháil, chuig, ar, as, gaeilge, fíor, in áit bot, is, sin, custaiméirí, chustaiméirí, seirbhís, tacaíochta, aon, de, bheith, chun",
    negated="""
        níl uaim, ní theastaíonn, ní theastaíonn uaim, nílim ag iarraidh, níl mé ag iarraidh, ní maith liom, níor mhaith liom, níl gá, níl gá agam, ní gá, gan,
        in ionad, in áit, seachas, tinn tuirseach, ní mian liom, nílim ag lorg, níl mé ag lorg, ná cuir mé, ná haistrigh, is fuath liom, diúltaím, níl suim,
        níl aon ghá, ní bheidh mé, bréan de, níl mé chun, ní raibh uaim, theastaigh uaim riamh, níl gníomhaire ag teastáil, níl duine ag teastáil,
        níl * ag teastáil, níl * de dhíth, ná glaoigh, ná cuir glaoch, ná cuir, ná cuirigí, ná glaoigí, ní theastaíonn * uaim, ní gá duit
        """,
    no="ní, gan, níl, ná, stop, stad, dóthain, ní le, cuir deireadh, deireadh le, aon, múch",
    other="""
        an duine, in aghaidh an duine, cé mhéad duine, cé mhéad daoine, beirt, do * duine/dhuine, ceathrar, duine a thug, duine a d ordaigh, an duine a, an té,
        daoine atá, mo/ár/a bhainisteoir/chomhghleacaí/mhaoirseoir/fhoireann/ghníomhaire/bhainisteoirí, gníomhaire eastáit, gníomhaire taistil,
        duine seachadta, fear an phoist, cearta daonna, acmhainní daonna, earráid dhaonna, ní róbat mé, ní bot mé, ní robat mé, folúsghlantóir róbatach,
        róbat folúsghlantóir, meaisín níocháin, meaisín caife, do dhuine eile, ag duine eile, ó dhuine eile, sonraí teagmhála, lionsaí tadhaill,
        foirm theagmhála, oibreoir fóin, bronntanas, duine sa siopa, fostaí sa siopa, oibrí sa siopa, duine i siopa, i bpearsan, daoine a,
        folúsghlantóir róbait, folúsghlantóir*, m'fholúsghlantóir*, mfholúsghlantóir*, fholúsghlantóir*, róbat folúis, róbat cistine, lomaire róbait,
        ó mo bhainisteoir, do mo bhainisteoir, mo shaoiste, duine a d íoc, duine a rinne, an duine a d íoc, cé mhéad fostaí, cé mhéad gníomhaire,
        cé mhéad oibrí
        """,
    done="cheana, inné, labhair mé",
    past="""
        dúirt, bhí, ghlaoigh, gheall, labhair mé, labhair mé le, tháinig, inné, scríobh sé, níor tháinig, dhiúltaigh, dheimhnigh, chuir sé, thug, raibh,
        tar éis, dúradh
        """,
    stop="faoi, mar gheall ar, gan, cosúil le, i gcoinne, ó, maidir, mar",
    split="ach, mar gheall, nuair, agus, ansin, tar éis, sula, cé go, má, toisc, óir",
    aside="""
        buíochas a ghabháil, bhuíochas a ghabháil, mo bhuíochas, buíochas, a mholadh, mholadh, moladh, moladh a thabhairt, rátáil, léirmheas, measúnú,
        aiseolas, cúig réalta, séisín, ag earcú, earcaíocht, earcú, ag fostú, folúntais, folúntas, post mar, poist, a fhostú, ag lorg daoine, ag lorg oibrithe,
        gearán faoi, gearán a dhéanamh faoi, buíochas don, gabh buíochas, oibrím, táim ag obair i, tá mé ag obair i, oibrím féin
        """,
    goods="beart, bheart, mbeart, ordú, n-ordú, seachadadh, litir, phacáiste, pacáiste",
    collect="bhailiú, a bhailiú, bailiú, phiocadh suas, a thógáil, ghlacadh, glacadh, shíniú, síniú, a fháil",
    relative="a, atá, ar, lena, nach, ar a",
    than="ná, seachas, in ionad, in áit, agus ní, ní le, ní",
    bring="tabhair, tugaigí, cuir, cuirigí, glaoigh, iarr, tarraing",
    room="""
        isteach sa chomhrá, sa chomhrá seo, sa chomhrá, isteach sa chaint, isteach sa chat, sa chat seo, sa chat, isteach anseo
        """,
    that="go, gur, go nglaofadh",
    phrases="an bhfuil aon duine ann, an bhfuil duine ann, an bhfuil éinne ann, an bhfuil duine ar bith ann, bhfuil éinne ann, bhfuil aon duine ann, duine éigin ansin, éinne ann, duine le do thoil, cabhair ó dhuine, cabhair dhaonna, cúnamh daonna, glaoigh orm, cuir glaoch orm, ní le bot, ní le róbat, le duine fíor, le duine daonna, le duine beo, múch an bot",
)
