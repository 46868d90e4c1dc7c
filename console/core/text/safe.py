"""Makes remote text safe to show: no control, no hidden or reordering character, no mark or line without end.

It shows what it took away where that matters, and never refuses; how text is drawn is not its concern.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Final, NamedTuple, NewType

from console.core.text.width import ELLIPSIS, cells, cut

SafeText = NewType("SafeText", str)
"""Text that went through `safe_text` or `safe_line`; the only remote text that a widget may hold."""

Removed = Counter[str]
"""How many characters of each kind were taken out or replaced by something visible."""

MOST_MARKS: Final = 4
MOST_LINE_CELLS: Final = 2_000
MOST_BYTES: Final = 16_384
MOST_READ: Final = 65_536
"""Characters looked at: far more than fits, so that junk before the text cannot hide it, and still a bound."""

_NEWLINES = "\n\r\u0085\u2028\u2029"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HIDDEN = (
    "\u00ad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_TAGS = "\U000e0000-\U000e007f"
_BROKEN = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TONES = "\U0001f3fb-\U0001f3ff"
_ZWNJ, _ZWJ = "\u200c", "\u200d"

_PICTOGRAPHS = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u2388\u23cf\u23e9-\u23f3"
    "\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2605\u2607-\u2612\u2614-\u2685"
    "\u2690-\u2705\u2708-\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e"
    "\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c"
    "\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff\U0001f10d-\U0001f10f\U0001f12f"
    "\U0001f16c-\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5"
    "\U0001f201-\U0001f20f\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f23c-\U0001f23f"
    "\U0001f249-\U0001f3fa\U0001f400-\U0001f53d\U0001f546-\U0001f64f\U0001f680-\U0001f6ff"
    "\U0001f774-\U0001f77f\U0001f7d5-\U0001f7ff\U0001f80c-\U0001f80f\U0001f848-\U0001f84f"
    "\U0001f85a-\U0001f85f\U0001f888-\U0001f88f\U0001f8ae-\U0001f8ff\U0001f90c-\U0001f93a"
    "\U0001f93c-\U0001f945\U0001f947-\U0001faff\U0001fc00-\U0001fffd"
)
_TAKES_SELECTOR = "#*0-9" + _PICTOGRAPHS
_TAKES_TONE = (
    "\u261d\u26f9\u270a-\u270d\U0001f385\U0001f3c2-\U0001f3c4\U0001f3c7\U0001f3ca-\U0001f3cc\U0001f442"
    "\U0001f443\U0001f446-\U0001f450\U0001f466-\U0001f478\U0001f47c\U0001f481-\U0001f483"
    "\U0001f485-\U0001f487\U0001f48f\U0001f491\U0001f4aa\U0001f574\U0001f575\U0001f57a\U0001f590"
    "\U0001f595\U0001f596\U0001f645-\U0001f647\U0001f64b-\U0001f64f\U0001f6a3\U0001f6b4-\U0001f6b6"
    "\U0001f6c0\U0001f6cc\U0001f90c\U0001f90f\U0001f918-\U0001f91f\U0001f926\U0001f930-\U0001f939"
    "\U0001f93c-\U0001f93e\U0001f977\U0001f9b5\U0001f9b6\U0001f9b8\U0001f9b9\U0001f9bb"
    "\U0001f9cd-\U0001f9cf\U0001f9d1-\U0001f9dd\U0001fac3-\U0001fac5\U0001faf0-\U0001faf8"
)
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fffd\U00030000-\U0003fffd"
_MONGOLIAN = "\u1820-\u18aa"
_JOINING_SCRIPTS = (
    "\u0620-\u06ff\u0700-\u077f\u07c0-\u07ff\u0840-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff"
    "\u1807\u180a\u1820-\u18aa\u1a20-\u1aad\u1b00-\u1bff\ua800-\ua82f\ua840-\ua877\ua880-\ua9df"
    "\uaa60-\uaaf6\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00010a5f"
    "\U00010ac0-\U00010aff\U00010d00-\U00010d3f\U00010f30-\U00010fff\U00011000-\U00011fff"
    "\U0001e900-\U0001e95f"
)

CALM: Final = (
    "\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u0376\u0377\u037a-\u037d\u037f\u0384-\u0386\u0388-\u0482"
    "\u048a-\u0556\u0559-\u058a\u05be\u05d0-\u05ea\u05f3\u05f4\u0606-\u060f\u061b\u061d-\u064a\u0660-\u066f"
    "\u0671-\u06d5\u06e5\u06e6\u06e9\u06ee-\u06ff\u0e01-\u0e30\u0e32\u0e33\u0e3f-\u0e46\u0e4f-\u0e5b"
    "\u10a0-\u10ff\u1e00-\u1eff\u2002-\u200a\u2010-\u2027\u202f-\u205e\u2070-\u20c0\u2100-\u2125"
    "\u2127-\u2129\u212c-\u2328\u232b-\u2adb\u2add-\u2bff\u2e80-\u2fd5\u3000-\u3029\u3030-\u3096"
    "\u309b-\u312f\u3131-\u3163\u3165-\u4dbf\u4e00-\ua48c\uac00-\ud7a3\uff01-\uff9f\uffa1-\uffdc"
    "\uffe0-\uffe6\uffe8-\uffee\ufffd\U0001f000-\U0001f3fa\U0001f400-\U0001faff\U00020000-\U0002a6d6"
)
"""Characters that need no care wherever they stand: visible, never a mark, in NFC beside any other of them."""


@cache
def _plain() -> re.Pattern[str]:
    """Made with the first text that is not ASCII: it takes longer to compile than a whole queue to read."""
    return re.compile(f"[{CALM}]*+(?:(?:(?<=[{_TAKES_SELECTOR}])\ufe0f|(?<=[{_TAKES_TONE}])[{_TONES}])[{CALM}]*+)*+")


def _is_plain(s: str) -> bool:
    return (s.isascii() and s.isprintable()) or _plain().fullmatch(s) is not None


def safe_text(s: str) -> SafeText:
    """`s` safe to show in a message: controls and bidi controls visible, the hidden gone, sizes bounded."""
    if len(s) <= MOST_LINE_CELLS // 2 and _is_plain(s):
        return SafeText(s)
    return SafeText(_stable(s, _IN_BODY))


def safe_report(s: str) -> tuple[SafeText, Removed]:
    """What `safe_text` gives, with the count of what it took away or made visible, by kind."""
    removed: Removed = Counter()
    text = safe_text(s)
    if text != s:
        _pass(s, _IN_BODY, removed)
    return text, removed


def safe_line(s: str, cells: int = 60) -> SafeText:
    """`s` safe to show in a field of one line (a name, topic, tag, address), in at most `cells` cells.

    A line break becomes a visible sign, and bidi controls go: a name must not reorder what stands beside it.
    """
    if len(s) > MOST_LINE_CELLS // 2 or "\n" in s or not _is_plain(s):
        s = _stable(s, _IN_LINE)
    return SafeText(cut(s, cells))


class _Pictures(dict[str, str]):
    """What stands in for each character that may not be shown as it is."""

    def __init__(self, *, one_line: bool) -> None:
        super().__init__()
        self.newline = "\u2424" if one_line else "\n"
        self.one_line = one_line

    def __missing__(self, character: str) -> str:
        match _kind(character):
            case "layout":
                picture = self.newline if character in _NEWLINES else " " if self.one_line else "    "
            case "controls" if character < " ":
                picture = chr(0x2400 + ord(character))
            case "controls" if character == "\x7f":
                picture = "\u2421"
            case "controls":
                picture = f"<U+{ord(character):04X}>"
            case "bidi":
                picture = "" if self.one_line else f"<U+{ord(character):04X}>"
            case "broken":
                picture = "\ufffd"
            case _:
                picture = ""
        self[character] = picture
        return picture


_IN_BODY: Final = _Pictures(one_line=False)
_IN_LINE: Final = _Pictures(one_line=True)


def _kind(character: str) -> str:
    if character == "\t" or character in _NEWLINES:
        return "layout"
    if character < " " or "\x7f" <= character <= "\x9f":
        return "controls"
    for kind, pattern in _rules().kinds.items():
        if pattern.match(character):
            return kind
    return "hidden"


class _Rules(NamedTuple):
    odd: re.Pattern[str]
    kinds: dict[str, re.Pattern[str]]
    stray_selector: re.Pattern[str]
    stray_tone: re.Pattern[str]
    joiner: re.Pattern[str]
    marks: re.Pattern[str]
    baseless: re.Pattern[str]


@cache
def _rules() -> _Rules:
    """The patterns of the careful way, made when the first text needs them: most never does."""
    mark = f"[{_mark_class()}]"
    joining = f"[{_JOINING_SCRIPTS}]"
    joiner = f"[{_ZWNJ}{_ZWJ}]"
    emoji = f"[{_PICTOGRAPHS}][\ufe0e\ufe0f]?[{_TONES}]?"
    return _Rules(
        odd=re.compile(
            f"[\\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI}{_HIDDEN}{_TAGS}{_BROKEN}]",
        ),
        kinds={
            "bidi": re.compile(f"[{_BIDI}]"),
            "tags": re.compile(f"[{_TAGS}]"),
            "broken": re.compile(f"[{_BROKEN}]"),
        },
        # The character itself comes first and its neighbour is looked up behind it: so the search can skip ahead.
        stray_selector=re.compile(
            f"[{_SELECTORS}](?:(?<=[\ufe00-\ufe0d])|(?<=[\ufe0e\ufe0f])(?<![{_TAKES_SELECTOR}].)"
            f"|(?<=[\U000e0100-\U000e01ef])(?<![{_HAN}].)|(?<=[\u180b-\u180f])(?<![{_MONGOLIAN}].))",
        ),
        stray_tone=re.compile(f"[{_TONES}](?<![{_TAKES_TONE}].)"),
        # Kept: up to five joined emoji; ZWNJ inside a joining script; ZWJ there beside a mark such as a virama.
        joiner=re.compile(
            f"({emoji}(?:{_ZWJ}{emoji}){{1,4}}|(?<={joining}){_ZWNJ}(?={joining})"
            f"|(?<={joining}){_ZWJ}(?={joining})(?:(?<={mark}{_ZWJ})|(?={mark})))|{joiner}",
        ),
        marks=re.compile(f"({f'{joiner}?'.join([mark] * MOST_MARKS)})(?:{joiner}?{mark})++"),
        baseless=re.compile(f"^(?={mark})", re.MULTILINE),
    )


def _mark_class() -> str:
    """Everything without a width of its own that sits on what is before it, as the inside of a character class."""
    from wcwidth.table_zero import ZERO_WIDTH

    never = re.compile(f"[\\x00-\x1f\x7f-\x9f\u2028\u2029{_BIDI}{_HIDDEN}{_TAGS}{_SELECTORS}{_ZWNJ}{_ZWJ}]")
    ranges: list[tuple[int, int]] = []
    for first, last in ZERO_WIDTH[list(ZERO_WIDTH)[-1]]:
        for point in range(first, last + 1):
            if never.match(chr(point)):
                continue
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1] = (ranges[-1][0], point)
            else:
                ranges.append((point, point))
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


def _stable(s: str, pictures: _Pictures) -> str:
    once = _pass(s, pictures)
    if once == s:
        return once
    again = _pass(once, pictures)
    if again == once:
        return once
    # Reordered marks can leave a joiner in bad company. Without joiners one pass settles everything.
    return _pass(again.replace(_ZWJ, "").replace(_ZWNJ, ""), pictures)


def _pass(s: str, pictures: _Pictures, removed: Removed | None = None) -> str:
    """One pass of all rules. The order matters: what makes characters neighbours comes before what judges them."""
    rules = _rules()
    long = len(s) > MOST_READ
    s = s[:MOST_READ].replace("\r\n", "\n")
    if rules.odd.search(s):
        if removed is not None:
            removed.update(map(_kind, rules.odd.findall(s)))
        s = rules.odd.sub(lambda match: pictures[match[0]], s)[:MOST_READ]
    if pictures.one_line:
        s = s.replace("\n", pictures.newline)
    removed = Counter() if removed is None else removed
    s = _drop(rules.stray_selector, "", s, "selectors", removed)
    s = _drop(rules.stray_tone, "", s, "tones", removed)
    if _ZWJ in s or _ZWNJ in s:
        s = _drop(rules.joiner, r"\1", s, "joiners", removed)
    # Before normalising too: it takes quadratic time on a long run of marks.
    s = _drop(rules.marks, r"\1", s, "marks", removed)
    if not unicodedata.is_normalized("NFC", s):
        s = _drop(rules.marks, r"\1", unicodedata.normalize("NFC", s), "marks", removed)
    s = rules.baseless.sub("\u25cc", s)
    return _bounded(s, long, removed)


def _drop(rule: re.Pattern[str], kept: str, s: str, kind: str, removed: Removed) -> str:
    out = rule.sub(kept, s)
    if len(out) != len(s):
        removed[kind] += len(s) - len(out)
    return out


def _bounded(s: str, long: bool, removed: Removed) -> str:
    """No line over its cells, no message over its bytes; an ellipsis shows where something went."""
    before = len(s)
    s = _lines_cut(s)
    if long or (len(s) * 4 > MOST_BYTES and len(s.encode()) > MOST_BYTES):
        room = s.encode()[: MOST_BYTES - len(ELLIPSIS.encode())].decode(errors="ignore")
        # The last grapheme may be half here; its neighbourhood says where it began.
        tail = room[-256:]
        s = _lines_cut(room[: len(room) - len(tail)] + cut(tail, max(1, cells(tail) - 1)).rstrip(_ZWNJ + _ZWJ))
    if len(s) < before:
        removed["cut"] += before - len(s)
    return s


def _lines_cut(s: str) -> str:
    if len(s) * 2 <= MOST_LINE_CELLS:
        return s
    return "\n".join(cut(line, MOST_LINE_CELLS) if len(line) * 2 > MOST_LINE_CELLS else line for line in s.split("\n"))
