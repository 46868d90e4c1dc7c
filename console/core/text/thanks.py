"""Whether a message is thanks and nothing else, in many languages: such a message reopens nothing."""

import unicodedata
from typing import Final

_WORDS: Final = """
thanks thank you thx ty cheers much so very a lot many great perfect ok okay super cool nice awesome bye goodbye have
a nice good day all the best that was it that's all
tack tackar så mycket hej då ha det bra toppen perfekt
danke vielen dank schön tschüss super alles klar prima
gracias muchas mil vale perfecto adiós genial
obrigado obrigada muito valeu tchau ótimo perfeito
merci beaucoup bonne journée au revoir parfait
grazie mille perfetto ciao
bedankt dank je wel dankjewel
kiitos kiitti takk tusen tak mange
dziękuję dzięki děkuji díky ďakujem köszönöm mulțumesc mersi hvala
teşekkürler teşekkür ederim sağol sağolun
спасибо большое дякую благодаря хвала
ευχαριστώ πολύ
شكرا جزيلا متشکرم ممنون شکریہ תודה רבה
धन्यवाद शुक्रिया ধন্যবাদ ขอบคุณ ค่ะ ครับ cảm ơn nhiều terima kasih salamat po
谢谢 多谢 謝謝 ありがとう ございます ありがとうございます 감사합니다 고마워요 고맙습니다
"""
_THANKS_WORDS: Final = """
thanks thank thx ty cheers tack tackar danke dank gracias obrigado obrigada valeu merci
grazie bedankt dankjewel kiitos kiitti takk tak dziękuję dzięki děkuji díky ďakujem
köszönöm mulțumesc mersi hvala teşekkürler teşekkür sağol sağolun спасибо дякую благодаря
хвала ευχαριστώ شكرا متشکرم ممنون شکریہ תודה धन्यवाद शुक्रिया ধন্যবাদ ขอบคุณ ขอบคุณค่ะ
ขอบคุณครับ ขอบคุณมาก cảm terima salamat 谢谢 多谢 謝謝 ありがとう ありがとうございます 감사합니다 고마워요 고맙습니다
"""
_THANKS: Final = frozenset(_THANKS_WORDS.split())
_ALLOWED: Final = frozenset(_WORDS.split()) | _THANKS
MOST_CHARACTERS: Final = 80


def is_thanks(text: str) -> bool:
    """True when every word belongs to a farewell or thanks, and one of them is thanks; a question never is."""
    if len(text) > MOST_CHARACTERS or "?" in text or "？" in text or any(ch.isdigit() for ch in text):
        return False
    plain = "".join(" " if unicodedata.category(ch)[0] in "PSCZ" and ch != "'" else ch for ch in text.casefold())
    words = plain.split()
    return bool(words) and any(w in _THANKS for w in words) and all(w in _ALLOWED for w in words)
