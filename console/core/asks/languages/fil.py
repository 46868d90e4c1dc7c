"""How people ask for a person in Filipino."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="fil",
    human="""
        tao, totoong tao, tunay na tao, buhay na tao, taong totoo, taong tunay, totong tao, ahente, agent, ahenteng tao, kinatawan, representative, rep,
        empleyado, empleyada, kawani, staff, operator, tagapayo, consultant, manager, manedyer, supervisor, superbisor, csr, customer service/care/support,
        customer service representative, serbisyo sa customer, live agent, human, human agent, real person/human/agent, totoong agent, totoong ahente, person,
        admin, may awtoridad, team leader, opisyal, eksperto, live person, live chat, actual person, actual human, tauhan, tauhan ninyo, live na tao,
        kasamahan, kasamahan mo, kasamahan niyo, kasamahan ninyo, katrabaho, katrabaho mo, katrabaho niyo, staff niyo, staff nyo, staff ninyo, advisor,
        boss mo, boss niyo, boss nyo, amo mo, manager niyo, manager nyo, manager mo, sa tao, csr nyo, csr niyo, kahit sino sa customer service,
        sinuman sa customer service, taga customer service, taga support, galing sa team, galing sa team niyo, taga team niyo, isa sa team niyo, matinong tao,
        totoong advisor, nakatataas, nakatataas sa iyo, nakatataas sa inyo, nakatataas niyo, totoong nagtatrabaho
        """,
    team="support, team, katrabaho, kasamahan, departamento, technician, tech support, support team, call center, helpdesk, hotline, team nyo, boss nyo",
    someone="""
        isa sa team, isa sa inyong team, isa sa staff, isang tao, may tao, kahit sino, kahit sinong, sinuman, isa sa inyo, ibang tao, iba, sino, sinong,
        someone, somebody, kahit isang, taong, anyone, isa sa kanila, kahit isa sa inyo
        """,
    bot="bot, robot, chatbot, bots, robots, ai, automated na sagot, automated reply, automated response, virtual assistant, awtomatikong sagot, artificial intelligence, auto reply",
    device="makina, computer, kompyuter, programa, machine",
    contact="""
        makakahanap ng, mahahanap, pag usapan, tawagan ako, pag uusapan, makipag usap, makipagusap, makikipag usap, makapag usap, makausap, makakausap,
        kausapin, kausap, mausap, magkausap, mag usap, usap, usapin, makipag chat, makipagchat, maka chat, makachat, makipag ugnayan, makipagugnayan,
        makaugnayan, kumausap, magsalita, kontakin, makontak, contact, contakin, macontact, ma contact, tawagan, matawagan, tumawag, ikonekta, i konekta,
        ikonek, i connect, iconnect, makonekta, maconnect, ma connect, konekta, connect, ilipat, i transfer, itransfer, malipat, mailipat, transfer, ipasa,
        mapasa, maipasa, i forward, ipakausap, pakausap, paconnect, pa connect, pakonek, pakonekta, pa konek, patransfer, pa transfer, ilapit, idulog,
        matulungan ng, tulungan ng, tulong ng, tulong mula sa, sagot mula sa, sagot ng, bigyan, pakibigyan, tawagin, pakitawag, tawag, pakilipat, paki lipat,
        paki connect, pakiconnect, paki transfer, pakitransfer, ireply ng, makaharap, sumangguni, kumonsulta, magpatulong, magtanong, idirekta, i direct,
        lapitan, talk, speak, chat, reach, makapagsalita, makatawag, escalate, i escalate, maabot, ayusin, ayusin ito, maayos, asikasuhin, lutasin, resolbahin,
        pag-usapan ito sa, makarating, makakarating, makakarating sa, makaabot, maaabot, ma-contact, i-transfer, iforward, i-forward, i-redirect, i redirect,
        pa-connect, i-connect, tawagan ako ng, kontakin ako, i-contact ako, i contact ako, asistihan ng, makokontak, ikonekta niyo ako, konektahin,
        makipag-usap, makipagtalo, tumawag sana sa akin, may tumawag sana, pakipasa, ipasa ang kaso ko, pakipasa ang kaso, ipasa ang concern ko, paki forward
        """,
    back=4,
    tail="na makakausap, na pwedeng makausap, na pwede kong makausap, na maaari kong makausap, na makakatulong, na pwedeng tumulong, na tutulong, na kausap, pwedeng makausap, pwede kausap, na sasagot, na pwedeng sumagot, na tumulong, makakatulong, ang makausap, ang kausap, ang kausapin, ang kakausap, na makipag usap, ang tumawag, ang sumagot, ang kausapin ko, na lang, kausap ko, gusto kong makausap, gusto ko makausap, ang gusto ko, ang kailangan ko, kailangan ko, gusto ko",
    want="""
        gusto ko, gusto kong, gusto namin, gustong, gusto, nais ko, nais kong, nais, kailangan ko, kailangan kong, kailangan, kelangan, kelangan ko, ibigay,
        bigyan nyo ako, bigyan niyo ako, bigyan mo ako, bigyan, pahingi, humihingi, hiling, mas gusto ko, mas gusto, hinahanap, hanap ko, naghahanap, meron ba,
        may, pwede ba, pwede bang, pede ba, pwede, maaari ba, maaari bang, nasaan, nasan, asan, saan, paki, tawagin, demand, need ko, need, want ko, i want,
        i need, sana, hingi, magkaroon, dalhin, mas gusto ko pong, gusto ko pong, pakisabi, tawagin mo, tawagin niyo, patawag, pakitawag, pa connect,
        pano makausap, paano makausap, bigyan ako, hanapan, hanapan mo ako, hanapin mo, ihanap, ihanap mo ako, ikuha mo ako
        """,
    ask="""
        pakisabi, pakisabihan, sabihin, pwede, pwedeng, pede, maaari, maaaring, puwede, puwedeng, paki, pakiusap, sana, gusto, kailangan, may, meron, mayroon,
        please, pls, plz, makiki, ba, bakit hindi, can, hayaan, nais, pwede ba, pd ba, pd, gusto kong
        """,
    serve="""
        tawagan ako, tulungan ako, tulungan, tumulong, makatulong, makakatulong, tutulong, tulong, tumawag, tumawag sa akin, tawagan ako, tatawag,
        kontakin ako, sumagot, sasagot, sagutin, mag reply, magreply, mag assist, i assist, assist, tingnan, ipaliwanag, magpaliwanag, ayusin, umayos,
        kausapin ako, kumausap sa akin, asikaso, asikasuhin, mag asikaso, makasagot, help, call me, i check, icheck, sumagot naman, mag-reply, tumugon,
        humawak, hawakan, tumingin, ituloy, tumawag sana
        """,
    there="""
        may, meron, mayroon, mayron, meron ba, may roon, wala bang, wala ba, nandyan, andyan, nariyan, anjan, may totoong, may nagtatrabaho,
        may totoong nagtatrabaho
        """,
    here="""
        diyan, dyan, jan, dito, nandyan, nandiyan, andyan, andiyan, nariyan, nandito, ba, available, online, bang, gising, na makakausap, na pwedeng tumulong,
        na pwedeng makausap, na makakatulong, sa kabilang linya, na sumasagot, na totoo, po, ba kayo, na pwede kong makausap, ba jan, sa inyo, diyan ba,
        ba diyan
        """,
    fill="""
        pakiusap, please, pls, plz, po, opo, ho, ngayon, ngayon na, agad, kaagad, hello, hi, helo, kumusta, salamat, thank you, oo, hindi, totoo, totoong,
        tunay, tunay na, buhay, na, ng, sa, ako, akin, ko, kong, urgent, madali, bilis, bilisan, lang, lamang, at, o, hindi bot, hindi robot, hindi sa bot,
        tulong, iba, ibang, isang, ang, yung, nga, naman, kasi, ba, bang, direkta, mismo, muna, pa, din, rin, sana, mga, nyo, niyo, ninyo, teh, kuya, ate,
        boss, sir, mam, maam, admin, real, live, asap, sa halip, isa, matino, matinong, normal, maayos
        """,
    link="inyo, inyong, ninyo, nyo, niyo, mo, iyong, iyon, ito, ibang, isang, na, ng, sa, ang, yung, makausap, kausap, makipag usap, marunong, magtagalog, tagalog, at hindi, kayo, kaming, kami, ako, kay, taga, may, mga, customer, service, tulong, mula, makuha, ma, ka, kayong, mag, para, numero, number, contact, kaysa, hindi",
    negated="""
        hindi na kailangang, hindi na kailangan, hindi kailangang, ayaw ko, ayaw kong, ayoko, ayokong, ayoko ng, ayaw, ayaw namin, hindi ko gusto,
        hindi ko gustong, di ko gusto, hindi ko kailangan, hindi ko kailangang, di ko kailangan, hindi kailangan, di kailangan, hindi na kailangan,
        di na kailangan, hindi ko na kailangan, wag na, huwag na, wag nyo, huwag ninyo, huwag mo, wag mo, walang, nang walang, sa halip na, imbes na, kaysa,
        kesa, kaysa sa, pagod na, sawa na, nakakainis, inis na, galit, hindi ako humihingi, hindi ako naghahanap, di ko need, hindi ko need, tigilan,
        hindi ako makikipag usap, hindi ako interesado, tama na ang, hindi na po kailangan, di ko na kailangan, hindi na po kailangang,
        wag niyo na po akong tawagan, wag niyo na akong tawagan, wag nyo na, wag niyo na, huwag niyo na, huwag po kayong, wag mo na, huwag mo na, wag nyo ko,
        ayoko na
        """,
    no="hindi, walang, wala ng, tigil, itigil, stop, ayaw, wag, huwag, tama na, hindi sa, di, no, i off, patayin",
    other="""
        pero binaba, tumawag ang, tatanungin ko, bawat tao, kada tao, ilang tao, ilan tao, ilang empleyado, dalawang tao, tatlong tao, apat na tao, limang tao,
        anim na tao, dalawa/tatlo/apat/lima/anim na tao, 2/3/4/5/6/8 na tao, maraming tao, ang taong, yung taong, taong nag, tao na nag, ang tao na,
        yung tao na, taong nag deliver, taong nag order, taong umorder, ibang tao ang, ibang tao ang nakatanggap, sa ibang tao,
        delivery person/guy/man/agent/rider/boy, rider, taga deliver, tagadeliver, nagdeliver, mensahero, courier, empleyado ng tindahan,
        empleyado sa tindahan, staff ng tindahan, staff sa tindahan, staff ng hotel, manager ng tindahan, manager ng bangko, manager sa tindahan, manager ko,
        boss ko, supervisor ko, katrabaho ko, kasamahan ko, team ko, empleyado ko, staff ko, agent ko, ahente ko, aking manager, aking boss, manager namin,
        boss namin, ahente ng lupa, ahente ng bahay, real estate agent, travel agent, ahente ng insurance, karapatang pantao, hindi ako robot, di ako robot,
        hindi ako bot, robot vacuum, vacuum robot, washing machine, coffee machine, sewing machine, makinang panahi, para sa iba, para sa ibang tao,
        kontak lens, contact lens, contact number, contact info, contact details, contact form, regalo, panregalo, pangalan ng tao, per person, person na nag,
        bank transfer, operator ng, mobile operator, iba pang, ibang kulay, ibang size, ibang item, ibang order, may order, pagkatao, may sira, may discount,
        sino ang, sinong nag, robot na vacuum, robot na panlinis, robot vacuum ko, amo ko, kapitbahay, ibang tao, taong nagbayad, ilan ang empleyado,
        ilan ang tao, ilan ang staff
        """,
    done="kahapon, nakausap, na ang, kanina, nakipag usap",
    past="pero binaba, tumawag ang, tatanungin ko, sabi, sinabi, kahapon, nakausap ko, nakausap ko na, kinausap, nangako, tumawag kahapon, dumating, hindi dumating, tumanggi, kinumpirma, nagsabi, ni refund, nirefund, binalik, nakipag usap, nag refund, bastos, mabait",
    stop="tungkol, walang, parang, tulad, dahil, laban, ukol, hinggil",
    split="pero, ngunit, dahil, kasi, nang, at, tapos, pagkatapos, bago, kung, kahit na, subalit, kaya",
    aside="""
        pasalamatan, magpasalamat, magpapasalamat, pasasalamat, pinasalamatan, purihin, pumuri, papuri, i-rate, i rate, irate, rating, mag-rate, mag rate,
        magbigay ng rating, mag-review, mag review, review, feedback, limang bituin, five stars, irekomenda, i-recommend, i recommend, inirerekomenda, tip,
        naghahanap po ba kayo, naghahanap ba kayo, naghahanap kayo, hiring, nagha-hire, nag-hire, naghahire, nagha hire, nag hahire, tumatanggap ba kayo,
        tumatanggap po ba kayo, mag-apply, mag apply, bakante, trabaho sa, trabaho bilang, magtrabaho, ireklamo yung, reklamo tungkol sa, reklamo sa agent,
        pasasalamat ko, salamat ko sa, kumusta ko, nagtatrabaho din ako, nagtatrabaho rin ako, nagtatrabaho ako, nagwowork ako, nagwowork din ako
        """,
    goods="parcel, package, pakete, order, delivery, padala, sulat",
    collect="""
        kumuha, kukuha, kunin, makuha, tumanggap, tatanggap, tanggapin, mag-receive, mag receive, magreceive, mag-pickup, mag pickup, pumick up, mag-claim,
        magclaim, mag claim, pumirma, pipirma
        """,
    relative="na, ng, nag, who",
    than="kaysa, kesa, kaysa sa, kesa sa, imbes, sa halip, hindi, at hindi",
    bring="""
        magpasok, ipasok, isali, isama, i-add, i add, iadd, imbitahan, i-invite, i invite, tawagin, dalhin, pakitawag, pakisali, pakiadd, paki add, magdagdag,
        idagdag
        """,
    room="""
        sa chat na to, sa chat na ito, sa chat, sa usapan na to, sa usapan, sa usapang ito, sa convo, sa conversation, dito sa chat
        """,
    that="sabi, na may, na tatawag",
    phrases="""
        may tao ba, may tao po ba, may tao diyan, may tao dyan, may tao po, meron bang tao, meron bang tao dyan, may nandyan ba, may nandyan po ba,
        may andyan ba, may makakausap ba, may pwedeng tumulong, tao po, tao naman, totoong tao, tunay na tao, hindi sa bot, hindi sa robot, tulong ng tao,
        tawagan nyo ako, tawagan niyo ako, tawagan ninyo ako, may sumasagot ba, patayin ang bot, may tumawag sana sa akin, tumawag sana sa akin,
        may tumawag sa akin sana
        """,
)
