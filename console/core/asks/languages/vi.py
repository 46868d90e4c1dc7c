"""How people ask for a person in Vietnamese."""

from console.core.asks.languages import Language

LANGUAGE = Language(
    code="vi",
    human="""
        người thật, người thực, người sống, con người, người thiệt, nhân viên, nv, nhân viên thật, nhân viên hỗ trợ, nhân viên tư vấn, nhân viên chăm sóc,
        tư vấn viên, chuyên viên, đại diện, người đại diện, tổng đài viên, tổng đài, điện thoại viên, điều hành viên, người quản lý, quản lý, giám sát, sếp,
        trưởng nhóm, trưởng phòng, chăm sóc khách hàng, cskh, dịch vụ khách hàng, bộ phận chăm sóc, bộ phận hỗ trợ, bộ phận khách hàng, hỗ trợ viên, cố vấn,
        người hỗ trợ, người tư vấn, người phụ trách, chuyên gia, agent, con người thật, người bằng xương bằng thịt, người thật việc thật, admin,
        người có thẩm quyền, nguời thật, ng thật, đồng nghiệp của bạn, đồng nghiệp, đồng nghiệp khác, sếp của bạn, sếp mày, cấp trên, tong dai vien,
        ai đó bên chăm sóc khách hàng, ai đó bên cskh, bên cskh, nhan vien, nguoi that, quan ly, ai đó trong nhóm, ai đó trong đội, ai trong nhóm, ai bên bạn,
        người bên bạn, người bình thường, ai đó bình thường, cấp trên của bạn
        """,
    team="hỗ trợ khách hàng, đội hỗ trợ, đội ngũ, bộ phận kỹ thuật, kỹ thuật viên, đồng nghiệp, phòng ban, team, bộ phận, support, hỗ trợ trực tuyến, bên hỗ trợ",
    someone="""
        ai đó, ai, người, người nào, một người, người khác, ai khác, một ai, người nào đó, bạn nào, anh chị nào, ng, ai thật, một người bên bạn, người bên bạn
        """,
    bot="""
        bot, con bot, robot, rô bốt, robốt, chatbot, người máy, trí tuệ nhân tạo, trả lời tự động, tin nhắn tự động, hệ thống tự động, trợ lý ảo, máy trả lời,
        con robot, máy móc, máy trả lời tự động
        """,
    device="máy tính, phần mềm, chương trình, máy móc, cái máy, với máy, cho máy",
    contact="""
        nói chuyện, nói chuyện với, nói với, trò chuyện, chat với, chat, gặp, được gặp, gặp mặt, tư vấn với, trao đổi, trao đổi với, liên hệ, liên hệ với,
        liên lạc, liên lạc với, kết nối, kết nối với, nối máy, nối máy với, nối với, nối, chuyển, chuyển tôi, chuyển cho, chuyển máy, chuyển sang, chuyển đến,
        chuyển tới, chuyển tiếp, gọi, gọi cho, gọi điện, nhắn tin với, nhắn tin cho, nhắn với, cho tôi gặp, cho mình gặp, cho em gặp, cho tôi nói, đưa tôi,
        đưa máy, hỗ trợ từ, hỗ trợ bởi, giúp đỡ từ, giúp đỡ của, trả lời từ, thảo luận với, làm việc với, giao tiếp, giao tiếp với, được hỗ trợ bởi, cho gặp,
        nhờ, tiếp xúc, hỏi ý kiến, nc với, nc vs, nói chuyện vs, nch với, đàm thoại, tương tác, kết nối tôi, kết nối mình, điện thoại cho, bàn với,
        tiếp chuyện, giải quyết với, giải quyết, xử lý với, thương lượng với, liên hệ được với, gặp được, gặp đc, chuyển mình, chuyển em, chuyển qua,
        chuyển cuộc gọi, gọi lại, liên hệ lại, gọi lại cho tôi, noi chuyen, noi chuyen voi, gap, lien he, chuyen may, ket noi, chuyển tôi sang,
        chuyển mình sang, ns chuyện, ns chuyện vs, nch vs, phục vụ, để tôi nhắn, để nhắn, chuyển trường hợp của tôi, chuyển vấn đề của tôi,
        chuyển yêu cầu của tôi
        """,
    back=5,
    tail="để nói chuyện, nói chuyện với tôi, nói chuyện với mình, để trò chuyện, để chat, có thể nói chuyện, tôi có thể nói chuyện, giúp tôi, giúp mình, giúp em, hỗ trợ tôi, hỗ trợ mình, hỗ trợ em, trả lời tôi, trả lời mình, gọi cho tôi, gọi lại cho tôi, gọi lại, gọi cho mình, liên hệ với tôi, liên hệ tôi, liên hệ lại, tư vấn cho, để hỗ trợ, nghe máy, tiếp tôi, giúp được, có thể giúp, có thể hỗ trợ, nói chuyện được",
    want="""
        muốn, mún, cần, cần có, cho tôi, cho mình, cho em, cho tui, cho xin, xin, xin gặp, yêu cầu, đề nghị, thích, mong, mong muốn, làm ơn cho, đòi, tìm,
        đang tìm, có, ở đâu, gọi, có thể có, tôi có thể có, vui lòng cho, hãy cho, cần gặp, đưa, ước, phải có, kêu, thà, tôi thà, thích hơn, tôi thích, cho e,
        cho tao, nhờ, làm sao gặp, làm sao để gặp, thích nói chuyện, ưu tiên, cho gap, cho mk, tìm cho tôi, tìm cho mình, kiếm cho tôi, kiếm
        """,
    ask="có thể, có, được không, dc ko, được ko, được k, làm ơn, vui lòng, xin, cho, hãy, muốn, cần, giúp, nhờ, không, ko, bảo, liệu, có ai, nào, mong",
    serve="""
        giúp tôi, giúp mình, giúp em, giúp tui, giúp đỡ, giúp, hỗ trợ tôi, hỗ trợ mình, hỗ trợ em, hỗ trợ, gọi cho tôi, gọi cho mình, gọi lại cho tôi,
        gọi lại cho mình, gọi lại, gọi điện, liên hệ với tôi, liên hệ lại, liên lạc với tôi, trả lời tôi, trả lời mình, trả lời, giải thích, giải quyết,
        xem giúp, xem, xử lý, kiểm tra, tư vấn, nói chuyện với tôi, nói chuyện với mình, rep, trả lời giúp, phục vụ, vào trả lời, tiếp quản, tiếp tục, gọi tôi,
        gọi điện cho tôi
        """,
    there="có, có ai, còn, còn ai, có còn, có phải có, ở đây có, ở đó có, có ai thật, có người nào",
    here="""
        ở đó, ở đây, đó, đó không, không, ko, k, hông, hem, hả, trực, đang trực, online, trực tuyến, rảnh, sẵn sàng, trả lời, nghe máy, thật, nào,
        để nói chuyện, giúp tôi, bên đó, ở bên đó, đang online, hỗ trợ, vậy, đang ở, ở đầu dây bên kia, giúp được, đây, không vậy, à, làm ở đó, để tôi nhắn,
        để nhắn, để tôi chat, để tôi nói chuyện
        """,
    fill="""
        làm ơn, xin, vui lòng, ơi, với, bây giờ, ngay, ngay bây giờ, lập tức, ngay lập tức, chào, xin chào, alo, cảm ơn, cám ơn, vâng, dạ, không, thật, thực,
        sống, một, tôi, mình, em, tui, cho, gấp, khẩn cấp, nhanh, chỉ, thôi, và, hoặc, không phải bot, không phải robot, giúp, khác, nào, đi, nhé, nha, ạ,
        ơi ad, luôn, ad, đang, được, được không, dc ko, ko, hỗ trợ, shop, shop ơi, bạn, bạn ơi, trực tiếp, hãy, là, đó, please, pls, cơ, tư vấn, thay vì bot,
        đàng hoàng, bình thường, tử tế, hiểu chuyện, có năng lực, chính thức
        """,
    link="của bạn, của công ty, bên bạn, bên shop, bên mình, nào, nào đó, khác, một, với, được, là, nói, nói chuyện, gặp, có, có thể, chứ, chứ không, trò chuyện, liên hệ, tiếng việt, biết, chuyên, các, vị, anh, chị, bạn, cô, sự, hỗ trợ, từ, đến, tới, cho, để, thay, số, thêm, tên, hơn, sang, bộ phận, cái, qua",
    negated="""
        không muốn, ko muốn, k muốn, hông muốn, không cần, ko cần, k cần, hông cần, chẳng cần, chả cần, đâu cần, không có nhu cầu, không yêu cầu, không thích,
        ko thích, không định, không phải gặp, khỏi cần, khỏi, mà không cần, thay vì, chán, mệt mỏi, ghét, từ chối, đừng chuyển, đừng kết nối, đừng nối, đừng,
        không nói chuyện, ko nói chuyện, không chat, hết muốn, thôi không, không tìm, không nhất thiết, chưa cần, không mong, không đòi, phát ngán, ngán,
        không cần nữa, không cần chuyển, không cần gọi, đừng gọi, đừng gọi điện, không phải chuyển, không cần thiết
        """,
    no="không, ko, không phải, đừng, không với, dừng, ngừng, tắt, thôi, hết, đéo, đủ rồi, thoát",
    other="""
        gọi cho tôi nhưng, nhưng cúp, cúp máy, tôi sẽ hỏi, sẽ hỏi, để tôi hỏi, mỗi người, một người lớn, mấy người, bao nhiêu người, bao nhiêu nhân viên,
        hai người, ba người, bốn người, năm người, sáu người, 2/3/4/5/6/8 người, nhiều người, người mà, người đã, người đặt, người giao hàng, người giao,
        người nhận, người gửi, người mua, người bán, người lớn, người dùng, người yêu, người nhà, người thân, người già, người việt, người quen, người khác đã,
        người khác nhận, người vận chuyển, người tiêu dùng, người liên hệ, nhân viên giao hàng, nhân viên cửa hàng, nhân viên ở cửa hàng,
        nhân viên tại cửa hàng, nhân viên bán hàng, nhân viên bưu điện, nhân viên ngân hàng, nhân viên vận chuyển, nv giao hàng, shipper, quản lý cửa hàng,
        quản lý của tôi, quản lý tôi, quản lý đơn hàng, quản lý tài khoản, trình quản lý, quản lý mật khẩu, sếp tôi, sếp của tôi, sếp mình,
        đồng nghiệp của tôi, đồng nghiệp tôi, nhân viên của tôi, nhân viên tôi, nhân viên mình, đội của tôi, giám sát của tôi, quyền con người, nguồn nhân lực,
        lỗi con người, tóc người, tôi không phải robot, tôi không phải là robot, không phải là robot, tôi không phải bot, robot hút bụi, máy hút bụi,
        robot lau nhà, máy giặt, máy pha cà phê, máy may, cho ai đó, của ai, tặng ai, tặng cho, cho người khác, của người khác, kính áp tròng,
        thông tin liên hệ, mẫu liên hệ, số liên hệ, quà tặng, quà, nhà mạng, lều, tên người, chuyển khoản, chuyển tiền, chuyển hàng, chuyển phát, vận chuyển,
        đại lý, nhầm người, con trai, đã gọi, gọi là, robot dọn nhà, rô bốt hút bụi, người khác, người trả tiền, người đặt hàng, người ký, hàng xóm,
        mấy nhân viên, cấp trên của tôi, cho đồng nghiệp của tôi
        """,
    done="đã, rồi, hôm qua, vừa, tuần trước",
    past="""
        gọi cho tôi nhưng, nhưng cúp, cúp máy, tôi sẽ hỏi, sẽ hỏi, để tôi hỏi, đã nói, nói là, bảo là, bảo rằng, hôm qua, đã gọi, đã hứa, hứa, đã nói chuyện,
        xác nhận, đã đến, không đến, từ chối, đã hoàn, đã trả lời, vừa nói, mới nói, rồi, nói sẽ
        """,
    stop="về, không có, như, chống, vì, của, giống",
    split="nhưng, vì, khi, và, sau đó, rồi, trước khi, nếu, mặc dù, bởi, mà, nên",
    aside="""
        muốn cảm ơn, cảm ơn nhân viên, cảm ơn bạn nhân viên, cảm ơn anh nhân viên, cảm ơn chị nhân viên, cảm ơn tư vấn viên, gửi lời cảm ơn, lời cảm ơn,
        muốn khen, khen nhân viên, khen đồng nghiệp, khen ngợi, lời khen, đánh giá, chấm điểm, cho 5 sao, năm sao, 5 sao, để lại nhận xét, nhận xét tốt,
        giới thiệu nhân viên, tiền boa, tiền tip, tuyển, tuyển dụng, tuyển nhân viên, tìm việc, ứng tuyển, việc làm, vị trí trống, làm việc ở, xin việc,
        phàn nàn về, khiếu nại về nhân viên, tố cáo, muon cam on, cam on nhan vien, khen nhan vien, tuyen nhan vien, tuyen dung, tôi cũng làm, mình cũng làm,
        tôi làm việc, tôi đang làm, nói sẽ có, nói sẽ gọi, bảo sẽ, hứa sẽ, nói là sẽ, hứa là sẽ
        """,
    goods="hàng, bưu kiện, đơn hàng, gói hàng, kiện hàng, bưu phẩm, đơn, thư",
    collect="""
        nhận hàng, nhận bưu kiện, nhận giúp, nhận thay, nhận hộ, lấy hàng, lấy giúp, lấy hộ, lấy thay, ký nhận, ký thay, nhận, lấy
        """,
    relative="mà, đã, là, người mà",
    than="hơn, hơn là, thay vì, chứ không, không phải, còn hơn, chứ ko, hơn với, thay cho",
    bring="mời, thêm, gọi, đưa, kéo, cho, kêu",
    room="""
        vào đoạn chat này, vào đoạn chat, vào cuộc trò chuyện, vào cuộc trò chuyện này, vào chat, vào đây, vào cuộc chat, vào khung chat, vao chat
        """,
    that="nói sẽ, nói là, bảo là, bảo sẽ, nói rằng, hứa sẽ",
    phrases="""
        có ai ở đó, có ai ở đây, có ai không, có ai ko, có ai đó không, có ai trực, có ai online, có ai giúp, có người không, có người ko, có người nào,
        có người ở đó, còn ai không, người thật đi, cho gặp người, cho tôi gặp người, gặp người thật, không phải với bot, không phải với robot,
        gọi lại cho tôi, hãy gọi cho tôi, hỗ trợ từ người, tắt bot, dừng bot, ai đó giúp, ai đó trả lời, có ai hỗ trợ, có ai trả lời, cho ai đó gọi,
        cho ai đó trả lời, cho ai đó liên hệ, cho người gọi lại
        """,
)
