"""How people ask for a person in Urdu, also in Latin letters."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="ur",
    human="""
        انسان, انسانوں, انسانی, آدمی, بندہ, بندے, بندی, شخص, فرد, افراد, نمائندہ, نمائندے, نمائندوں, نمایندہ, نمایندے, ایجنٹ, ملازم, اہلکار, آپریٹر, مینیجر,
        منیجر, مینجر, سپروائزر, افسر, مشیر, عملہ, عملے, کسٹمر سروس, کسٹمر کیئر, کسٹمر سپورٹ, کسٹمر کئیر, کسٹمر ایجنٹ, ہیومن,
        حقیقی/اصلی/زندہ/اصل انسان/آدمی/بندہ/بندے/شخص/فرد/ایجنٹ/نمائندہ/نمائندے, انچارج, ذمہ دار, ریپریزنٹیٹو, بشر, insan, insaan, admi, aadmi, banda, bande,
        bandey, shakhs, numainda, numainday, numainde, namainda, agent, operator, mulazim, manager, supervisor, customer service/care/support,
        asli/real/zinda/haqeeqi insan/insaan/banda/bande/admi/agent/shakhs, human, representative, afsar, officer, ماہر, کسٹمر نمائندہ, ساتھی, اپنے ساتھی,
        اپنی ساتھی, ساتھیوں, ساتھی کارکن, ملازمہ, باس, اپنے باس, boss, apne boss, sathi, saathi, insan se, کسٹمر سروس میں کسی, سپورٹ میں کسی,
        آپ کی ٹیم سے کوئی, ٹیم سے کوئی, ٹیم میں سے کوئی, ٹیم کا کوئی, عملے سے, آپ کے عملے, کوئی بندہ, نارمل بندہ, kisi asli bande, آپ کی کسی ساتھی,
        team ka koi, team se koi, اپنے افسر, سینئر
        """,
    team="سپورٹ, ٹیم, ساتھی, محکمہ, محکمے, ہیلپ لائن, ہیلپ ڈیسک, ٹیکنیشن, کال سینٹر, سپورٹ ٹیم, سٹاف, اسٹاف, support, team, staff, helpline, call center",
    someone="کوئی, کسی, کوئی بندہ, کسی بندے, کسی اور, کوئی اور, کس, آپ میں سے کسی, آپ میں سے کوئی, koi, kisi, kise, kisi aur, koi aur, kis, kis se",
    bot="بوٹ, بوٹس, روبوٹ, روبوٹس, چیٹ بوٹ, چیٹ بوٹس, مصنوعی ذہانت, اے آئی, خودکار جواب, خودکار جوابات, ورچوئل اسسٹنٹ, bot, robot, chatbot, bots, robots",
    device="مشین, مشینوں, کمپیوٹر, پروگرام, سافٹ ویئر, machine, computer",
    contact="""
        بات, بات کرنا, بات کرنی, بات کروں, بات کرنے, بات کرا, بات کراو, بات کرائیں, بات کروا, بات کروائیں, بات کروادیں, بات چیت, گفتگو, رابطہ, رابطے,
        رابطہ کرنا, رابطہ کروا, رابطہ کرائیں, بولنا, چیٹ, چیٹ کرنا, کنیکٹ, کنکٹ, جوڑیں, جوڑ, ملا, ملائیں, ملا دیں, ملوا, ملوائیں, ملاؤ, ٹرانسفر, منتقل, فارورڈ,
        کال, کال کرنا, فون, بلائیں, بلا, بلاؤ, بلا دیں, دیں, دے دیں, دو, مدد, جواب, لکھنا, مشورہ, مشورہ کرنا, حوالے, پہنچائیں, سے ملنا, تک پہنچ, رجوع, baat,
        baat karni, baat krni, baat karna, baat krna, baat karao, baat karwa, baat karwao, baat karwain, baat karwayen, baat kara, bat krni, bat karni,
        bat krwa, baat krwa, bt krni, rabta, raabta, guftagu, chat kar*/kr*/do/de/karwa*/kara*, connect kar*/kr*/do/de/karwa*/kara*,
        transfer kar*/kr*/do/de/karwa*/kara*, milao, mila, milwa, milaen, bulao, bulaen, bula, forward kar*/kr*/do/de/karwa*/kara*, bolna, baat cheet, madad,
        talk kar*/kr*/do/de/karwa*/kara*, bulayen, jor, jorh, حل کروانا, حل کرنا, حل کروں, حل کرواؤں, نمٹانا, نمٹنا, معاملہ کرنا, رابطہ کرے, رابطہ کریں,
        رابطہ کروں, رابطہ ہو, رابطہ کروائیں, پہنچوں, پہنچ سکتا, پہنچ سکتی, پہنچنا, بھیج سکتے, بھیج دیں, کے پاس بھیج, منتقل کریں, منتقل کر, ٹرانسفر کریں,
        ٹرانسفر کر, ملوا دیں, کنیکٹ کریں, کنیکٹ کر, بات ہو سکتی, بات ہو سکتا, بات ہو, بات کراؤ, baat ho sakti, pohanchun, pohnchun, pahunchun, transfer kar,
        connect kar, mila den, rabta kare, rabta karun, منتقل کرنا, ٹرانسفر کرنا, رابطہ کر سکتا, رابطہ کر سکتی, رابطہ کیسے, baat kr sakta, baat kr sakti,
        baat kar sakta, baat kar sakti, جسے میں لکھ سکوں, لکھ سکوں, میرا معاملہ, معاملہ بھیج, معاملہ منتقل, بھیج دو
        """,
    back=6,
    verb_last=True,
    negation_after=True,
    than_after=True,
    want="""
        چاہتا, چاہتی, چاہتے, چاہیے, چاہئے, چاہیئے, چاہیں, ضرورت, ضرورت ہے, درکار, دیں, دے دیں, دیجیے, دیجئے, دو, بلائیں, بلاؤ, مہربانی, پلیز, براہ کرم,
        براہ مہربانی, ترجیح, مطالبہ, تلاش, ہے, ہے کیا, کہاں ہے, مل سکتا, مل سکتی, مل جائے, chahiye, chahye, chahie, chaiye, chahyie, chahta, chahti, chahte,
        zaroorat, zarurat, do, dein, de do, dedo, de dein, dijiye, bulao, bulaen, please, plz, kahan hai, mil sakta, mangta, dena, دینا, بھیجیں, bhejo, bhejen,
        do na, پسند کروں گا, پسند کروں گی, پسند کرتا, پسند کرتی, ترجیح دوں گا, ترجیح دیتا, ترجیح دیتی, بہتر ہوگا, bulaein, bulado, pasand karunga,
        pasand karungi, بندہ دیں, لا دو, لا دیں, ڈھونڈ دو, ڈھونڈ دیں, ڈھونڈو
        """,
    ask="""
        کیا, سکتا, سکتی, سکتے, سکتا ہوں, براہ کرم, پلیز, مہربانی, چاہیے, چاہتا, چاہتی, دیں, کہیں, kya, sakta, sakti, sakte, skta, skti, please, plz, pls,
        chahiye, ho sakta, سکے, کاش, sakay, sake, kaho, چاہوں, ممکن, دے, چاہوں گا, چاہوں گی, چاہتا ہوں, چاہتی ہوں
        """,
    serve="""
        مدد کر, مدد کرے, مدد کریں, مدد, میری مدد, کال کر, کال کرے, کال کریں, فون کر, فون کرے, رابطہ کر, رابطہ کرے, رابطہ کریں, جواب دے, جواب دیں, جواب, دیکھ,
        دیکھے, حل کر, حل کرے, سمجھا, سمجھائے, بات کر, بات کرے, madad kar, madad kr, madad kare, madad, meri madad, call kar, call kare, call kr, rabta kar,
        rabta kare, jawab de, jawab, dekh, dekhe, hal kar, samjha, samjhaye, help kar, help kr, help kare, help, baat kar, baat kare, جواب دو, سنبھالے, سنبھال,
        سنبھال سکتا, دیکھیں
        """,
    there="کیا, ہے, موجود ہے, hai, kya, mojood hai, ہے کیا, hai kya, ہے یا, hai ya, ہیں, وہاں کوئی, کیا وہاں, وہاں",
    here="""
        وہاں, یہاں, موجود, ہے, دستیاب, آن لائن, لائن پر, زندہ, اصلی, wahan, yahan, mojood, mojud, hai, available, online, hain, ہیں, جو مدد کرے, jo madad kare,
        udhar, idhar, کام کرتا ہے, کام کرتی ہے, وہاں کام, موجود ہے
        """,
    fill="""
        پلیز, براہ کرم, براہ مہربانی, مہربانی, ابھی, فورا, فوراً, جلدی, سلام, السلام علیکم, ہیلو, شکریہ, جی, جی ہاں, ہاں, نہیں, حقیقی, اصلی, زندہ, سے, کو, کے,
        ساتھ, میں, مجھے, میری, ہمیں, ایک, صرف, بس, اور, یا, بوٹ نہیں, مدد, دوسرا, دوسرے, کسی, کوئی, کا, کی, ہے, please, plz, pls, abhi, foran, jaldi, salam,
        assalam o alaikum, hello, shukria, g, ji, haan, han, nahi, asli, real, zinda, se, ko, k, ke, sath, mujhe, mujhy, mje, meri, mera, main, mein, ek, aik,
        sirf, bas, aur, ya, bot nahi, madad, kisi, koi, ka, ki, hai, bhai, yar, yaar, یار, بھائی, خدارا, khuda ke liye, بات, لوگو, فوری, urgent, کر, کریں, دیں,
        kro, karo, kar, do, dein, direct, براہ راست, کرنی, karni, krni, na, نارمل, سمجھدار, ڈھنگ کا, ڈھنگ کے, قابل, normal
        """,
    link="آپ, آپ کے, آپکے, آپ کی, کسی, کوئی, ایک, اس, دوسرے, متعلقہ, سے, کے, کا, کی, کو, ہی, بھی, بات, رابطہ, کرنا, کرنی, کرنے, اردو, ساتھ, میں, مجھے, سروس, کسٹمر, aap, apke, ap, kisi, koi, ek, is, se, ke, ka, ki, ko, hi, bhi, baat, bat, rabta, karna, karni, krni, krna, krne, karne, sath, me, mujhe, na, ke bajaye, urdu, کروانا, ہوں, نمائندے, ka number, تک, لیے, liye, کروا, کرا, kara, karwa",
    negated="""
        نہیں چاہتا, نہیں چاہتی, نہیں چاہتے, نہیں چاہیے, نہیں چاہئے, ضرورت نہیں, کی ضرورت نہیں, بات نہیں کرنی, بات نہیں کرنا, نہیں کرنی, نہیں کرنا,
        نہیں کروں گا, نہیں کروں گی, رابطہ نہیں کرنا, مت, تنگ, تنگ آ, نفرت, تھک, نہیں کرنا چاہتا, نہیں کرنا چاہتی, nahi chahiye, nahin chahiye, nai chahiye,
        nhi chahiye, nahi chahta, nahi chahti, zaroorat nahi, zarurat nahi, zaroorat nahin, baat nahi karni, bat nahi krni, baat nahi krni, nahi karni,
        nahi krni, nhi krni, nahi karna, nahi krna, tang, mat, chahiye nahi, نہیں چاہیئے, nahi karwani, درکار نہیں, کے بجائے, ke bajaye, ki bajaye,
        اب ضرورت نہیں, ضرورت نہیں رہی, فون نہ کریں, فون مت, کال نہ کریں, کال مت, کال نہ کرنا, مت ملائیں, ٹرانسفر نہ, call na karen, call na karein, call mat,
        call nahi karna, phone na karen, phone mat
        """,
    no="بس کرو, بس کرو یہ, بس کریں, نہیں, بند, بند کرو, بس, no, nahi, stop, band karo, کوئی",
    other="""
        فی شخص, فی کس, فی بندہ, کتنے لوگ, کتنے افراد, کتنے بندے, کتنے آدمی, دو/تین/چار/پانچ/چھ افراد/لوگ/آدمی/بندے/لوگوں, وہ شخص جس, جس شخص, جو شخص, شخص جو,
        جس بندے, جو بندہ, بندہ جو, ذاتی, ڈیلیوری والا, ڈیلیوری بوائے, ڈیلیوری بندہ, ڈیلیوری ایجنٹ, ڈلیوری والا, ڈلیوری ایجنٹ, رائیڈر, دکان کا ملازم,
        سٹور کا ملازم, دکان کے ملازم, دکان والا, دکان مینیجر, پراپرٹی ایجنٹ, ٹریول ایجنٹ, انسانی حقوق, انسانی وسائل, انسانی غلطی, انسانی بال, میرے مینیجر,
        میرا مینیجر, میری مینیجر, میرے باس, میرا باس, میرے ساتھی, میرا ساتھی, میری ٹیم, میرے ملازم, میرا ملازم, میرے سپروائزر, ہمارے مینیجر, میں روبوٹ نہیں,
        روبوٹ نہیں ہوں, روبوٹ ویکیوم, واشنگ مشین, سلائی مشین, کافی مشین, کسی اور نے, کسی اور کو, کسی اور کا, کسی اور کے لیے, کسی کے لیے, کوئی اور لے,
        کوئی بات نہیں, کوئی مسئلہ, کوئی چیز, کوئی رعایت, کوئی ڈسکاؤنٹ, کوئی آفر, کوئی طریقہ, کسی بھی وقت, کسی بھی, کس طرح, کانٹیکٹ لینس, رابطہ نمبر,
        رابطے کی معلومات, رابطہ فارم, تحفہ, موبائل آپریٹر, شخص کا نام, per person, kitne log, kitne bande, kitne admi,
        do/teen/char/paanch/panch log/bande/admi, delivery boy/wala/agent/banda, delivery wale, rider, dukan ka, dukaan ka, store ka, jo banda, jis bande,
        jis shakhs, mera/mere/meri manager/boss/supervisor/team/agent, main robot nahi, robot nahi hun, robot nahi hoon, robot vacuum, washing machine,
        sewing machine, kisi aur ne, kisi aur ko, kisi aur ka, kisi ke liye, koi baat nahi, koi bat nahi, koi masla, koi discount, koi offer, koi cheez,
        koi tareeqa, kisi bhi, kis tarah, kis waqt, per banda, ایک بات, aik baat, ek baat, میرے والد, کوئی اور چیز, ویکیوم روبوٹ, ویکیوم کلینر,
        روبوٹ ویکیوم کلینر, صفائی والا روبوٹ, mera saathi, کتنے ملازم, کتنے نمائندے, کتنے ایجنٹ, کسی دوسرے شخص, دوسرے شخص, اپنے ساتھی کو
        """,
    done="کل, چکا, چکی, kal, chuka, chuki, pehle",
    past="کہا, کہا تھا, تھا, تھی, تھے, کال کی, کی تھی, وعدہ کیا, بات کی, بات ہو چکی, کر چکا, کر چکی, تصدیق کی, آیا, کل, لکھا, نہیں آیا, انکار, واپس کیا, کر لی, بتایا, دیا, kaha, bola, tha, thi, thay, the, call ki thi, wada kiya, baat ki, baat ho chuki, kar chuka, kr chuka, kar chuki, aya, aaya, kal, likha, nahi aya, inkar, wapas kiya, btaya, bataya, diya, kiya",
    stop="بارے, کے بارے میں, بغیر, کی طرح, خلاف, متعلق, baray, bare me, bare mein, baare, bagair, ki tarah, wajah, وجہ",
    split="لیکن, مگر, کیونکہ, جب, اور, پھر, تو, بعد, پہلے, اگر, حالانکہ, lekin, magar, kyunke, kyunki, jab, aur, phir, baad, pehle, agar, par",
    aside="""
        شکریہ ادا, شکریہ کہنا, شکریہ پہنچا, تعریف کرنا, تعریف کرنی, تعریف کرنے, سراہنا, داد دینا, ریٹنگ, ریٹ کرنا, ریویو دینا, ریویو لکھ, رائے دینا, فیڈبیک,
        فیڈ بیک, پانچ ستارے, سفارش کرنا, ٹپ دینا, بھرتی, ملازمت, نوکری, نوکریاں, اسامی, اسامیاں, ہائر کر, تلاش میں ہیں, شکایت کرنی ہے کے خلاف, کے خلاف شکایت,
        shukriya ada, shukria ada, shukriya kehna, tareef karni, tareef karna, tareef karne, rating, rate karna, review dena, bharti, hire kar, naukri, nokri,
        میرا شکریہ, شکریہ پہنچائیں, میری طرف سے شکریہ, میرا سلام, mera shukriya, میں خود, میں کام کرتا, میں کام کرتی, تحفہ, تحفہ بھیجنا, رقم بھیجنا,
        پیسے بھیجنا
        """,
    goods="پارسل, پیکج, پیکٹ, آرڈر, ڈیلیوری, ڈلیوری, خط, parcel, package, order, delivery",
    collect="""
        وصول, وصول کر, لے سکتا, لے سکتی, لے سکتے, لے لے, لے جائے, دستخط, اٹھا سکتا, وصولی, wasool, vasool, le sakta, le sakti, le sakte, le le, receive kar,
        collect kar, utha sakta
        """,
    relative="جو, جس, جن, جنہوں, جسے, jo, jis, jin, jinhon, jisne",
    than="""
        کے بجائے, کی بجائے, بجائے, کی جگہ, سے نہیں, نہیں, نہ کہ, سے زیادہ, ke bajaye, ki bajaye, ki jagah, se nahi, na ke
        """,
    bring="""
        شامل کریں, شامل کرو, شامل کر, بلائیں, بلاؤ, بلا لیں, لائیں, لے آئیں, ایڈ کریں, ایڈ کر, shamil karen, shamil karein, bulao, bulaein, laen, add karen,
        add karein, add kar
        """,
    room="اس چیٹ, چیٹ میں, اس گفتگو, گفتگو میں, بات چیت میں, is chat, chat mein, chat me",
    that="کہا تھا, کہا کہ, کہ",
    phrases="bas karo bot, کوئی ہے, کوئی وہاں ہے, کوئی یہاں ہے, کیا کوئی ہے, کوئی موجود ہے, koi hai, koi wahan hai, koi yahan hai, kya koi hai, koi mojood hai, koi hai wahan, مجھے کال کریں, انسانی مدد, بوٹ نہیں انسان, bot nahi insan, mujhe call karo, bot band karo",
    prefixes=(),
)
