"""How people ask for a person in English."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="en",
    human="""
        human, humans, human being, human beings, hooman, hoomans, huamn, humna, humen, humman, person, persons, preson, persn, perosn, agent, agents, agnet,
        agnt, advisor, adviser, advisors, representative, representatives, representitive, representive, represenative, rep, reps, operator, operators,
        employee, employees, staff member, member of staff, team member, member of the team, member of your team, consultant, specialist, manager, supervisor,
        csr, attendant, associate, case handler, case worker,
        real/live/actual/living/human/proper/breathing person/people/human/humans/agent/operator/support/rep/representative/advisor/adviser/being/one/man/woman/guy/somebody/someone/employee/assistant/help,
        customer service/support/care/services, tech/technical support, live support/chat/help, human support/help/assistance/contact,
        someone/somebody/anyone/anybody real/human, flesh and blood, actual human being, real life person, service agent, duty manager, team leader, team lead,
        real life human, customer service agent/rep/representative/advisor/person, support agent/person/rep/representative/specialist, chat agent, living soul,
        one of your colleagues/employees/agents/advisors/people/staff/coworkers, your colleague/colleagues/coworker/coworkers, sb real, ppl, real ppl,
        someone/somebody/anyone/anybody/one/person from/in/of/on your/the team/company/staff/support/office/side, someone/somebody at your company/end,
        superior, superiors, your superior, your supervisor, line manager, higher ups, senior agent, senior staff, someone off your team
        """,
    team="""support, support team, helpdesk, help desk, service desk, service team, care team, colleague, colleagues, your team, the team,
        staff, boss, your boss, department, technician, expert, higher up, your staff, real support, complaints team, call center, call centre, care""",
    someone="""
        someone, somebody, anyone, anybody, people, some one, any one, some body, any body, someone else, somebody else, anyone else, smbd, smb, sum1, some1,
        any1, real people, one of you, one of your people, a soul, sb, one of u, any of you
        """,
    bot="""bot, bots, robot, robots, robotic, chatbot, chatbots, chat bot, chat bots, ai, automated assistant/system/message/messages/response/responses/reply/replies/answers,
        virtual assistant, artificial intelligence, chatgpt, gpt, algorithm, answering machine, clanker, canned responses/answers""",
    device="machine, machines, computer, computers, software, program, programme, script, automation",
    contact="""
        talk, tlak, talk to, speak, speek, spek, spaek, chat with, chat to, to chat, converse, contact, reach, get in touch, get hold of, get a hold of,
        get ahold of, connect, conect, transfer me/us/this/it/my, transfer to, trasfer me, tranfer me, put me/us through, put me/us thru, put me/us on,
        put me/us in touch, put me/us with, put through, pass me/us/this/it, pass me over, hand me/us/this/it over, hand me/us/this/it off,
        hand me/us/this/it to, hand over, route me/us/this/it, redirect me/us/this/it, switch me/us, forward me/us/this/it, escalate, get me/us, bring me/us,
        send me/us to, send this to, refer me/us, direct me/us, take me/us to, move me/us to, pass on, link me, hook me up, patch me, call a/an/your/the,
        to call, let me call, can i call, could i call, phone a/an/your/the, to phone, write to, write with, text with, text to, message with, communicate,
        correspond, discuss this/it/with, discuss my, deal with, dealing with, interact, interact with, hear from, be helped by, helped by, assisted by,
        handled by, served by, looked at by, reviewed by, answered by, be answered by,
        help/assistance/support/attention/answer/answers/reply/response/chat/conversation/call from/with, help of, assistance of, line to, get through to,
        getting through to, get to, be talking to, be speaking to, be speaking with, be chatting with, bring in, loop in, involve, ask for, asking for, summon,
        have a word, be connected, be transferred, get connected, get transferred, be put through, get put through, switch to, go to, swap me, give me to,
        let me have, have a chat, have a talk, speak directly, spoken to by, attended by, wanna talk, access to, id rather/prefer talk/deal,
        sort this/it/that out, sort out, sort this/it/that, solve this/it/that, settle this/it/that, resolve this/it/that, handle this/it/that,
        arrange this/it/that, forward me to, could you forward, come through to, make it to, get on to, get onto, get a call back from, callback from,
        call back from, have called back by, moved to, handed to, handed over to, passed to, passed on to, put in touch with, put in contact with,
        in contact with, looked after by, taken care of by, attended to by, dealt with by, argue with, a word with, word with,
        forward my case/issue/request/ticket/question/problem to, forward this to, pass my case/issue/request/ticket/question/problem to, pass this to,
        pass this on to, send my case/issue/request/ticket/question/problem to, hand my case/issue/request/ticket/question/problem to,
        route my case/issue/request/ticket to, transfer my case/issue/request/chat to, assign my case/issue/request/ticket to, give my case to
        """,
    back=3,
    tail="""can i talk to, can i speak to, i can talk/speak/chat/write/call/contact/reach/ask, i could talk/speak/chat/write/call/contact/ask, i may talk/speak, we can talk/speak/chat, we could talk/speak/chat, to talk, to speak, to chat, to talk to,
        can i talk/speak/chat, could i talk/speak/chat, who can talk/speak/help/assist/answer/understand/read, who could help/assist, that can help/assist/talk/answer/understand, who actually can, who understands, who will help, to help me/us/with, to assist, to call me, call me please,
        i want to talk/speak/chat, i need to talk/speak""",
    want="""
        lets get, who can i talk to, want, wnat, wan, need, ned, would like, id like, would love, would prefer, wanna, give me/us, get me/us, gimme, giv me,
        prefer, id prefer, id rather have, can/could/may i/we have, can/could/may i/we get, can/could/may i/we please have, can/could/may i/we please get,
        require, looking for, demand, request, requesting, bring me/us, bring in, find me, let me have, asking for, asked for, ask for, i said, insist on,
        where is, wheres, where are, how do i get, how can i get, how do i find, how to get, i wish for, send me/us, send in, show me, entitled to, right to,
        waiting for, put on, call me, provide me, provide, do you have, you have, get hold of, wants, find, fetch me, dig up, call up, get someone
        """,
    ask="""
        can, could, would, will, wil, please, pls, plz, may, have, is there, let, want, need, shall, should, would like, id like, get, cant, couldnt, why cant,
        is, are, have, make, tell, ask, ought, would you mind, any chance
        """,
    serve="""
        help me/us/with/out/here/my/fix, help, assist me/us/with, assist, call me/us, phone me, ring me, contact me/us, email me, text me, message me,
        write me, write to me, reply, respond, answer me/us/my, answer, take over, look at/into, handle this/it/my, deal with, take a look, talk to/with me/us,
        speak to/with me/us, talk, speak, get back to, reach out, jump in, step in, chat with me, explain, sort this/it/my, get in touch,
        give me a call/ring/answer, call back, call me back, check, take care, review, solve, write back, reply to me, answer this, come in, come online,
        take this over, take over this, pick this up, ring me back, phone me back, speak up, see to this, do something, take a look at, look at it,
        look at this, continue this, continue, carry on, ring, rings, calls me
        """,
    there="""
        is there, are there, is any, isnt there, arent there, do you have, have you got, got any, is, are, isnt, arent, any chance of, there any,
        does your company have, dont you have, havent you got, is anyone/anybody/someone real working, is there anyone, anyone working, anybody working,
        does anyone, does anybody, does anyone work
        """,
    here="""there, here, available, online, around, awake, alive, on duty, at all, working, on the line, in the chat, behind this, free, who can help, who can help me, that can help, i can talk to, i can speak to, i can chat with, i can speak with, i can talk with, in there, out there, today, at your end, on this chat, on the other end""",
    fill="""
        a, an, me, i, your, please, pls, plz, plez, pleas, plse, now, asap, hi, hello, hey, real, live, actual, ok, okay, thanks, thank you, immediately,
        right now, just, only, to, with, yes, yeah, sir, madam, urgent, urgently, help, another, for the love of god, fucking, fuckin, damn, bloody, freaking,
        goddamn, right away, today, first, instead, any, some, quick, quickly, yo, well, so, come on, ffs, wtf, ugh, again, i said, living, different, from,
        now please, straight away, at once, not you, not a bot, kindly, dammit, omg, lol, last time, or, then, and, but, must be, repeat, simply, rather,
        service, normal, sane, sensible, reasonable, competent, decent, knowledgeable, intelligent, smart, responsible, qualified, honest
        """,
    link="""the, this, that, one, proper, competent, normal, of, other, better, trained, qualified, native, english speaking, swedish speaking, senior, more, somewhere, to be, talk, speak, speaking, chatting, talking, with, on, who is, your, customer, care, service, support, human, chat, somebody, someone, honest, thinking, breathing, ur, sum, us, to talk to, to speak to, to speak with, to talk with, to chat with, to get, to have, to see, to reach""",
    negated="""
        dont/doesnt/didnt want/need/wanna/require/wish/like, do/does/did not want/need/require/wish/like, dont really/even/actually want/need, no need,
        no longer need/want/require, dont have to, do not have to, dnt want/need, dont wan, not want, not need, not necessary, without, rather not, never want,
        never wanted, never need, instead of, rather than, not looking for, dont/do not transfer/connect/escalate/put/pass/call/send/give/get/bring,
        stop transferring/giving/sending, dont think i need, do not think i need, wouldnt want/need, would not want/need, wont need, will not need, sick of,
        tired of, fed up with, hate, not talking to, not speaking to, refuse to, wont talk to, wont speak to, done with, no point talking, id rather not,
        didnt ask for, did not ask for, dont ask, dont let, had enough of, enough of, havent asked for, dont care for, not interested in, needless to,
        dont feel like, why would i, needn't, neednt, dont make me, do not make me, aint, not asking for, no need for, no longer necessary,
        not necessary any more, is not needed, not needed, isnt needed, no longer needed, dont call, please dont call, never call, dont bother calling,
        dont need to, you neednt, no one needs to
        """,
    no="no, not, stop, no more, not another, not with, enough, stop being, stop with, fuck, screw, anything but, get rid of, quit, turn off, switch off, skip",
    other="""
        the chat agent, your chat agent, chat agent said, im a real/actual/living/human person/human/being, i am a real/actual/living person/human/being,
        im a human, i am a human,
        delivery/courier/postal/shipping/mail/travel/estate/cleaning/customs/sales/insurance/parcel/store/shop/bank/hotel/carrier/warehouse/booking/letting/property/wetting person/agent/agents/representative/employee/employees/operator/staff/people/clerk/manager/associate/reps/rep,
        real estate agent, contact person/details/info/information/number/form/list/lens/lenses/page/us, per person, in person, another persons,
        im/i am/iam/am not a/your robot/bot/human, not a robot, human hair/error/rights/resources/body/size/sized/nature/readable/made,
        person tent/tents/room/booking/ticket/game/bike/boat/kayak/sofa, missing person, third person,
        tour/network/mobile/train/bus/phone/machine/crane/radio operator, agent fee/fees/code/id/number/commission, property manager, project manager,
        password manager, task manager, store manager, shop manager, hotel manager, bank manager,
        my manager/boss/supervisor/colleague/colleagues/team/staff/employee/employees/agent/support/employer,
        our manager/boss/supervisor/colleague/team/staff/employees, his/her/their manager/boss/colleague, new manager, the chat with, my chat with, last chat,
        our chat, previous chat, chat history, chat ended, had a chat, had a talk, the transfer, bank transfer, talk show, the contact,
        person who ordered/bought/delivered/brought/signed/received/sold/stole/lives/came/took/picked/pays/paid/called,
        people/person/someone/anyone/somebody/persons fit/fits, how many people/persons/agents/employees, many people, number of people, other people,
        most people, four people, two people, people who, robot vacuum/vacuums/mower/hoover/lawnmower/cleaner/toy, vacuum robot, kitchen robot,
        washing/coffee/sewing/drying/espresso/vending machine, a connection, for someone/somebody/anyone, someone elses, someones, somebodys, anyones,
        someone/somebody/person from the courier, talk a lot, employee discount/card/benefits, staff discount, supportive, ai features/camera,
        person of contact, point of contact, to be a, become a, become an, work as a, working as, job as, apply, the other person, first person, same person,
        wrong person, dead person, agent number, user agent, release agent, secret agent, free agent, someone who/else who, persons name, name of the person,
        gift for, present for, robotic vacuum, robot lawn mower, machine learning, sewing robot
        """,
    done="i already, ive already, i have already, already talked, already spoke, yesterday, last week, i talked, i spoke, i chatted, i contacted, we spoke",
    past="""
        said, told, supposed to, needs to, wanted, refused, promised, never, asked me, informed, was, were, called me, has, had, answered, wrote, came, didnt,
        did not, wasnt, assured, claimed, replied, explained
        """,
    stop="about, like, regarding, concerning, as, by, against, from, for, of, that, than, before, over, which, without, behind, because",
    split="and, but, because, cause, since, when, then, after, before, while, although, though, whether, until, whom, whose, where, why, if, already",
    aside="""
        to thank, thank the/your/that/this/one, to praise, praise the/your/that, praise for, compliment, compliments, commend, recommend, recommending,
        to rate, rate the/your/that/my/an, rating for, leave/write/give a/an/some good/great/nice/positive/bad/negative/honest review/rating/feedback,
        leave/write/give a/some review/feedback/rating/tip, leave feedback, good/great/positive/five star/5 star review, five/5 stars, shout out, kudos,
        tip the/your, complain about, complaint about, complaint against, are you hiring, you hiring, are hiring, hire, hiring, recruit, recruiting,
        recruitment, vacancy, vacancies, job opening/openings/offer/offers, jobs as, job as, open positions, looking for people/agents/staff/employees to,
        are you looking for, do you employ, my thanks, my gratitude, my regards, thanks to the, grateful to the, gratitude to, i work in, i work at, i work as,
        i work for, i also work, im working in, i used to work, worked in
        """,
    goods="parcel, parcels, package, packages, order, orders, delivery, shipment, item, items, letter, box",
    collect="""
        pick up, picks up, pick it up, pick them up, pickup, collect, collects, sign, signs, receive, receives, accept, accepts, take in, fetch, fetches,
        take delivery
        """,
    relative="who, which, that, whom, whose, with whom, to whom",
    than="than, instead of, over, and not, not, rather than, but not, not with, not by",
    bring="bring, invite, add, get, call, pull, put, let, have, include, loop, send, drag, fetch",
    room="into/in/to this/the/our chat/conversation/thread, this chat, this conversation, the conversation",
    that="that, would, will, said somebody, said someone",
    phrases="""
        put a person on, put a human on, put someone on, put somebody on, who can i talk to, who do i talk to, who can i speak to, who should i contact, anybody/anyone/somebody/someone there, anybody/anyone/someone/somebody home, anyone/anybody alive, anyone/anybody out there, is this thing manned, let me out of this bot, human takeover, human please, person please, agent please, stop the bot, end bot, exit bot, leave bot, bot off, get me out of this bot, i want out of the bot, not a bot please, human assistance, over to a human, to a human, to a real person, to a live agent, to a live person, to a human agent, need human help, human handoff, anyone real, press 0 for, speak with your manager, speak with the manager, live agent please, let a human, make a human""",
    borrows=False,
)
