"""How people ask for a person in Malay."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="ms",
    human="""
        manusia, orang sebenar, orang betul, orang hidup, orang benar, orang betul betul, manusia sebenar, manusia sejati, ejen, agen, agent, pegawai, petugas,
        staf, staff, kakitangan, pekerja, operator, wakil, admin, khidmat pelanggan, perkhidmatan pelanggan, servis pelanggan, customer service/care/support,
        cs, perunding, penasihat, penyelia, pengurus, manager, supervisor, ketua, wakil khidmat pelanggan, ejen manusia, pembantu manusia, bos, pakar,
        orang atasan, pihak atasan, wakil syarikat, live agent, rakan awak, rakan sekerja awak, rakan sekerja, rakan setugas, kolega, seorang pekerja,
        bos awak, bos kamu, bos anda, ketua awak, pengurus awak, org, org betul, seseorang dari khidmat, orang dari khidmat, seseorang daripada khidmat,
        orang dari pasukan, orang dari pasukan awak, seseorang dari pasukan, staf awak, orang biasa, org sebenar
        """,
    team="sokongan, pasukan sokongan, pasukan, rakan sekerja, jabatan, bahagian, juruteknik, pusat panggilan, support, pasukan anda, team, pihak pengurusan, meja bantuan",
    someone="""
        seseorang, orang, org, sesiapa, siapa siapa, siapa, sape, salah seorang, orang lain, seorang, mana mana orang, sape sape, salah seorang dari awak,
        salah seorang daripada awak, seorang dari awak, salah sorang
        """,
    bot="bot, robot, chatbot, bots, kecerdasan buatan, jawapan automatik, balasan automatik, mesej automatik, pembantu maya, mesin jawab, ai",
    device="mesin, komputer, program, sistem",
    contact="""
        bercakap, cakap, cakap dengan, ckp, bercakap dengan, berbual, berbual dengan, bual, borak, berborak, sembang, bersembang, berbincang, bincang,
        berkomunikasi, berinteraksi, chat dengan, chat, berchat, hubungi, menghubungi, hubungkan, dihubungkan, sambung, sambungkan, disambungkan, berhubung,
        pindahkan, dipindahkan, alihkan, dialihkan, pass, pass kat, passkan, transfer saya, transfer ke, salurkan, panjangkan, telefon, menelefon, call,
        contact, panggil, panggilkan, dapatkan, bantuan daripada, bantuan dari, dibantu oleh, dibantu, dilayan, dilayan oleh, jawapan daripada, jawapan dari,
        berurusan, berjumpa, jumpa, tanya kepada, beri saya, bagi saya, bagi, bawakan, bawa saya, rujuk, rujukkan, konsultasi, mesej, whatsapp, capai, mengadu,
        connect, minta tolong, selesaikan, menyelesaikan, selesaikan ini, uruskan, urus, bincangkan, berurusan dengan, dilayani, sampai kepada, sampai ke,
        dapat seseorang, dihubungi, hubungi saya, telefon saya, alihkan saya, pindahkan saya, majukan, hantar saya kepada, teruskan, ckp dgn, ckp ngan,
        cakap ngan, cakap dgn, borak ngan, borak dengan, sembang dengan, sembang ngan, sambungkan saya, ckp ngn, sy ckp ngn, cakap ngn, bergaduh dengan,
        hantar kes saya, hantar kes saya kepada, teruskan kes saya, serahkan kes saya
        """,
    back=4,
    tail="untuk bercakap, untuk berbual, yang boleh bercakap, yang boleh saya hubungi, yang saya boleh bercakap, yang saya boleh hubungi, saya boleh bercakap, boleh saya bercakap, yang boleh bantu, yang boleh membantu, yang boleh tolong, yang boleh jawab, yang boleh menjawab, bantu saya, membantu saya, tolong saya, hubungi saya, menghubungi saya, telefon saya, call saya, untuk membantu, boleh bantu, saya boleh cakap",
    want="""
        mahu, mau, nak, ingin, hendak, perlu, perlukan, memerlukan, minta, mohon, tolong, tlg, beri, berikan, bagi, bagi saya, lebih suka, menuntut, cari,
        mencari, boleh saya, bolehkah saya, ada, adakah, di mana, mana, kat mana, panggilkan, panggil, dapatkan, nk, sila, harap, kena ada, boleh dapatkan,
        boleh minta, carikan, hantar, nakkan, inginkan, mahukan, kehendaki, lebih rela, saya lebih suka, lagi suka, sy nak, macam mana nak dapat,
        macam mana nak sampai, macam mana nak jumpa, rela, bagi sy, bagi aku, carikan saya, cari orang
        """,
    ask="""
        boleh, bolehkah, dapat, tolong, tlg, sila, mohon, adakah, ada, nak, mahu, minta, perlu, supaya, biar, harap, kenapa tak boleh, suruh, bleh, leh, ingin,
        blh, saya nak
        """,
    serve="""
        bantu saya, membantu saya, bantu, membantu, tolong saya, menolong, telefon saya, menelefon saya, call saya, hubungi saya, menghubungi saya, jawab,
        menjawab, balas, membalas, semak, menyemak, tengok, tengokkan, terangkan, menerangkan, jelaskan, menjelaskan, uruskan, menguruskan, selesaikan,
        menyelesaikan, bercakap dengan saya, cakap dengan saya, layan, respon, reply, contact saya, tolong, yang jawab, telefon balik, tolong jawab,
        ambil alih, mengambil alih, sambung, teruskan
        """,
    there="ada, adakah, ada tak, masih ada, tak ada, takde, ada ke, ada orang betul, ada orang",
    here="di sana, disana, kat sana, di situ, kat situ, di sini, disini, kat sini, tak, ke, ke tak, tidak, dalam talian, online, tersedia, yang boleh bantu, yang boleh membantu, sebenar, yang bertugas, yang jawab, yang boleh tolong, yang boleh saya hubungi, yang boleh bercakap, yang hidup, yang balas, di hujung talian",
    fill="""
        tolong, tlg, sila, mohon, please, pls, la, lah, je, sahaja, saja, sekarang, segera, cepat, terus, helo, hello, hai, hi, salam, assalamualaikum,
        selamat pagi, terima kasih, ya, tidak, sebenar, betul, hidup, dengan, kepada, ke, kat, saya, aku, kami, kecemasan, penting, hanya, dan, atau,
        bukan bot, bukan robot, bantuan, lain, seorang, yang, encik, puan, tuan, bos, boss, admin, bro, kak, abang, nak, weh, wei, woi, satu, boleh,
        secara langsung, oleh, dgn, normal, biasa, waras, kompeten, faham
        """,
    link="anda, awak, korang, dari, daripada, yang, lain, ini, itu, kompeten, berbahasa melayu, boleh, dengan, untuk, bercakap, cakap, berbual, hubungi, bukan, juga, jadi, orang, seorang, nombor, supaya, dihubungkan, disambungkan, bantuan, ke, pihak, di, dgn, mana mana, sesiapa, chat, oleh, pelanggan, khidmat, berurusan, daripada bot, interaksi, jumpa, berjumpa",
    negated="""
        tidak mahu, tidak nak, tidak ingin, tidak perlu, tidak perlukan, tidak memerlukan, tak mahu, tak nak, taknak, xnak, x nak, tak perlu, tak perlukan,
        x perlu, xperlu, tak payah, tidak payah, tak ingin, tak minta, tidak meminta, tidak minta, tak suka, tidak suka, tidak mencari, tak cari, tanpa,
        daripada bercakap, bosan, penat, benci, muak, jangan hubungkan, jangan sambungkan, jangan pindahkan, jangan, enggan, menolak, tidak akan, malas,
        tidak hendak, tak hendak, fed up, dah tak perlu, belum perlu, tak perlu lagi, tidak perlu lagi, tak perlu dah, tak payah dah, jangan telefon,
        jangan call, jangan hubungi, xpayah, tidak diperlukan
        """,
    no="bukan, tidak, jangan, tak nak, stop, berhenti, hentikan, cukup, tutup, tanpa, keluar dari, bukan dengan, no, matikan",
    other="""
        telefon saya tapi, tapi letak, setiap orang, seorang sahaja, per orang, berapa orang, berapa ramai orang, berapa pekerja,
        dua/tiga/empat/lima/enam orang, 2/3/4/5/6/8 orang, untuk * orang, ramai orang, orang yang, orang tua, orang rumah, orang lain yang, orang lain terima,
        orang lain ambil, orang penghantar, orang penghantaran, orang dewasa, orang kedai, petugas penghantaran, pekerja penghantaran, penghantar,
        pekerja kedai, pekerja di kedai, staf kedai, staf di kedai, staff kedai, staf hotel, kakitangan kedai, pegawai bank, pegawai pos, pengurus kedai,
        pengurus bank, ejen hartanah, ejen pelancongan, ejen insurans, ejen penghantaran, ejen sah, hak asasi manusia, hak manusia, sumber manusia,
        kesilapan manusia, tubuh manusia, rambut manusia, pengurus saya, manager saya, bos saya, ketua saya, rakan sekerja saya, rakan saya, pasukan saya,
        pekerja saya, staf saya, penyelia saya, supervisor saya, saya bukan robot, aku bukan robot, saya bukan bot, robot vakum, vakum robot, pembersih vakum,
        robot vacuum, mesin basuh, mesin kopi, mesin jahit, untuk seseorang, untuk orang lain, milik orang, kanta lekap, kanta sentuh, nombor telefon,
        maklumat hubungan, borang hubungi, hadiah, operator telefon, operator mudah alih, nama orang, pindahan wang, pindahan bank, salah orang, siapa yang,
        dengan siapa saya, robot penyedut, penyedut hampagas, robot pembersih, robot mop, orang lain, orang yang bayar, orang yang tempah, orang yang hantar,
        orang yang beli, jiran, berapa ramai pekerja, berapa ramai staf, berapa ramai
        """,
    done="sudah, dah, telah, semalam, tadi, pernah, minggu lepas",
    past="telefon saya tapi, tapi letak, kata, semalam, sudah bercakap, dah bercakap, dah cakap, sudah cakap, janji, berjanji, telah, datang, tidak datang, tak datang, menolak, mengesahkan, tadi, beritahu, bagitahu, sudah menghubungi, dah hubungi, dah, ramah, kasar, sudah",
    stop="tentang, pasal, mengenai, tanpa, seperti, macam, kerana, melawan, berkaitan, untuk",
    split="tapi, tetapi, kerana, sebab, apabila, bila, dan, lepas tu, kemudian, selepas, sebelum, jika, kalau, walaupun, namun, yang, pastu",
    aside="""
        berterima kasih, ucap terima kasih, ucapkan terima kasih, mengucapkan terima kasih, cakap terima kasih, terima kasih kepada, terima kasih kat, puji,
        memuji, pujian, nak puji, menilai, nilai ejen, nilai staf, penilaian, bagi rating, beri rating, rating, lima bintang, ulasan, bagi ulasan,
        cadangkan ejen, mengesyorkan, syorkan, tip untuk, ambil pekerja, ambil staf, ambil ejen, cari pekerja, cari staf, mengambil pekerja, kerja kosong,
        jawatan kosong, jawatan, mohon kerja, kerja di sini, merekrut, rekrut, pengambilan, adu tentang, aduan terhadap, terima kasih saya,
        sampaikan terima kasih, salam saya, saya sendiri kerja, saya kerja di, saya juga kerja, saya bekerja, saya kerja, mohon jadi, nak jadi ejen, jadi ejen
        """,
    goods="bungkusan, barang, pesanan, parcel, kiriman, surat, paket",
    collect="ambil, ambilkan, mengambil, terima, menerima, terimakan, tandatangan, tanda tangan, tandatangani, kutip",
    relative="yang, yg, siapa",
    than="daripada, dari pada, berbanding, bukan, bukannya, banding",
    bring="bawa masuk, bawa, jemput, jemputkan, tambah, tambahkan, masukkan, panggil, panggilkan, ajak, undang",
    room="""
        ke chat ni, ke chat ini, ke dalam chat, ke chat, dalam chat ni, dalam chat, dalam perbualan, ke perbualan ini, ke perbualan, dalam sembang, ke sini
        """,
    that="kata, katanya, bahawa",
    phrases="ada orang tak, ada orang ke, ada orang di sana, ada orang kat sana, ada orang kat situ, ada orang di sini, ada sesiapa, ada sape sape, adakah sesiapa, adakah ada orang, ada yang boleh bantu, ada manusia, bukan dengan bot, bukan dengan robot, bantuan manusia, sila hubungi saya, tolong call saya, tutup bot, sesiapa di sana",
)
