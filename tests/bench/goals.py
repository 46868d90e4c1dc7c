"""Which module measures which goal, and which benchmarks there are besides."""

from pathlib import Path

GOALS = {
    "P1": "p1_start",
    "P2": "p2_live",
    "P3": "p3_memory",
    "P4": "p4_cursor",
    "P6": "p6_updates",
    "P7": "p7_transcript",
    "P8": "p8_idle",
    "P9": "p9_fanout",
    "P10": "p10_memory",
    "P11": "p11_codec",
    "P12": "p12_append",
    "P13": "p13_takes",
    "P14": "p14_backend",
    "P15": "p15_hint",
    "P16": "p16_quit",
}
SAME_RUN = {"P5": "P4"}
"""Goals that another goal's module measures besides its own."""


def others() -> list[str]:
    """The benchmarks that have no number, by their modules' names."""
    found = []
    for path in sorted(Path(__file__).parent.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if path.stem not in GOALS.values() and "\nNAME = " in text and "\ndef run(" in text:
            found.append(path.stem)
    return found


def wanted(asked: list[str]) -> dict[str, str]:
    """What to run, by the name that it is shown under: module. All goals where none is named."""
    if not asked:
        return dict(GOALS)
    known = GOALS | {name: name for name in others()}
    by_word = {name.lower(): name for name in known} | {module: name for name, module in known.items()}
    by_word |= {goal.lower(): same for goal, same in SAME_RUN.items()}
    unknown = [word for word in asked if word.lower() not in by_word]
    if unknown:
        raise SystemExit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join([*known, *SAME_RUN])}")
    return {by_word[word.lower()]: known[by_word[word.lower()]] for word in asked}
