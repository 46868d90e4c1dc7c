"""Sentences of `warmline simulate`."""

from typing import Final

MESSAGES: Final = {
    "cli.help.simulate": "a floor full of customers and agents: against a backend, or in virtual time",
    "simulate.option.model": "in virtual time, without a backend",
    "simulate.option.day": "days that the model runs (0.5: half a day)",
    "simulate.option.vectors": "hold the model against queueing theory instead",
    "simulate.option.chats": "chats for each vector",
    "simulate.option.server": "play against this backend, e.g. http://127.0.0.1:8000",
    "simulate.option.own": "play against a backend of its own that is thrown away afterwards",
    "simulate.option.accounts": "a file with a login and a password on each line: the agents of --server",
    "simulate.option.scale": "one in so many of a whole company's 115,000 chats a day, as 1:400; "
    "`floor`: as many as the demo's floor of sixty agents can just answer",
    "simulate.option.agents": "how many agents there are",
    "simulate.option.scenario": "what goes wrong: {names}",
    "simulate.option.at": "when it goes wrong, from the beginning, as 60s, 5m or 10h",
    "simulate.option.shortened": "it lasts so much of its time",
    "simulate.option.minutes": "how long customers come; 0: until Ctrl+C",
    "simulate.option.seed": "the same number gives the same people",
    "simulate.option.pace": "how slowly people go about it; 0.1: ten times as fast",
    "simulate.option.json": "print JSON",
    "simulate.demo.floor": "as a supervisor of sixty agents: the wall, with a past of nine days",
    "simulate.failed": "A process of the demo has ended too early (code {code}). Its last words:{words}",
    "simulate.which": "Say what to simulate: --model, --own or --server URL.",
    "simulate.bad_span": "{text} is not a time: write 60s, 5m or 10h.",
    "simulate.bad_scale": "{text} is not a scale: write 1:400, or `floor`.",
    "simulate.bad_accounts": "{file} can't be used, line {line}: each line is a login, a blank and a password.",
    "simulate.no_file": "{file} can't be read: {detail}",
    "simulate.playing": "{agents} agents play against {url}; be a customer yourself at {chat}",
    "simulate.day.chats": "{days:g} days, {chats:,} chats in {seconds:.1f} s "
    "(of these {router:.1f} s in the router, {each:.0f} µs a decision)",
    "simulate.day.people": "{wanted:,} wanted a person, {answered:,} were answered, mean wait {wait:.0f} s",
    "simulate.day.service": "in 60 s {in_60:.1%}   gave up {gave_up:.1%} ({silent:,} silent)   slot load {slots:.1%}",
    "simulate.day.offers": "{offers:,} offers, {missed:,} missed   mean chat {talk:.0f} s",
    "simulate.vector.head": "        chats   not at once       gave up   mean wait s     occupancy       in time",
    "simulate.vector.exact": "{name:<3} exact      {waits:>11.4f}   {leaves:>11.4f}   {wait:>11.3f}   {busy:>11.4f}"
    "   {in_time:>11.4f}",
    "simulate.vector.run": "    {chats:>9,}{waits:>+12.2%}   {leaves:>+11.2%}   {wait:>+11.2%}   {busy:>+11.2%}"
    "   {in_time:>+11.2%}",
    "simulate.shared.head": "cap        gave up   answer s   in 60 s   chats at once   busy   slot load   session s",
    "simulate.shared.row": "{cap} {what:<6} {leaves:>8.4f} {answer:>10.1f} {in_time:>9.3f} {chats:>15.2f} {busy:>6.3f}"
    " {slots:>11.2f} {session:>11.0f}",
    "simulate.shared.then": "before",
    "simulate.shared.now": "now",
}
