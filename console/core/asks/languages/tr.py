"""How people ask for a person in Turkish."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="tr",
    human="""
        insandan, temsilciden, yetkiliden, insanın, insanlardan, insan, insanla, insana, insanı, insanlar, insanlarla, insanlara, insanoğlu, kişi, kişiyle,
        kişiye, kişiyi, birey, canlı, temsilci*, müşteri temsilci*, musteri temsilci*, müşteri hizmet*, musteri hizmet*, müşteri destek*, müşteri danışman*,
        mt, yetkili*, operatör*, operator*, çalışan, çalışanla, çalışana, çalışanınız*, çalışanınızla, çalışanlarınız*, personel*, eleman*, görevli*, gorevli*,
        danışman*, danisman*, uzman*, yönetici*, yonetici*, müdür*, mudur*, amir*, süpervizör*, şef, şefle,
        canlı/gerçek/gercek/canli insan*/kişi*/destek*/biri*/temsilci*/yetkili*/operatör*/birisi*, ajan, agent, asistan insan, memur*, sorumlu*,
        etten kemikten, gerçek biri, gerçek birine, gerçek biriyle, insn, temsilçi, adam gibi biri, insan evladı, canlı biri, canlı birine, canlı biriyle,
        müşteri ilişkileri*, arkadaşınız, arkadaşınıza, arkadaşınızla, arkadaşınızı, arkadaşınızdan, ekip arkadaşınız*, meslektaşınız*, çalışan*, danışman,
        danışmana, danışmanla, danışmanın, danışmanınız*, müdürünü, müdürünüz*, müdürünle, amirin*, amir, şefin*, patronun, müşteri hizmetlerinden biri*,
        destekten biri*, ekibinizden biri, ekibinizden birine, ekibinizden birisi, ekibinden biri, sizden biri, içinizden biri, personelinize, personeliniz*,
        çalışma arkadaşınız*, iş arkadaşınız*, normal biri*, amirinizle, amiriniz*, üst*, üstünüz*, patronunu, patronunuz*
        """,
    team="destek, desteğe, destekle, destek ekibi*, ekip, ekiple, ekibe, meslektaş*, arkadaşınız*, birim*, departman*, teknisyen*, teknik servis*, teknik destek*, çağrı merkezi*, santral*, servis, iş arkadaşınız*, ekibiniz*, departmana",
    someone="""
        biri, birisi, biriyle, birisiyle, birine, birisine, birini, birisini, birinden, birilerine, birileri, birileriyle, birileri, kimse, kimseyle, kimseye,
        kimle, kiminle, kime, herhangi biri*, birinizle, biriniz, başka biri*, bi kişi, bi insan, biriyl, birinizin, içinizden biri, sizden biri,
        sizden birinin
        """,
    bot="bot, botla, bota, botu, botlar, botlarla, robot, robotla, robota, robotu, robotlar, robotlarla, chatbot, chatbotla, sohbet robotu*, yapay zeka, yapay zekayla, yapay zeka ile, otomatik cevap*, otomatik yanıt*, sanal asistan*, telesekreter*, otomat",
    device="makine, makineyle, makineye, makinayla, bilgisayar*, program*, yazılım*, makine*, makina*",
    contact="""
        görüştürebilir*, konuşturabilir*, görüştürsen*, bağlayabil*, konuşmak, konusmak, konuşayım, konuşalım, konuşabilir*, konusabilir*, konuşmam, konuşmama,
        konuşma, konuşcam, konuşcaktım, konuşucam, konuşurum, konuşsam, konuşmayı, konuşturun, konuşturur, görüşmek, gorusmek, görüşeyim, görüşelim,
        görüşebilir*, gorusebilir*, görüşmem, görüşmeyi, görüşme, görüşcem, görüşücem, görüştürün, görüştürür*, görüşsem, bağlan*, baglan*, bağla, bağlayın,
        baglayin, bağlar, bağlarmısın*, bağlayabilir*, baglayabilir*, bağlamanız*, bağlayınız, bağlasan*, bağlatın, bağlantı, bağlanmak, aktar, aktarın,
        aktarır*, aktarabilir*, aktarmanız*, aktarılmak, aktarılabilir*, aktarınız, yönlendir, yönlendirin, yonlendir*, yönlendirir*, yönlendirebilir*,
        yönlendirmen*, yönlendirilmek, yönlendiriniz, ulaşmak, ulasmak, ulaşabilir*, ulasabilir*, ulaşırım, ulaşayım, ulaşmam, ulaşamıyor*, yazışmak, yazisma*,
        yazışabilir*, iletişim*, iletisim*, sohbet etmek, sohbet, mesajlaşmak, danışmak, arayayım, aramak, dertleşmek, muhatap*, verin, ver, verir misin*,
        çağırın, çağır, transfer edin, transfer et, transfer eder*, devredin, devret, görüştür, konuştur, iletin, ilet, irtibat*, erişmek, erişebilir*,
        bağlanıcam, alabilir*, yardım almak, destek almak, yardım, cevap almak, konuşmk, konusmam, konusma, gorusme, gorusturun, konussam, çevirin, yollayın,
        aktarsanız, derdimi anlatmak, ulaşamadım, çözmek, çözmeyi, çözeyim, çözmek isterim, halletmek, halletmeyi, halledeyim, ilgilenmesini, muhatap olmak,
        muhatap olmayı, yazışmayı, konusabilir, ulaşabilirim, ulasabilirim, ulasirim, iletişime geçmesini, iletişime geçsin, iletişime geçerim,
        irtibata geçerim, yönlendirir misiniz, yönlendirebilir, yönlendirsin, yönlendirmenizi, aktarır mısınız, aktarabilir, aktarmanızı, devreder misiniz,
        bağlar mısınız, bağlayabilir, beni arasın, beni aramasını, bağla bana, nasıl ulaş*, baglar misiniz, konuşabilir, görüşebilir, iletişime geç*,
        irtibata geç*, arasın, arayabilir, aramasını, aktarılmam, aktarılabilir, yönlendirilebilir, bağlanabilir, bağlanmam, konusabilirmiyim,
        konuşabilirmiyim, konusabilirmiyiz, gorusebilirmiyim, görüşebilirmiyim, tartışmak, görüştürür müsünüz, dosyamı iletin, dosyamı, talebimi iletin,
        talebimi, konumu iletin, iletir misiniz, durumumu iletin
        """,
    back=6,
    verb_last=True,
    negation_after=True,
    than_after=True,
    want="""
        istiyorum, istiyoruz, istiyom, istyorum, istiyorm, isterim, isterdim, istiyordum, istedim, lazım, lazim, gerek, gerekiyor, gerekli, ihtiyacım var,
        ihtiyacim var, ihtiyacımız var, ihtiyaç var, verin, ver, verir misiniz, rica ediyorum, rica ederim, lütfen, lutfen, tercih ederim, talep ediyorum,
        arıyorum, alabilir miyim, alayım, var mı, varmı, yok mu, yokmu, nerede, nerde, getirin, çağırın, çağır, bulun, olsun, çıksın, istiyorumm, ist, isterm,
        gelsin, bana, tercih ediyorum, yeğlerim, birini verin, bana birini, bul, bulur musunuz, bana bir insan bul, getir
        """,
    ask="""
        lütfen, lutfen, mı, mi, mu, mü, misiniz, mısınız, misin, mısın, olabilir, abilir, istiyorum, lazım, ihtiyacım, var mı, yok mu, rica, edebilir, neden,
        artık, bana, cevap versin, cevaplasın, yanıtlasın, yanıt versin, arasın, ilgilensin, yardım etsin, yardımcı olsun, baksın, yazsın, mümkün mü,
        tercih ederim, isterim
        """,
    serve="""
        yardım etsin, yardım edebilir*, yardim edebilir*, yardım eder*, yardımcı olsun, yardımcı olabilir*, yardimci olabilir*, yardımcı olur*,
        yardım etmesini, yardım edecek, yardımcı olacak, yardımcı olması*, arayabilir*, arasın, arar, ararmı, aramasını, arayıp, ulaşsın, ulaşabilir*,
        cevap versin, cevap verebilir*, cevap verecek, cevap verir*, ilgilensin, ilgilenebilir*, ilgilenecek, ilgilenir*, baksın, bakabilir*, bakar, bakacak,
        açıklasın, açıklayabilir*, çözsün, çözebilir*, çözecek, konuşabilir*, yazsın, dönsün, dönüş yapsın, dönüş yapabilir*, geri dönüş, iletişime geç*,
        kontrol edebilir*, destek olsun, destek olabilir*, geri arasın, geri arayabilir*, dönebilir*, cevap verse, cevap verebilir, yanıt versin, yanıtlasın,
        cevaplasın, ilgilenebilir, yardım etmesi*, bakabilir, devreye girsin, bakmasını, bakması, devralabilir, devralsın, devralması, sürdürsün, devam etsin,
        incelesin
        """,
    there="""
        var mı, varmı, var mi, varmi, yok mu, yokmu, yok mu orada, mevcut mu, müsait mi, orada mı, burada mı, burda mı, orda mı, orada çalışan, orada,
        var mı orada, çalışıyor mu, orada gerçek
        """,
    here="""
        orada, orda, burada, burda, müsait, çevrimiçi, online, hatta, boşta, aktif, karşıda, karşımda, konuşabileceğim, görüşebileceğim, sizde, hiç, ordamı,
        yardımcı olacak, acaba, çalışıyor mu, var mı
        """,
    fill="""
        bir, bi, lütfen, lutfen, şimdi, simdi, hemen, derhal, merhaba, selam, alo, slm, mrb, iyi günler, teşekkürler, evet, hayır, gerçek, gercek, canlı,
        canli, ile, la, le, bana, beni, ben, bize, bizi, acil, acilen, sadece, artık, artik, ve, veya, ya da, bot değil, robot değil, çabuk, hızlıca, yardım,
        başka, diğer, herhangi, direkt, direk, doğrudan, olan, bey, hanım, lan, ya, abi, yaa, rica, etsem, müşteri, biriyle, tercihen, ama, en, kısa, sürede,
        normal, normal birini, mantıklı, akıllı, yetkin, bilgili, düzgün, aklı başında
        """,
    link="yardım, destek, cevap, sizin, bu, o, şu, yetkin, türkçe konuşan, türkçe, ilgili, başka, yerine, değil, bot yerine, olarak, lütfen, konuşmak, görüşmek, konuşabileceğim, görüşebileceğim, bağlı, mı, benimle, yetkili, da, de, hizmetlerinden, destek, tarafından, yardımına, desteğine, yardımı, ile görüşmeye, acil",
    negated="""
        istemiyorum, istemiyoruz, istemem, istemiyom, istemiyrum, gerek yok, gerekmiyor, gerekli değil, lazım değil, ihtiyacım yok, ihtiyacımız yok,
        ihtiyaç yok, ihtiyaç duymuyorum, istemedim, istemedik, konuşmam ben, konuşmayacağım, görüşmeyeceğim, bağlamayın, bağlama beni, aktarmayın,
        yönlendirmeyin, konuşmak zorunda değilim, sıkıldım, bıktım, usandım, nefret ediyorum, aramıyorum, gerek duymuyorum, tercih etmiyorum, yerine, istemez,
        talep etmiyorum, konuşmuyorum, yeter, konuşmaktan, gerek kalmadı, artık gerek yok, artık gerekmiyor, gerekmez, artık lazım değil, ihtiyacım kalmadı,
        aramayın, beni aramayın, aramanıza gerek, bağlamanıza gerek yok, istemiyorum artık
        """,
    no="hayır, yeter, istemem, dur, kes, kapat, değil",
    other="""
        kişi başı, kişi başına, kişi basi, kaç kişi*, kaç insan*, kaç çalışan*, iki/üç/dört/beş/altı kişi*, kişilik*, 2/3/4/5/6/8 kişi*, birçok kişi*,
        çok insan, bir çok insan, kişisel*, kişinin, siparişi veren kişi, teslim eden kişi, teslimatı yapan kişi, getiren kişi, mağaza çalışan*,
        mağaza görevli*, mağaza müdür*, mağazadaki çalışan*, mağazadaki görevli*, kargo görevli*, kargo çalışan*, kargo eleman*, kargo personel*,
        dağıtım görevli*, emlak danışman*, emlakçı, insan hakları*, insan kaynakları*, insan vücudu, insan saçı, müdürüm*, amirim*, patronum*, yöneticim*,
        temsilcim*, danışmanım*, çalışanım*, ekibim*, iş arkadaşım*, arkadaşım*, şefim*, robot değilim, ben robot değil*, bot değilim, robot süpürge*,
        süpürge robot*, mutfak robotu*, çamaşır makine*, bulaşık makine*, kahve makine*, dikiş makine*, başkası*, birinin, birisi için, biri için, bir başkası,
        kontakt lens*, iletişim bilgi*, iletişim form*, iletişim numara*, gsm operatör*, mobil operatör*, operatörüm*, hediye*, yanlış kişi*,
        güvenlik görevli*, diğer kişi, tur operatör*, vergi memur*, robot süpürgem, çim biçme robotu*, patronum, patronumun, müdürüm, müdürümün, arkadaşım,
        arkadaşımla, arkadaşlarım, iş arkadaşım, temsilcisi değilim, kaç personel*, kaç temsilci*
        """,
    done="zaten, dün, geçen hafta",
    past="dedi, söyledi, aradı, söz verdi, konuştum, görüştüm, konuşmuştum, görüşmüştüm, geldi, dün, yazdı, gelmedi, reddetti, onayladı, vardı, idi, konuştu, aramadı, yaptı, etti, demişti, konuşuyordu, davrandı, iade etti",
    stop="hakkında, gibi, için, dolayı, yüzünden, kadar, adına",
    split="ama, çünkü, fakat, ancak, sonra, önce, ve, oysa, eğer, halbuki, madem, ki",
    aside="""
        teşekkür etmek, teşekkür edecektim, teşekkürlerimi, teşekkür iletmek, teşekkürümü, teşekkür mesajı, övmek, tebrik etmek, tebrik ederim, takdir etmek,
        takdirlerimi, iltifat, puanlamak, puanlayabilirim, puanlarım, puan ver*, puanlama, yıldız ver*, değerlendirmek istiyorum, nereden değerlendir*,
        değerlendirebilirim, yorum bırakmak, yorum yapmak, olumlu yorum, tavsiye etmek, bahşiş, alıyor musunuz, işe alıyor, işe alım, eleman arıyor,
        personel arıyor, temsilci arıyor, çalışan arıyor, iş ilanı, iş başvurusu, açık pozisyon, çalışmak istiyorum, iş arıyorum,
        şikayet etmek istiyorum temsilci, teşekkürlerimi iletin, teşekkürlerimi ilet, teşekkürümü iletin, selamlarımı, teşekkür edin, ben de, kendim de,
        hizmetlerinde çalışıyorum, çalışıyorum, olarak çalışıyorum, boş verin, boşverin, boş ver
        """,
    goods="paket*, kargo*, kargom*, sipariş*, gönderi*, teslimat*, koli*, mektub*",
    collect="""
        teslim alabilir, teslim al*, alabilir mi, alsın, alması, imzalayabilir, imza at*, teslim alması, alsa, gidip al*
        """,
    relative="ki",
    than="değil, yerine, dense, ise, ziyade, dan ziyade, den ziyade, rather",
    bring="""
        dahil edin, dahil et, dahil eder misiniz, dahil edebilir, davet edin, davet et, davet eder misiniz, ekleyin, ekle, ekler misiniz, çağırın, çağır, alın,
        bağlayın, sokun
        """,
    room="""
        bu sohbete, sohbete, bu görüşmeye, görüşmeye, bu konuşmaya, konuşmaya, bu yazışmaya, chate, bu chate, konuşmanın içine
        """,
    that="söyledi, söylemişti, dedi, demişti",
    phrases="kimse var mı, kimse varmı, kimse yok mu, kimse yokmu, biri var mı, biri varmı, birisi var mı, orada kimse, orda kimse, orada biri, insan var mı, insan yok mu, gerçek biri, canlı destek, canlı biri, botla değil, robotla değil, makineyle değil, beni arayın, beni arasın, beni arasınlar, geri arayın, arayın beni, insan yardımı, botu kapat, karşımda insan, botu durdur",
)
