"""Runs the long campaigns: `python -m tests.campaign NAME [options]`; without a name it lists them.

Each takes its own options (`--help`), prints what it counted, and ends with 1 where something broke a promise.
"""

import importlib
import sys

CAMPAIGNS = {
    "sim": ("tests.sim.campaign_sim", "deterministic histories of the whole desk, one a seed (--seeds, --replay)"),
    "linear": ("tests.sim.campaign_linear", "racing takes, releases and transfers, checked for linearizability"),
    "kills": ("tests.fire.campaign_kills", "SIGKILL of real servers and consoles at random and named points"),
    "faults": ("tests.fire.campaign_faults", "real consoles and customers behind the fault proxy"),
    "storage": ("tests.storage.campaign_storage", "failed fsyncs, full disks, power cuts, torn files"),
    "load": ("tests.bench.load", "200 consoles, 2,000 customers, 200 messages a second, with a ledger (--seconds)"),
    "asks": ("tests.bench.asks", "asks for a person, across restarts and SIGKILLs: how soon in the queue"),
    "long_backend": ("tests.bench.long_backend", "an hour of the backend under load: memory, handles, tasks, latency"),
    "long_desk": ("tests.bench.long_desk", "eight hours' chats through one Desk: memory, handles, tasks, latency"),
    "growth": ("tests.bench.growth", "what more conversations and more consoles cost: table and exponents"),
    "routing": ("tests.core.floor.campaign_routing", "random traces of a small floor, judged by the rules of routing"),
    "erlang": (
        "tests.simulate.campaign_erlang",
        "the model of the floor against queueing theory, until 2 % can be told",
    ),
    "figures": ("tests.core.metrics.campaign_figures", "simulated weeks: the floor's figures live, refolded, reckoned"),
    "fuzz": ("tests.fuzz.campaign_fuzz", "the frame decoder and safe_text under generated input"),
}


def main(argv: list[str]) -> int:
    if not argv or argv[0] not in CAMPAIGNS:
        print(__doc__)
        for name, (_, meaning) in CAMPAIGNS.items():
            print(f"  {name:12}  {meaning}")
        return 0 if not argv or argv[0] in ("-h", "--help") else 2
    module = importlib.import_module(CAMPAIGNS[argv[0]][0])
    return int(module.main(argv[1:]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
