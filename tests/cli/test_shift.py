"""My shift without a screen: states, an offer, a raised hand and why, in lines; `warmline state` for scripts."""

import sys
from typing import Any

from tests.cli.test_plain import plain  # noqa: F401

real: Any = sys.modules["real_program"]


def test_a_shift_in_lines(server: Any, desk: Any, plain: Any) -> None:  # noqa: F811
    plain.sees("Signed in to")
    plain.type("/state", "Your state: available")
    plain.type("/state lunch", "Say which: available, finishing, break, away")
    plain.type("/state away", "Away needs a reason")
    plain.type("/state away training", "you are away: training")
    plain.type("/state finishing", "your break has begun")
    plain.type("/state away training", "you are away: training")
    assert "Your state is now" not in plain.out, "what she asked for is no news"
    shown = desk.run("state", "--json")
    assert shown.json[0]["state"] == "away", shown
    ran = desk.run("state", "available")
    assert ran.code == 0, ran
    real.until(lambda: plain.type("", "> ") or "Your state is now: available" in plain.out, "news of the state")
    assert "Your state: available" in desk.run("state").out
    plain.type("/offer accept", "Nothing is offered to you now.")
    with real.Customer(server, "Ola Ek", "sv") as ola, real.Agent(server, "sara") as sara:
        ola.ask_for_a_person()
        row = sara.row(lambda row: row["name"] == "Ola Ek" and row["state"] == "queued")
        welcome = next(frame for frame in sara.frames if frame["t"] == "welcome")
        maya = next(member["id"] for member in welcome["team"] if member["name"] == "Maya")
        sara.command(row, "transfer", agent=maya)
        real.until(lambda: plain.type("", "> ") or "* Offer: " in plain.out, "news of the offer")
        plain.type("/offer decline lunch", "Give a reason: break_soon, not_my_topic")
        plain.type("/take", "Ola (sv)> ")
        plain.type("/why", "> ")
        assert "Nothing is recorded" in plain.out
        plain.type("/help refund or wait?", "Done.")
        row = sara.row(lambda row: row["name"] == "Ola Ek" and row.get("help_since"))
        sara.command(row, "whisper", text="Wait for the bank.")
        real.until(lambda: plain.type("", "> ") or "Wait for the bank." in plain.out, "the whisper")
        assert "(whisper · only you see this): Wait for the bank." in plain.out
        answered = "your raised hand about Ola Ek is answered"
        real.until(lambda: plain.type("", "> ") or answered in plain.out, "news of the raised hand")
        plain.type("/whisper me too", "Your role does not allow this")
        plain.type("Hej Ola", "Done.")
        plain.type("/done solved", "Done.")


def test_a_state_that_cannot_be(desk: Any) -> None:
    ran = desk.run("state", "away")
    assert ran.code == 2, ran
    assert "Being away needs a reason" in ran.err
    ran = desk.run("state", "lunch")
    assert ran.code == 2, ran
