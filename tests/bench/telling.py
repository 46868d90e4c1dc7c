"""Puts results into words: a few lines for a terminal, a table for the documentation."""

from collections.abc import Mapping, Sequence
from typing import Any

SHOWN = ("ratio", "ratios", "each", "results", "figures", "events_per_second", "per_cpu_second", "skipped")
SPREAD = {"median", "min", "max"}


def verdict(result: Mapping[str, Any]) -> str:
    """One word: met, missed, skipped (a peer or a limit was not there to judge by) or failed."""
    if "failed" in result:
        return "failed"
    if result.get("met") is None:
        return "skipped"
    return "met" if result["met"] else "missed"


def told(name: str, result: Mapping[str, Any]) -> str:
    """A result in a few lines."""
    lines = [f"{name} {verdict(result).upper()}: {result.get('name', '')}"]
    if "failed" in result:
        return "\n".join([*lines, *(f"  {line}" for line in str(result["failed"]).splitlines())])
    lines.append(f"  goal: {result['goal']}")
    lines += [f"  {word}: {short(result[word])}" for word in SHOWN if result.get(word)]
    loads = result.get("load")
    if loads:
        lines.append(f"  load average {loads[0]} at the start, {loads[1]} at the end; {result.get('took_s', 0)} s")
    return "\n".join(lines)


def ran(name: str, result: Mapping[str, Any]) -> str:
    """What a smoke tells: that it ran; its figures mean nothing."""
    if "failed" in result:
        return told(name, result)
    skipped = f"; without {short(result['skipped'])}" if result.get("skipped") else ""
    return f"{name} ran in {result.get('took_s', 0)} s{skipped}"


def failure(ended: str, said: str) -> str:
    """Why a benchmark failed: in one line, then the end of what it wrote."""
    lines = said.strip().splitlines()
    return "\n".join([f"{ended}: {lines[-1].strip()}" if lines else ended, *lines[-12:]])


def short(value: Any) -> str:
    """A figure with its spread, or whatever else there is, on one line."""
    if isinstance(value, Mapping):
        if value.keys() >= SPREAD:
            return f"{value['median']:.4g} ({value['min']:.4g}-{value['max']:.4g})"
        return ", ".join(f"{name} {short(item)}" for name, item in value.items())
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return "; ".join(map(short, value))
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def table(results: Mapping[str, Mapping[str, Any]], where: Mapping[str, Any]) -> str:
    """The run as Markdown, to stand in docs/performance.md."""
    lines = [
        f"{where['date']}, commit `{where['commit']}`: {where['cores']} cores ({where['processor']}), "
        f"{where['memory_gib']} GiB, {where['system']}; "
        + ", ".join(f"{name} {version}" for name, version in where["versions"].items())
        + "."
        + _peers(results),
        "",
        "| goal | asked | measured: median (spread) | rounds | load | verdict |",
        "|---|---|---|---|---|---|",
    ]
    for name, result in results.items():
        loads = result.get("load", ("", ""))
        cells = (
            f"{name} {_title(name, result)}",
            str(result.get("goal", "")),
            measured(result),
            str(result.get("rounds", "")),
            f"{loads[0]}-{loads[1]}",
            verdict(result),
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def _peers(results: Mapping[str, Mapping[str, Any]]) -> str:
    """The versions of those that were compared with, as the benchmarks tell them."""
    found: dict[str, Any] = {}
    for result in results.values():
        found |= result.get("versions", {})
    return f" Compared with: {', '.join(f'{name} {version}' for name, version in found.items())}." if found else ""


def measured(result: Mapping[str, Any]) -> str:
    """What decides, each figure followed by a mark where its part of the goal is missed."""
    if "failed" in result:
        return str(result["failed"]).splitlines()[0]
    each = result.get("each") or {}
    ratios = result.get("ratio") or result.get("ratios") or {}
    parts = [f"{name} {short(value)}{_mark(each, name)}" for name, value in _items(ratios)]
    rest = [f"{name}: {'yes' if met else 'NO'}" for name, met in _items(each) if name not in dict(_items(ratios))]
    if not parts and not rest:
        parts = [short(result[word]) for word in SHOWN if result.get(word)][:1]
    told_skips = [f"skipped: {short(result['skipped'])}"] if result.get("skipped") else []
    return "; ".join(parts + rest + told_skips)


def _mark(each: Any, name: str) -> str:
    return " (missed)" if isinstance(each, Mapping) and each.get(name) is False else ""


def _items(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, Mapping) and not value.keys() >= SPREAD:
        return list(value.items())
    return [("", value)] if value else []


def _title(name: str, result: Mapping[str, Any]) -> str:
    """The benchmark's name without the goal's number, which stands before it."""
    title = str(result.get("name", ""))
    return title.removeprefix(name).lstrip(":, ")
