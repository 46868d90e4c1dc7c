"""How people ask for a person in Bengali, also in Latin letters."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="bn",
    human="""
        পরামর্শকের, পরামর্শকের কাছে, উপদেষ্টার, পরামর্শদাতা, পরামর্শদাতার, সুপারভাইজারকে, মানুষ, মানুষের, মানুষকে, মানুষজন, মানব, ব্যক্তি, ব্যক্তির, ব্যক্তিকে,
        লোক, লোকের, লোককে, প্রতিনিধি, প্রতিনিধির, প্রতিনিধিকে, এজেন্ট, এজেন্টের, এজেন্টকে, কর্মী, কর্মীর, কর্মীকে, কর্মচারী, কর্মচারীর, কর্মকর্তা, কর্মকর্তার,
        কর্মকর্তাকে, অপারেটর, অপারেটরের, অপারেটরকে, ম্যানেজার, ম্যানেজারের, ম্যানেজারকে, সুপারভাইজার, সুপারভাইজারের, পরামর্শক, উপদেষ্টা, কাস্টমার কেয়ার*,
        কাস্টমার সার্ভিস*, কাস্টমার সাপোর্ট*, গ্রাহক সেবা*, গ্রাহকসেবা*, গ্রাহক সহায়তা*,
        আসল/সত্যিকারের/বাস্তব/জীবিত/জ্যান্ত/রিয়েল মানুষ/মানুষের/ব্যক্তি/ব্যক্তির/লোক/লোকের/এজেন্ট/কারো, লাইভ এজেন্ট*, হিউম্যান, দায়িত্বপ্রাপ্ত, বিশেষজ্ঞ*,
        manush, manusher, manus, manuser, lok, loker, bekti, agent, agenter, operator, manager, managerer, representative, protinidhi, protinidhir, kormi,
        human, customer care/service/support, customer carer, asol/real/sottikarer/jibonto manush/manusher/lok/loker/person/agent, real person, live agent,
        supervisor, executive, এক্সিকিউটিভ*, সহকর্মী, সহকর্মীর, সহকর্মীকে, সহকর্মীদের, কর্মচারীকে, বস, বসকে, বসের, আপনার বস, আপনার বসকে, সার্ভিসের কাউকে,
        কেয়ারের কাউকে, সাপোর্টের কাউকে, সার্ভিসের কারো, কেয়ারের কারো, manus er, boss, manager ke, boss ke, customer care er lok, আপনাদের টিমের কেউ,
        টিমের কেউ, টিমের কাউকে, আপনাদের কেউ, স্টাফ, স্টাফের, স্টাফকে, asol karo, asol kaw, ঊর্ধ্বতন, ঊর্ধ্বতনের, ঊর্ধ্বতনকে, ঊর্ধ্বতন কর্মকর্তা,
        সত্যিকারের কেউ, সিনিয়র
        """,
    team="সাপোর্ট, সাপোর্টের, টিম, টিমের, সহকর্মী, সহকর্মীর, বিভাগ, বিভাগের, হেল্পলাইন*, হেল্পডেস্ক*, স্টাফ*, কল সেন্টার*, টেকনিশিয়ান*, support, supporter, team, staff, helpline, call center",
    someone="""
        কেউ, কারো, কারও, কারোর, কাউকে, কার, আপনাদের কেউ, আপনাদের কারো, অন্য কেউ, অন্য কারো, একজন, একজনের, একজনকে, keu, karo, karor, kauke, kar, ekjon, ekjoner,
        ekjonke, onno karo, keo, আপনাদের কাউকে
        """,
    bot="বট, বটের, বটকে, বটগুলো, রোবট, রোবটের, রোবটকে, চ্যাটবট, চ্যাটবটের, চ্যাট বট, এআই, কৃত্রিম বুদ্ধিমত্তা, স্বয়ংক্রিয় উত্তর, অটো রিপ্লাই, ভার্চুয়াল অ্যাসিস্ট্যান্ট, bot, boter, robot, roboter, chatbot",
    device="মেশিন, মেশিনের, যন্ত্র, যন্ত্রের, কম্পিউটার, কম্পিউটারের, সফটওয়্যার, machine, computer",
    contact="""
        কথা, কথা বলতে, কথা বলা, কথা বলব, কথা বলবো, কথা বলান, কথা বলিয়ে, কথা বলার, কথা বলি, আলাপ, আলাপ করতে, আলোচনা, যোগাযোগ, যোগাযোগ করতে, যোগাযোগ করিয়ে,
        চ্যাট, চ্যাট করতে, সংযোগ, সংযোগ দিন, সংযুক্ত, কানেক্ট, যুক্ত, ট্রান্সফার, স্থানান্তর, ফরওয়ার্ড, কল, ফোন, ডাকুন, ডাক, ডেকে, দিন, দাও, দেন, দিয়ে,
        ধরিয়ে, লাইন, পাঠান, সাহায্য, সহায়তা, উত্তর, লিখতে, পরামর্শ, বলতে, বলব, বলান, পৌঁছাতে, সাথে মিলিয়ে, মিলিয়ে, kotha, kotha bolte, kotha bolbo,
        kotha bolan, kotha bolar, kotha bolte chai, katha, jogajog, jogajog korte, alap, chat kor*/kre/din/den/dao, connect kor*/kre/din/den/dao,
        transfer kor*/kre/din/den/dao, daken, dakun, dak, deke, den, din, dao, diye, shahajjo, bolte, bolbo, talk kor*/kre/din/den/dao, kotha koite, কথা কইতে,
        kothai, kothaa, মিটিয়ে নিতে, মিটিয়ে, মেটাতে, সমাধান করতে, সমাধান, মীমাংসা, যোগাযোগ করেন, যোগাযোগ করুক, যোগাযোগ করব, পৌঁছাব, পৌঁছব, পৌঁছানো,
        কাছে পৌঁছা, পাব, পাবো, কীভাবে পাব, কিভাবে পাব, ট্রান্সফার করতে, ট্রান্সফার করুন, কাছে পাঠান, পাঠিয়ে দিন, যুক্ত করুন, যুক্ত করে, kibhabe pabo,
        transfer korun, transfer kore, connect korun, connect kore, স্থানান্তর করা, ট্রান্সফার করা, স্টাফের সাথে যুক্ত, kotha bolte pari, আমাকে যুক্ত করুন,
        সাথে আমাকে যুক্ত, যাকে লিখতে পারি, কথোপকথন নিতে
        """,
    back=6,
    verb_last=True,
    negation_after=True,
    than_after=True,
    want="""
        চাই, চাইছি, চাচ্ছি, চাইতেছি, চাইব, দরকার, দরকার আছে, প্রয়োজন, লাগবে, লাগব, লাগত, দিন, দাও, দেন, দয়া করে, প্লিজ, প্লীজ, অনুগ্রহ করে, পছন্দ, দাবি,
        খুঁজছি, কোথায়, আছে, আছেন, পাব, পাবো, পেতে, পাওয়া যাবে, ডাকুন, ডাকো, chai, chay, chacchi, chachchi, chaitesi, chaitasi, dorkar, proyojon, lagbe,
        lagbo, den, din, dao, please, plz, doya kore, ache, achen, pabo, pete, kothay, dakun, দরকার ছিল, পাঠান, pathan, ভালো হয়, পছন্দ করি, পছন্দ করব,
        ডেকে দিন, আনুন, dako, deke din, কাউকে দিন
        """,
    ask="""
        কি, পারি, পারেন, পারবেন, পারে, পারবে, পারবো, দয়া করে, প্লিজ, অনুগ্রহ, চাই, দরকার, ki, pari, paren, parben, pare, parbe, parbo, please, plz, doya kore,
        chai, dorkar, যায়, jay, jabe, যাবে, লাগবে, lagbe, কেন, বলুন, bolun, অনুগ্রহ করে, সম্ভব, দিন, ভালো হয়
        """,
    serve="""
        সাহায্য করতে, সাহায্য করবে, সাহায্য করুক, সাহায্য, সহায়তা, সহযোগিতা, কল করতে, কল করবে, কল দিতে, কল করুক, ফোন করতে, ফোন দিতে, ফোন করুক, যোগাযোগ করতে,
        যোগাযোগ করবে, যোগাযোগ করুক, উত্তর দিতে, উত্তর দেবে, উত্তর দিন, উত্তর, জবাব, দেখতে, দেখবে, দেখুক, সমাধান, বুঝিয়ে, কথা বলতে, কথা বলবে, sahajjo,
        shahajjo, sahajjo korte, help korte, help, help korbe, call korte, call dite, call korbe, phone korte, phone dite, jogajog korte, uttor dite, uttor,
        reply, dekhte, shomadhan, solve, bujhiye, kotha bolte, উত্তর দিক, উত্তর দেন, জবাব দিন, কল করুন, সাহায্য করলে, সাহায্য করুন, দেখুন, নিতে পারেন,
        কথোপকথন নিতে, চালিয়ে
        """,
    there="""
        কি আছে, আছে, আছেন, আছে কি, আছেন কি, কি, ache, achen, ache ki, achen ki, ase, asen, nai, nei, নেই, নাই, ওখানে কি, সত্যিকারের কেউ, ওখানে কেউ, সেখানে কি,
        সেখানে কেউ
        """,
    here="ওখানে, সেখানে, এখানে, আছে, আছেন, উপস্থিত, অনলাইনে, লাইনে, কি, জীবিত, আসল, okhane, shekhane, ekhane, ache, achen, online, available, ki, asen, ase, যে সাহায্য করবে, নেই, nei, nai, নাই",
    fill="""
        দয়া করে, প্লিজ, প্লীজ, অনুগ্রহ করে, এখন, এখনই, এক্ষুনি, তাড়াতাড়ি, দ্রুত, জরুরি, নমস্কার, সালাম, আসসালামু আলাইকুম, হ্যালো, হাই, ধন্যবাদ, জি, হ্যাঁ,
        না, আসল, সত্যিকারের, বাস্তব, জীবিত, সাথে, সঙ্গে, কে, আমাকে, আমার, আমি, আমরা, আমাদের, একজন, একটা, একটি, শুধু, কেবল, এবং, ও, আর, বা, বট না, রোবট না,
        সাহায্য, অন্য, কোন, কোনো, ভাই, আপু, সরাসরি, কথা, please, plz, pls, doya kore, ekhon, ekhoni, taratari, druto, joruri, salam, hello, hi, dhonnobad, ji,
        ha, na, asol, real, sathe, shathe, songe, ke, amake, amar, ami, amra, ekjon, ekta, shudhu, r, ar, ba, bot na, help, onno, kono, bhai, vai, apu, direct,
        kotha, live, লাইভ, কোন একজন, স্যার, বলতে, bolte, স্বাভাবিক, নরমাল, ভালো, যোগ্য, বুদ্ধিমান
        """,
    link="কাছে, আপনাদের, আপনার, কোন, কোনো, একজন, এই, সেই, অন্য, সংশ্লিষ্ট, সাথে, সঙ্গে, কে, র, ই, ও, কথা, যোগাযোগ, করতে, বলতে, বলার, বাংলা, আমাকে, সেবা, গ্রাহক, কাস্টমার, apnader, apnar, kono, ekjon, ei, onno, sathe, shathe, songe, kotha, jogajog, korte, bolte, bolar, bangla, amake, bodole, বদলে, পরিবর্তে, জন্য, jonno, সাহায্য, নম্বর, number, করা, হলে, hole, সেবার",
    negated="""
        চাই না, চাইনা, চাচ্ছি না, চাইছি না, দরকার নেই, দরকার নাই, প্রয়োজন নেই, প্রয়োজন নাই, লাগবে না, লাগবেনা, বলতে চাই না, বলতে চাইনা, বলব না, বলবো না,
        করব না, বিরক্ত, ঘৃণা, ক্লান্ত, দিয়েন না, দেবেন না, দিবেন না, chai na, chaina, chacchi na, dorkar nai, dorkar nei, proyojon nai, proyojon nei,
        lagbe na, bolte chai na, bolbo na, korbo na, birokto, diyen na, পরিবর্তে, বদলে, bodole, ইচ্ছা নেই, ইচ্ছে নেই, আর লাগবে না, আর দরকার নেই,
        আর প্রয়োজন নেই, কল করবেন না, ফোন করবেন না, কল দেবেন না, ফোন দেবেন না, কল কোরো না, call korben na, phone korben na
        """,
    no="না, নয়, বন্ধ, বন্ধ করুন, থামান, no, na, stop, bondho, কোন, কোনো",
    other="""
        জনপ্রতি, প্রতি জন, প্রতি ব্যক্তি, কতজন, কত জন, কতজন মানুষ, কতজন লোক, দুজন, দুই জন, তিনজন, চারজন, পাঁচজন, ছয়জন, ২/৩/৪/৫/৬ জন, অনেক মানুষ, অনেক লোক,
        যে ব্যক্তি, যে লোক, যে মানুষ, লোকটা, লোকটি, ব্যক্তিটি, মানুষটা, মানুষটি, ব্যক্তিগত, ডেলিভারি ম্যান, ডেলিভারি বয়, ডেলিভারিম্যান, ডেলিভারি লোক,
        ডেলিভারি কর্মী, ডেলিভারি এজেন্ট, ডেলিভারির লোক, কুরিয়ারের লোক, দোকানের কর্মচারী, দোকানের কর্মী, দোকানের লোক, দোকানের ম্যানেজার, স্টোর ম্যানেজার,
        ব্যাংকের কর্মকর্তা, ট্রাভেল এজেন্ট, মানবাধিকার, মানব সম্পদ, মানব দেহ, আমার ম্যানেজার, আমার বস, আমার সহকর্মী, আমার টিম, আমার কর্মচারী, আমার কর্মী,
        আমার সুপারভাইজার, আমাদের ম্যানেজার, আমি রোবট না, আমি রোবট নই, রোবট নই, রোবট ভ্যাকুয়াম, ওয়াশিং মেশিন, সেলাই মেশিন, কফি মেশিন, অন্য কেউ নিয়ে,
        অন্য কেউ পেয়ে, অন্য কারো জন্য, কারো জন্য, অন্য কাউকে, অন্য কারো নামে, কেউ আসেনি, কেউ আসে নাই, কন্টাক্ট লেন্স, যোগাযোগ নম্বর, যোগাযোগের তথ্য, উপহার,
        মোবাইল অপারেটর, ব্যক্তির নাম, অর্ডার কার, কার নামে, কার কাছে, কার সাথে না, per person, koto jon, kotojon, dui jon, tin jon, char jon, pach jon,
        2/3/4/5/6 jon, onek manush, onek lok, je lok, je manush, lokta, delivery man/boy/lok/agent/guy/person, courier er lok, dokaner lok, dokaner kormi,
        dokaner manager, amar manager/boss/team/colleague/supervisor/agent, ami robot na, robot vacuum, washing machine, onno keu niye, onno karo jonno,
        karo jonno, keu ashe nai, keu aseni, ek kotha, ভ্যাকুয়াম রোবট, ভ্যাকুয়াম ক্লিনার, রোবট ক্লিনার, আমার বসের, আমার বসকে, আমার ম্যানেজারের,
        কতজন কর্মচারী, আমার ম্যানেজারকে, আমার সহকর্মীকে, অন্য একজনকে
        """,
    done="গতকাল, আগেই, বলেছি, gotokal, agei",
    past="বলেছে, বলেছেন, বলেছিল, বলল, ছিল, ছিলেন, কল করেছিল, কথা দিয়েছিল, কথা বলেছি, কথা হয়েছে, যোগাযোগ করেছি, নিশ্চিত করেছে, এসেছিল, এসেছে, গতকাল, কালকে, লিখেছে, আসেনি, অস্বীকার, ফেরত দিয়েছে, দিয়েছে, করেছে, করেছেন, করেছিল, জানিয়েছে, bolche, bolse, bolechen, bolechilo, chilo, chilen, kotha bolechi, kotha bolsi, kotha hoyeche, kotha hoise, eshechilo, gotokal, likheche, asheni, ferot diyeche, diyeche, korche, korse, dise, dilo, দিল",
    stop="সম্পর্কে, নিয়ে, বিষয়ে, ছাড়া, মত, মতো, বিরুদ্ধে, ব্যাপারে, niye, bepare, shomporke, chara, moto",
    split="কিন্তু, তবে, কারণ, যখন, এবং, তারপর, পরে, আগে, যদি, যদিও, তাই, kintu, karon, jokhon, tarpor, jodi, tai, ebong",
    aside="""
        ধন্যবাদ দিতে, ধন্যবাদ জানাতে, ধন্যবাদ জানাই, ধন্যবাদ দেব, ধন্যবাদ বলতে, কৃতজ্ঞতা, প্রশংসা, রেটিং, রেট করব, রিভিউ দিতে, রিভিউ দেব, মতামত দিতে,
        পাঁচ তারা, ফাইভ স্টার, সুপারিশ করতে, বখশিশ, টিপস দিতে, নিয়োগ, চাকরি, চাকরির, নিচ্ছেন কি, লোক নিচ্ছেন, লোক খুঁজছেন, ভ্যাকেন্সি, এর বিরুদ্ধে অভিযোগ,
        বিরুদ্ধে অভিযোগ, dhonnobad dite, dhonnobad janate, proshongsha, rating, review dite, niyog, chakri, আমার ধন্যবাদ, ধন্যবাদ জানাবেন, ধন্যবাদ জানিয়ে,
        ধন্যবাদ পৌঁছে, আমার কৃতজ্ঞতা, amar dhonnobad, আমি নিজেই, আমি নিজে, কাজ করি, আমিও কাজ করি
        """,
    goods="""
        পার্সেল, পার্সেলটা, পার্সেলটি, প্যাকেট, প্যাকেজ, অর্ডার, অর্ডারটা, ডেলিভারি, চিঠি, parcel, package, order, delivery
        """,
    collect="""
        নিতে পারবে, নিতে পারবেন, নিতে পারে, নিতে পারেন, নেবে, নিয়ে নিতে, গ্রহণ, রিসিভ কর, সংগ্রহ, সই কর, তুলতে পারবে, nite parbe, nite parbo, receive kor,
        collect kor, nebe
        """,
    relative="যে, যিনি, যার, যাকে, যাঁর, যাঁকে, যারা, je, jini, jar",
    than="চেয়ে, বদলে, পরিবর্তে, না, নয়, cheye, bodole, noy",
    bring="""
        আনুন, আনো, আনেন, নিয়ে আসুন, নিয়ে আসো, যোগ করুন, যোগ করো, যুক্ত করুন, যুক্ত করো, ডাকুন, ডাকো, অ্যাড করুন, অ্যাড করো, anun, add korun, add koro, dakun,
        dako
        """,
    room="এই চ্যাটে, চ্যাটে, এই কথোপকথনে, কথোপকথনে, ei chat e, chat e, ei chate, chate",
    that="বলেছিল, বলেছিলেন, বলেছে, বলেছেন",
    phrases="কেউ আছেন, কেউ আছে, কেউ কি আছেন, কেউ কি আছে, ওখানে কেউ, এখানে কেউ আছে, এখানে কেউ আছেন, keu achen, keu ache, keu ki achen, keu ki ache, keu asen, keu ase, okhane keu, মানুষ দিন, মানুষ দেন, আমাকে কল করুন, আমাকে ফোন করুন, মানুষের সাহায্য, বট না মানুষ, bot na manush, bot bondho, amake call den, amake call din, আমাকে কল দিন, বট বন্ধ",
)
