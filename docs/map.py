"""Makes the map of docs/architecture.md from the first sentence of every module: `python docs/map.py --write`."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- map: made by docs/map.py -->", "<!-- end of map -->"


def sentence(path: Path) -> str:
    """The first sentence of a module."""
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = doc.split("\n\n")[0].replace("\n", " ")
    cut = first.find(". ")
    return first if cut < 0 else first[: cut + 1]


def lines() -> list[str]:
    """One line a module, packages as headings of their rooms."""
    out = [BEGIN, ""]
    for package in sorted({path.parent for path in (ROOT / "console").rglob("*.py")}):
        if "languages" in package.parts:
            continue
        name = package.relative_to(ROOT).as_posix()
        own = package / "__init__.py"
        out += [
            f"### `{name}/`",
            "",
            sentence(own) if own.exists() else "",
            "",
            "| module | what it answers for |",
            "|---|---|",
        ]
        for path in sorted(package.glob("*.py")):
            if path.name != "__init__.py":
                out.append(f"| `{path.name}` | {sentence(path).replace('|', chr(92) + '|')} |")
        out.append("")
    return [*out, END]


def main() -> None:
    """Print the map, or put it into the page."""
    made = "\n".join(lines())
    if "--write" not in sys.argv:
        sys.stdout.write(made + "\n")
        return
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    PAGE.write_text(before + made + after, encoding="utf-8")


if __name__ == "__main__":
    main()
