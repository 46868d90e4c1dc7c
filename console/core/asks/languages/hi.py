"""How people ask for a person in Hindi, also in Latin letters."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="hi",
    human="""
        इंसान, इन्सान, इंसानों, इनसान, मनुष्य, मानव, आदमी, व्यक्ति, बंदा, बंदे, बन्दे, बन्दा, एजेंट, एजेन्ट, एजेंटों, प्रतिनिधि, प्रतिनिधी, कर्मचारी, अधिकारी,
        ऑपरेटर, आपरेटर, मैनेजर, मेनेजर, प्रबंधक, सुपरवाइजर, सलाहकार, कस्टमर केयर, कस्टमर सर्विस, कस्टमर सपोर्ट, ग्राहक सेवा, ग्राहक सहायता,
        ग्राहक सेवा अधिकारी, ह्यूमन, एग्जीक्यूटिव, एक्जीक्यूटिव, असली/सच्चे/वास्तविक/जीवित/रियल/जिंदा इंसान/आदमी/व्यक्ति/बंदे/बंदा/एजेंट/मनुष्य/प्रतिनिधि,
        लाइव एजेंट, विशेषज्ञ, स्टाफ मेंबर, पर्सन, insaan, insan, inshan, insano, aadmi, admi, aadmee, vyakti, banda, bande, agent, operator, executive, human,
        manager, supervisor, representative, pratinidhi, karmchari, adhikari, customer care/service/support,
        asli/real/sachme/jinda/zinda insaan/insan/aadmi/banda/bande/agent/vyakti, real person, live agent, person, officer, senior, manav, manushya, सहकर्मी,
        सहकर्मियों, सहयोगी, साथी, बॉस, अपने बॉस, सीनियर, अपने मैनेजर, boss, apne boss, sahkarmi, saathi, colleague, employee, customer care wale,
        customer care wala, कस्टमर केयर वाले, कस्टमर सर्विस में किसी, सपोर्ट में किसी, आपकी टीम से कोई, टीम से कोई, टीम में से कोई, टीम का कोई, स्टाफ़, स्टाफ,
        अपने स्टाफ़, अपने स्टाफ, नॉर्मल बंदा, कोई बंदा, kisi asli insan, आपकी किसी सहकर्मी, team ka koi, team se koi, अपने सीनियर, अफसर
        """,
    team="सपोर्ट, टीम, सहयोगी, विभाग, हेल्पलाइन, हेल्प डेस्क, स्टाफ, कॉल सेंटर, टेक्नीशियन, सीनियर, सपोर्ट टीम, support, team, staff, helpline, call center, senior",
    someone="""
        कोई, किसी, किसीसे, किससे, किस से, कौन, आप में से कोई, आप में से किसी, किसी और, कोई और, koi, kisi, kisise, kisi se, kisse, kis se, koi bhi,
        kisi bhi insaan, kisi aur, koi aur, kisi ko, आपमें से कोई
        """,
    bot="बॉट, बोट, बॉट्स, रोबोट, रोबॉट, चैटबॉट, चैटबोट, चैट बॉट, एआई, कृत्रिम बुद्धिमत्ता, ऑटोमेटिक जवाब, स्वचालित जवाब, वर्चुअल असिस्टेंट, bot, bots, robot, chatbot, robots",
    device="मशीन, मशीनों, कंप्यूटर, कम्प्यूटर, प्रोग्राम, सॉफ्टवेयर, machine, computer",
    contact="""
        बात, बात करना, बात करनी, बात करूं, बात करने, बात कराओ, बात कराइए, बात कराएं, बात करवाओ, बात करवाइए, बात करवाएं, बात करवा, बात करा, बातचीत, वार्ता,
        संपर्क, सम्पर्क, संपर्क करना, संपर्क करवा, बोलना, चैट, चैट करना, कनेक्ट, कनेक्ट करो, कनेक्ट करें, जोड़ो, जोड़ें, जोड़िए, जोड़, मिलाओ, मिलाइए, मिला,
        मिलवाओ, मिलवाइए, ट्रांसफर, ट्रान्सफर, फॉरवर्ड, कॉल, कॉल करना, फोन, बुलाओ, बुलाइए, बुलाएं, बुला, दो, दीजिए, दे, मदद, सहायता, जवाब, लिखना, सलाह, हवाले,
        पहुंचा, तक पहुंच, स्थानांतरित, भेजो, baat, baath, baat karni, baat krni, baat karna, baat krna, baat karao, baat karwao, baat karwa, baat karado,
        baat karwado, baat kara, baat krao, baat krwao, baat karvao, baat karva, bt krni, bat krni, bat karni, bat karna, baat chit, baat cheet, sampark,
        chat kar*/kr*/do/de/karwa*/kara*, connect kar*/kr*/do/de/karwa*/kara*, transfer kar*/kr*/do/de/karwa*/kara*, jodo, milao, mila, milwao, milwa, bulao,
        bulaiye, bula, forward kar*/kr*/do/de/karwa*/kara*, bolna, talk kar*/kr*/do/de/karwa*/kara*, speak kar*/kr*/do/de/karwa*/kara*, madad, karni baat,
        samajhna, batau, baat kar, सुलझाना, सुलझाऊँ, सुलझाने, हल करना, हल करवाना, निपटाना, निपटना, डील करना, संपर्क करे, संपर्क करें, संपर्क करूँ, संपर्क कैसे,
        पहुँचूँ, पहुंचूं, पहुँचें, पहुंच सकता, पहुँच सकता, पहुँचना, तक पहुँच, ट्रांसफर कर, ट्रांसफ़र कर, के पास भेज, भेज सकते, कनेक्ट कर, मिलवा दो, मिला दो,
        बात हो सकती, बात हो, baat ho sakti, pahunchu, pahunchun, pahuche, transfer kar, connect kar, contact kare, sampark kare, sampark karu, ट्रांसफर करना,
        ट्रांसफ़र करना, संपर्क कर सकता, संपर्क कर सकती, स्टाफ़ से जोड़िए, baat kr skta, baat kr sakta, baat kr skti, baat kar sakta, जिसे मैं लिख सकूँ,
        लिख सकूँ, मेरा मामला, मेरा केस, मामला भेज, भेज दें, भेज दो, भेज दीजिए, को भेज
        """,
    back=6,
    verb_last=True,
    negation_after=True,
    than_after=True,
    want="""
        चाहता, चाहती, चाहते, चाहिए, चाहिये, चाहूंगा, चाहूंगी, चाहेंगे, जरूरत, ज़रूरत, आवश्यकता, दो, दीजिए, दीजिये, दें, दे दो, दे दीजिए, बुलाओ, बुलाइए, बुलाएं,
        कृपया, प्लीज, प्लीज़, मांग, पसंद, कहां है, कहाँ है, मिल सकता, मिल सकती, मिलेगा, मिलेगी, देना, chahiye, chaiye, chahie, chahye, chahiy, chaahiye,
        chahta, chahti, chahte, chahunga, chahungi, zaroorat, jarurat, zarurat, jaroorat, do, dijiye, dedo, de do, dena, bulao, please, plz, kahan hai,
        mil sakta, milega, mangta, mangta hai, bhejo, भेजो, भेजिए, kripya, dila do, दिला दो, पसंद करूँगा, पसंद करूंगा, पसंद करूँगी, पसंद करूंगी, पसंद करता,
        बेहतर होगा, अच्छा रहेगा, bulaiye, pasand karunga, pasand karungi, prefer karunga, बंदा दो, ला दो, ला दीजिए, ढूँढ दो, ढूंढ दो, ढूँढो, dhundo, la do
        """,
    ask="""
        क्या, सकता, सकती, सकते, सकूं, कृपया, प्लीज, चाहिए, चाहता, चाहती, बोलो, कहो, kya, sakta, sakti, sakte, skta, skti, skte, saku, please, plz, pls,
        chahiye, kripya, ho sakta, bolo, kaho, सके, sake, क्यों नहीं, चाहूँगा, चाहूंगा, चाहूँगी, संभव, दे, दो, चाहता हूँ, चाहता हूं, चाहती हूँ
        """,
    serve="""
        मदद कर, मदद करे, मदद करो, मदद, मेरी मदद, सहायता, कॉल कर, कॉल करे, फोन कर, फोन करे, संपर्क कर, संपर्क करे, जवाब दे, जवाब दो, जवाब, देख, देखे, समाधान,
        हल कर, समझा, समझाए, बात कर, बात करे, madad kar, madad kr, madad kare, madad karo, madad, meri madad, help kar, help kr, help karo, help kare, help,
        call kar, call kare, call kr, call karo, phone kar, phone kare, sampark kar, jawab de, jawab do, jawab, javab, reply, dekh, dekhe, solve, samjha,
        samjhaye, baat kar, baat kare, batao, bataye, जवाब दें, संभाले, संभाल, संभाल सकता, देखें
        """,
    there="""
        क्या, है, है क्या, उपलब्ध है, मौजूद है, kya, hai, hai kya, available hai, hai ya, हैं, hain, वहाँ कोई, क्या वहाँ, वहां कोई
        """,
    here="""
        वहां, वहाँ, यहां, यहाँ, मौजूद, है, उपलब्ध, ऑनलाइन, लाइन पर, जिंदा, असली, wahan, waha, yahan, yaha, udhar, idhar, hai, available, online, hain, हैं,
        uplabdh, jo madad kare, जो मदद करे, kya, क्या, काम करता है, काम करती है, वहाँ काम, मौजूद है
        """,
    fill="""
        कृपया, प्लीज, प्लीज़, अभी, तुरंत, जल्दी, फौरन, नमस्ते, नमस्कार, हेलो, हैलो, हाय, धन्यवाद, शुक्रिया, जी, हां, हाँ, नहीं, असली, सच्चे, वास्तविक, जीवित,
        रियल, लाइव, से, को, के, साथ, में, मुझे, मेरी, मेरा, मैं, हमें, एक, सिर्फ, केवल, बस, और, या, बॉट नहीं, मदद, दूसरे, दूसरा, किसी, कोई, का, की, है, भाई,
        यार, करो, करें, कर, करनी, करना, सर, मैडम, सीधे, please, plz, pls, kripya, abhi, turant, jaldi, namaste, hello, dhanyavad, dhanyawad, shukriya, ji,
        haan, han, nahi, asli, real, live, se, ko, k, ke, sath, saath, mujhe, muje, mereko, mere ko, mujhko, meri, mera, main, mai, mein, hume, hame, ek, sirf,
        bas, aur, ya, bot nahi, madad, kisi, koi, ka, ki, hai, hain, h, bhai, yar, yaar, karo, karni, krni, kar, kro, sir, madam, seedha, direct, do, dijiye,
        na, urgent, bhaiya, dusre, sidhe, de, are, arre, अरे, दो, बात, baat, नॉर्मल, समझदार, ढंग का, ढंग के, काबिल, normal
        """,
    link="आप, आपके, आपकी, किसी, कोई, एक, इस, उस, दूसरे, संबंधित, से, के, का, की, को, ही, भी, बात, संपर्क, करना, करनी, करने, हिंदी, साथ, में, मुझे, सेवा, ग्राहक, कस्टमर, aap, aapke, apke, kisi, koi, ek, is, us, dusre, se, ke, ka, ki, ko, hi, bhi, baat, bat, sampark, karna, karni, krni, krna, karne, krne, hindi, sath, me, mujhe, wale, na, ke bajay, ki jagah, के बजाय, की जगह, number, नंबर, bolne wala, बोलने वाला, तक, liye, लिए, कराना, करवाना, karwana, karana, hona, होना, इंसान",
    negated="""
        नहीं चाहता, नहीं चाहती, नहीं चाहते, नहीं चाहिए, नहीं चाहिये, जरूरत नहीं, ज़रूरत नहीं, आवश्यकता नहीं, बात नहीं करनी, बात नहीं करना, नहीं करनी,
        नहीं करना, नहीं करूंगा, नहीं करूंगी, संपर्क नहीं, मत, तंग, परेशान हो, नफरत, थक, नहीं करना चाहता, नहीं करना चाहती, nahi chahiye, nahin chahiye,
        nai chahiye, nhi chahiye, ni chahiye, nahi chaiye, nhi chaiye, nahi chahta, nahi chahti, zaroorat nahi, jarurat nahi, zarurat nahi, jaroorat nahi,
        jarurat nhi, zarurat nhi, baat nahi karni, baat nhi krni, bat nahi karni, baat nahi krni, nahi karni, nahi krni, nhi krni, nhi karni, nahi karna,
        nahi krna, nhi krna, nahi karunga, nahi karungi, tang, mat, pareshan ho, thak gaya, chahiye nahi, chahiye hi nahi, नहीं करवानी, के बजाय, की जगह,
        ke bajay, ki jagah, nahi karwani, की ज़रूरत नहीं, की जरूरत नहीं, अब ज़रूरत नहीं, ज़रूरत नहीं है, फ़ोन मत, फोन मत, कॉल मत, कॉल न करें, फोन न करें,
        फ़ोन न करें, मत कीजिए, ट्रांसफर मत, call mat, call na kare, call na karein, phone mat, phone na kare
        """,
    no="बस करो, बस करो ये, बंद करो ये, bas karo, bas karo ye, नहीं, बंद, बंद करो, बस, no, nahi, nhi, stop, band karo, कोई",
    other="""
        प्रति व्यक्ति, कितने लोग, कितने व्यक्ति, कितने आदमी, कितने कर्मचारी, दो/तीन/चार/पांच/पाँच/छह लोग/लोगों/व्यक्ति/व्यक्तियों/आदमी,
        2/3/4/5/6/8 लोग/लोगों/व्यक्ति/log/logo/logon, जिस व्यक्ति, जो व्यक्ति, व्यक्ति जो, वह व्यक्ति, जिस आदमी, जो आदमी, आदमी जो, व्यक्तिगत, डिलीवरी बॉय,
        डिलीवरी वाला, डिलीवरी वाले, डिलीवरी एजेंट, डिलीवरी व्यक्ति, डिलीवरी मैन, डिलीवरी कर्मचारी, कूरियर वाला, दुकान का कर्मचारी, दुकान के कर्मचारी,
        स्टोर का कर्मचारी, स्टोर मैनेजर, दुकानदार, बैंक मैनेजर, प्रॉपर्टी एजेंट, ट्रैवल एजेंट, मानव अधिकार, मानवाधिकार, मानव संसाधन, मानव शरीर, मेरे मैनेजर,
        मेरा मैनेजर, मेरी मैनेजर, मेरे बॉस, मेरा बॉस, मेरे सहयोगी, मेरी टीम, मेरे कर्मचारी, मेरा कर्मचारी, मेरे सुपरवाइजर, हमारे मैनेजर, मैं रोबोट नहीं,
        रोबोट नहीं हूं, रोबोट नहीं हूँ, रोबोट वैक्यूम, वाशिंग मशीन, वॉशिंग मशीन, सिलाई मशीन, कॉफी मशीन, किसी और ने, किसी और को, किसी और का, किसी और के लिए,
        किसी के लिए, कोई और ले, कोई बात नहीं, कोई समस्या, कोई चीज, कोई छूट, कोई ऑफर, कोई तरीका, किसी भी समय, किसी भी, किस तरह, कॉन्टैक्ट लेंस, संपर्क नंबर,
        संपर्क जानकारी, संपर्क फॉर्म, उपहार, मोबाइल ऑपरेटर, व्यक्ति का नाम, per person, kitne log, kitne logo, kitne logon, kitne bande, kitne aadmi,
        do/teen/char/chaar/paanch/panch log/logo/logon/bande/aadmi, delivery boy/wala/agent/person/man/banda/wale/guy, courier wala, courier wale, dukan ka,
        dukan ke, dukaan ka, store ka, store ke, shop ka, jo banda, jis bande, jis aadmi, jo aadmi, jis vyakti,
        mera/mere/meri manager/boss/supervisor/team/agent/senior, hamare manager, main robot nahi, mai robot nahi, robot nahi hu, robot nahi hoon,
        robot vacuum, washing machine, sewing machine, coffee machine, kisi aur ne, kisi aur ko, kisi aur ka, kisi aur ke liye, kisi ke liye, koi baat nahi,
        koi bat nahi, koi baat nhi, koi problem, koi dikkat, koi discount, koi offer, koi cheez, koi tarika, kisi bhi, kis tarah, kis time, koi option,
        koi update, store manager, bank manager, property agent, travel agent, ek baat, एक बात, कोई अपडेट, कोई विकल्प, वैक्यूम रोबोट, वैक्यूम क्लीनर,
        रोबोट वैक्यूम क्लीनर, सफाई वाला रोबोट, मेरे सहकर्मी, कितने एजेंट, किसी दूसरे व्यक्ति, दूसरे व्यक्ति, अपने साथी को, kitne employee
        """,
    done="कल, चुका, चुकी, की थी, kal, chuka, chuki, ki thi",
    past="कहा, कहा था, था, थी, थे, कॉल किया, फोन किया, वादा किया, बात की, बात हुई, बात हो चुकी, बात कर चुका, कर चुका, कर चुकी, कर ली, पुष्टि की, आया, कल, लिखा, नहीं आया, मना, वापस किया, बताया, दिया, की थी, किया, kaha, bola, tha, thi, the, call kiya, vada kiya, baat ki, baat hui, baat ho chuki, kar chuka, kr chuka, kar chuki, kar li, aaya, aya, kal, likha, nahi aaya, nahi aya, mana, wapas kiya, bataya, diya, ki thi, kiya, de diya, gaya, गया",
    stop="बारे, के बारे में, बिना, की तरह, खिलाफ, विषय, वजह, bare, baare, bare me, bina, ki tarah, khilaf, wajah",
    split="लेकिन, मगर, क्योंकि, जब, और, फिर, तो, बाद, पहले, अगर, हालांकि, पर, lekin, magar, kyunki, kyuki, jab, aur, phir, fir, baad, pehle, agar, par, but, because",
    aside="""
        धन्यवाद देना, धन्यवाद कहना, धन्यवाद बोलना, धन्यवाद देनी, शुक्रिया अदा, शुक्रिया कहना, शुक्रिया बोलना, थैंक यू बोलना, थैंक्स बोलना, आभार व्यक्त, आभार,
        तारीफ़, तारीफ, प्रशंसा, सराहना, रेटिंग, रेट करना, रेट करूँ, रिव्यू देना, रिव्यू लिख, फीडबैक देना, फ़ीडबैक देना, पाँच सितारे, पांच स्टार, सिफारिश करना,
        टिप देना, भर्ती, नौकरी, नौकरियां, वैकेंसी, हायर कर, हायरिंग, शिकायत करनी है के खिलाफ, के खिलाफ शिकायत, की शिकायत, dhanyavad dena, dhanyawad dena,
        dhanyavaad, shukriya ada, shukriya kehna, shukriya bolna, thank you bolna, thanks bolna, thanks kehna, thank karna, tareef, tarif karni, rating,
        rate kaise, rate kar, review dena, feedback dena, hire kar, hiring, bharti, naukri, vacancy, ki shikayat, मेरा धन्यवाद, मेरा शुक्रिया,
        मेरी तरफ से धन्यवाद, धन्यवाद पहुँचा, मेरा आभार, mera dhanyavad, mera shukriya, mera thanks, मैं खुद, मैं काम करता, मैं काम करती, तोहफा भेजना,
        गिफ्ट भेजना, पैसे भेजना, main khud
        """,
    goods="पार्सल, पैकेज, पैकेट, ऑर्डर, डिलीवरी, डिलिवरी, सामान, चिट्ठी, parcel, package, packet, order, delivery, saman",
    collect="""
        ले सकता, ले सकती, ले सकते, ले ले, रिसीव कर, कलेक्ट कर, प्राप्त कर, साइन कर, हस्ताक्षर, उठा सकता, le sakta, le sakti, le sakte, le le, receive kar,
        collect kar, pick up kar, pickup kar, sign kar
        """,
    relative="जो, जिस, जिन, जिन्होंने, जिसे, जिसने, jo, jis, jin, jinhone, jisne",
    than="""
        के बजाय, की बजाय, के बजाए, बजाय, की जगह, से नहीं, नहीं, न कि, से ज्यादा, से ज़्यादा, ke bajay, ki bajay, bajaye, ki jagah, se nahi, na ki, se jyada
        """,
    bring="""
        जोड़िए, जोड़ें, जोड़ो, जोड़ दो, जोड़ दीजिए, शामिल करें, शामिल कीजिए, शामिल करो, बुलाइए, बुलाओ, बुलाएँ, बुलाएं, लाइए, लाओ, ऐड करें, ऐड करो, jodo,
        jodiye, add karo, add karein, add kijiye, bulao, bulaiye, lao
        """,
    room="इस चैट, चैट में, इस बातचीत, बातचीत में, is chat, chat mein, chat me, is baatcheet",
    that="कहा था, कहा कि, कि",
    phrases="कोई है, कोई है क्या, क्या कोई है, कोई वहां है, कोई वहाँ है, कोई यहां है, कोई यहाँ है, क्या वहां कोई, क्या वहाँ कोई, क्या यहां कोई, koi hai, koi hai kya, kya koi hai, koi waha hai, koi wahan hai, koi yaha hai, kya waha koi, kya yaha koi, मुझे कॉल करें, मुझे कॉल करो, मानवीय सहायता, बॉट नहीं इंसान, bot nahi insaan, mujhe call karo, bot band karo, ",
)
