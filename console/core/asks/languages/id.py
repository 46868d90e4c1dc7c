"""How people ask for a person in Indonesian."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="id",
    human="""
        manusia, orang asli, orang beneran, orang sungguhan, orang nyata, orang betulan, orang hidup, agen, agent, petugas, staf, staff, pegawai, karyawan,
        operator, perwakilan, admin, admin asli, admin manusia, mimin, cs, customer service/care/support, layanan pelanggan, pelayanan pelanggan, konsultan,
        penasihat, supervisor, spv, manajer, manager, atasan, pimpinan, representatif, tim cs, csnya, adminnya, petugasnya, manusianya, agen asli, cs asli,
        manusia asli, manusia beneran, manusia nyata, kasir cs, penanggung jawab, spesialis, ahli, asisten manusia, sesama manusia, customer servis,
        costumer service, kostumer servis, konsumen service, yang manusia, bukan robot tapi orang, rekan anda, rekan kerja anda, rekan kerja, rekan kamu,
        teman kerja, kolega, kolega anda, salah satu karyawan, atasan kamu, atasannya, atasan anda, bos kamu, bosnya, bos anda, manajernya, manajer anda,
        supervisornya, orangnya, org, orang, org beneran, orang dari layanan pelanggan, seseorang dari layanan pelanggan, orang cs, orang dari cs, cs manusia,
        orang dari tim, orang dari tim kalian, seseorang dari tim, salah satu tim, tim kalian, staf anda, staf kalian, orang normal
        """,
    team="support, tim, tim dukungan, tim support, tim anda, kolega, rekan, departemen, bagian terkait, teknisi, pusat bantuan, call center, bagian pengaduan, pihak kalian, tim kalian, divisi",
    someone="""
        seseorang, orang, org, orng, siapa, siapapun, siapa pun, siapa saja, salah satu dari kalian, salah seorang, orang lain, seorang, orangnya, sama orang,
        salah seorang dari kalian, salah satu kalian, seorang dari kalian
        """,
    bot="bot, robot, chatbot, bots, robotnya, botnya, kecerdasan buatan, jawaban otomatis, balasan otomatis, pesan otomatis, asisten virtual, mesin penjawab, ai",
    device="mesin, komputer, program, sistem, aplikasi",
    contact="""
        bicara, bicara dengan, berbicara, ngomong, ngomong sama, omong, ngobrol, mengobrol, obrol, chat dengan, chat sama, chat langsung, chat, chatting,
        chattingan, berkomunikasi, komunikasi, berinteraksi, hubungi, menghubungi, hubungkan, dihubungkan, disambungkan, sambungkan, sambungin, sambung,
        hubungin, terhubung, tersambung, alihkan, dialihkan, alihin, arahkan, diarahkan, arahin, oper, operkan, dioper, oper ke, transfer saya, transfer ke,
        teruskan, diteruskan, pindahkan, pindahin, telepon, menelepon, telpon, telfon, nelpon, panggil, panggilkan, panggilin, dipanggilkan, kontak, kontakkan,
        mengontak, bantuan dari, dibantu, dibantu oleh, dibantu sama, dilayani, dilayani oleh, jawaban dari, balasan dari, diskusi dengan, berdiskusi,
        konsultasi dengan, konsultasi, berkonsultasi, berurusan, ketemu, bertemu, temui, menemui, bahas, membahas, tanya ke, tanya sama, bertanya, wa dengan,
        kasih, kasih saya, beri saya, berikan saya, bawa saya, minta tolong ke, tanya langsung, cakap, tlp, tlpn, curhat, mengadu, lapor ke, ke cs,
        disambungin, dihubungin, konek, konekkan, connect, switch ke, selesaikan, menyelesaikan, selesaikan ini, selesain, selesaiin, urus, mengurus, urus ini,
        berurusan dengan, ditangani, sampai ke, nyampe ke, ketemu sama, nemu, ngehubungin, dihubungi, teruskan saya, meneruskan, alihkan saya, mengalihkan,
        pindahkan saya, dipindahkan, menghubungi saya, hubungi saya, telepon saya, ngomong ama, ngobrol sm, ngobrol sama, ngobrol ama, ngomong sm, bicara sama,
        bicara dgn, ngmg sm, ngmg sama, hubungkan saya, dibantu orang, bs ngomong sm, debat sama, teruskan kasus saya, teruskan masalah saya, kirim kasus saya,
        limpahkan kasus saya
        """,
    back=4,
    tail="untuk diajak bicara, yang bisa diajak bicara, yang bisa diajak ngobrol, untuk bicara, yang bisa bicara, yang bisa saya hubungi, yang bisa dihubungi, yang bisa saya ajak, yang bisa bantu, yang bisa membantu, yang bisa jawab, yang bisa menjawab, bantu saya, membantu saya, menghubungi saya, hubungi saya, telepon saya, untuk membantu, bisa bantu, yang bisa ngobrol, diajak ngomong, buat ngobrol, buat bicara, yg bisa bantu, yg bisa diajak, yang membalas, yang menjawab",
    want="""
        mau, ingin, pengen, pingin, pengin, mo, butuh, perlu, membutuhkan, memerlukan, minta, mohon, tolong, berikan, beri, kasih, kasi, saya mau, lebih suka,
        lebih memilih, menuntut, cari, mencari, nyari, bisa minta, bisakah saya, boleh minta, ada, apakah ada, dimana, di mana, mana, panggilkan, panggil,
        harap, berharap, pgn, hrs, harus, carikan, kirim, gw mau, gue mau, aku mau, bisa dapat, pake, hendak, lebih baik, saya lebih suka, mending, mendingan,
        gua mau, gue pengen, gw pgn, gw pengen, maunya, panggilin, gimana caranya sampai ke, gimana caranya ketemu, kasih saya, kasih gue, beri saya,
        cariin gue, cariin, carikan saya, cari orang
        """,
    ask="""
        bisa, bisakah, dapat, dapatkah, boleh, bolehkah, tolong, mohon, apakah, ada, mau, minta, ingin, butuh, perlu, biar, agar, supaya, bs,
        kenapa tidak bisa, harap, suruh, adakah, mungkin, saya mau
        """,
    serve="""
        bantu saya, membantu saya, bantu aku, bantuin, bantu, membantu, menolong, tolong saya, telepon saya, menelepon saya, telpon saya, menelpon,
        hubungi saya, menghubungi saya, jawab, menjawab, balas, membalas, respon, merespon, cek, mengecek, lihat, melihat, menjelaskan, jelaskan, jelasin,
        menangani, tangani, urus, mengurus, menyelesaikan, bicara dengan saya, ngobrol sama saya, ngomong sama saya, layani, melayani, kontak saya, call saya,
        yang jawab, yang balas, bales, telepon balik, nelpon, urusin, ambil alih, mengambil alih, lanjutkan, melanjutkan
        """,
    there="""
        ada yang, ada, apakah ada, adakah, apa ada, ada nggak, ada gak, masih ada, gak ada, nggak ada, ada orang beneran, ada orang
        """,
    here="di sana, disana, di situ, disitu, di sini, disini, nggak, gak, ga, tidak, yang online, online, tersedia, standby, aktif, yang bisa bantu, yg bisa bantu, yang bisa membantu, yang hidup, asli, sih, yang jawab, yang balas, kah, yang bisa diajak bicara, yang bisa saya hubungi, yang bertugas, di balik, yang bisa jawab, yang bisa saya ajak bicara, yang siap membantu",
    fill="""
        tolong, mohon, please, pls, plis, dong, donk, ya, yah, deh, sih, kak, min, mas, mbak, pak, bu, gan, sis, bang, sekarang, segera, cepat, cepetan,
        langsung, halo, hai, hi, hello, permisi, terima kasih, makasih, iya, tidak, asli, beneran, sungguhan, nyata, betulan, dengan, sama, ke, saya, aku, gue,
        gw, kami, darurat, penting, saja, aja, dan, atau, bukan bot, bukan robot, bantuan, lain, seorang, yang, satu, woi, woy, cuma, hanya, kepada, mana, lah,
        donggg, dulu, nih, gan, bukan mesin, lewat, oleh, hidup, normal, waras, kompeten, yang ngerti, yang paham, ga, gak
        """,
    link="anda, kalian, kamu, dari, yang, lain, ini, itu, kompeten, berbahasa indonesia, bisa, dengan, sama, untuk, bicara, berbicara, ngobrol, ngomong, hubungi, kontak, bukan, juga, jadi, buat, orang, seorang, nomor, supaya, dihubungkan, disambungkan, bantuan, ke, pihak, si, di, langsung, tim, chat, oleh, seseorang, layanan, pelanggan, daripada bot, interaksi",
    negated="""
        tidak mau, tidak ingin, tidak butuh, tidak perlu, tidak memerlukan, tidak membutuhkan, tak mau, tak perlu, tak butuh,
        gak/ga/nggak/enggak/ngga/gk/g/kagak/tdk/engga mau/pengen/butuh/perlu/ingin/usah/suka/minta, tidak usah, tidak minta, tidak meminta, tidak suka,
        tidak sedang mencari, tidak mencari, ogah, males, malas, tanpa, daripada, ketimbang, bosan, capek, cape, muak, benci, jangan hubungkan,
        jangan sambungkan, jangan alihkan, jangan, menolak, tidak akan, alih alih, ketimbang sama, belum perlu, belum butuh, udah gak, sudah tidak perlu,
        sebel, kesal, sudah tidak butuh, udah ga perlu, udah gak perlu, jangan telepon, jangan telpon, jangan hubungi
        """,
    no="bukan, tidak, jangan, gak, ga, nggak, stop, berhenti, hentikan, cukup, matikan, tanpa, keluar dari, bukan sama, bukan dengan, no",
    other="""
        telah menelepon, menelepon saya tapi, tapi menutup, per orang, berapa orang, berapa karyawan, berapa pegawai, dua/tiga/empat/lima/enam orang,
        2/3/4/5/6/8 orang, untuk * orang, banyak orang, orang yang, orang tua, orang tuaku, orang rumah, orang lain yang, orang lain menerima, orang kurir,
        orang ekspedisi, orang pengiriman, orang dewasa, orang toko, petugas pengiriman, petugas pengantar, petugas kurir, petugas ekspedisi, petugas toko,
        karyawan toko, karyawan di toko, pegawai toko, pegawai di toko, pegawai bank, staf toko, staf hotel, kurir, manajer toko, manager toko,
        agen perjalanan, agen properti, agen asuransi, agen jne, agen pengiriman, agen resmi, agen rumah, hak asasi manusia, hak manusia, sumber daya manusia,
        kesalahan manusia, tubuh manusia, rambut manusia, manajer saya, manajer aku, manajerku, manager saya, bos saya, bosku, atasan saya, atasanku,
        rekan saya, rekan kerja saya, tim saya, karyawan saya, pegawai saya, supervisor saya, kolega saya, admin toko saya, saya bukan robot, bukan robot kok,
        aku bukan robot, saya bukan bot, robot penyedot, penyedot debu, robot vacuum, vacuum robot, robot pel, mesin cuci, mesin kopi, mesin jahit,
        untuk seseorang, buat orang, untuk orang lain, punya orang, milik orang, buat seseorang, kontak lensa, lensa kontak, softlens, nomor kontak,
        info kontak, formulir kontak, hadiah, operator seluler, operator telekomunikasi, nama orang, transfer uang, transfer bank, bukti transfer,
        sudah transfer, biaya admin, biaya administrasi, salah orang, sama sekali, sama saja, sama dengan, warna sama, yang sama, siapa yang,
        dengan siapa saya, dengan benar, dengan baik, robot vakum, vakum robot, robot pembersih, bos gue, bos aku, orang lain, orang yang pesan,
        orang yang bayar, orang yang antar, orang yang beli, orang yg pesan, orang yg bayar, tetangga, berapa staf, berapa banyak karyawan
        """,
    done="sudah, udah, kemarin, tadi, telah, pernah, minggu lalu",
    past="telah menelepon, menelepon saya tapi, tapi menutup, bilang, kata, kemarin, sudah bicara, sudah ngobrol, udah ngobrol, udah bicara, sudah ngomong, udah ngomong, janji, berjanji, menjanjikan, sudah menghubungi, sudah hubungi, datang, tidak datang, menolak, mengonfirmasi, telah, tadi, menelepon saya kemarin, sudah mengembalikan, ramah, kasar, sudah",
    stop="tentang, soal, mengenai, tanpa, seperti, kayak, karena, melawan, terkait, untuk",
    split="tapi, tetapi, karena, ketika, dan, lalu, kemudian, setelah, sebelum, jika, kalau, meskipun, namun, sehingga, sebab, soalnya, yang",
    aside="""
        berterima kasih, mengucapkan terima kasih, ucapkan terima kasih, ucapin makasih, ucapin terima kasih, bilang terima kasih, bilang makasih,
        sampaikan terima kasih, terima kasih ke, terima kasih kepada, makasih ke, memuji, muji, pujian, puji, menilai, nilai petugas, nilai agen, penilaian,
        kasih rating, beri rating, rating, bintang lima, ulasan, kasih ulasan, testimoni, merekomendasikan, rekomendasikan, tip untuk, merekrut, rekrut,
        lowongan, lowongan kerja, loker, buka lowongan, mencari karyawan, cari karyawan, melamar, lamaran, kerja di sini, mengeluh tentang,
        komplain soal petugas, terima kasih saya, salam saya, saya sendiri kerja, saya kerja di, saya juga kerja, saya bekerja, aku kerja di
        """,
    goods="paket, paketnya, paketku, pesanan, pesananku, kiriman, barang, barangnya, surat",
    collect="ambil, mengambil, ambilkan, ambilin, menerima, terima, nerima, tanda tangan, menandatangani, jemput",
    relative="yang, yg, siapa",
    than="daripada, dari pada, ketimbang, bukan, dibanding, dibandingkan, alih alih",
    bring="""
        undang, tolong undang, tambahkan, tambahin, masukkan, masukin, panggil, panggilkan, panggilin, ajak, bawa, libatkan, hadirkan
        """,
    room="""
        ke chat ini, ke dalam chat, ke chat, di chat ini, ke percakapan ini, ke percakapan, ke obrolan ini, ke obrolan, ke dalam percakapan, ke sini,
        ke room ini
        """,
    that="bilang, katanya, kalau akan",
    phrases="ada yang telepon saya, ada yang telpon saya, ada yang hubungi saya, ada yang menghubungi saya, ada orang di sana, ada orang gak, ada orang nggak, ada orang ga, ada orang disana, ada orang di sini, ada orang disini, ada yang bisa bantu, ada yg bisa bantu, ada yang bisa membantu, apakah ada orang, ada manusia, ada admin, ada cs, halo ada orang, orang asli, manusia dong, bukan sama bot, bukan dengan bot, bukan sama robot, bukan dengan robot, bantuan manusia, hubungi saya kembali, matikan bot, stop bot",
)
