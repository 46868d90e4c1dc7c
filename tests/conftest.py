"""For the whole suite: how many processes run it, and how often they look for garbage."""

import gc
import os
import signal

import pytest
from hypothesis import HealthCheck, settings

# The first example of a process reads the tables of Unicode, which takes seconds on a busy machine.
settings.register_profile("warmline", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("warmline")


def pytest_configure() -> None:
    """In the background of a script, or under nohup, signals come ignored: programs of the tests would inherit it."""
    for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, usual)


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: many tests wait for other programs, and for time to go by."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


def pytest_collection_finish(session: pytest.Session) -> None:
    """What collecting thousands of tests made stays until the end: it is not searched again at every few objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long runs, and what is known to fail now and then, are left to `pytest -m campaign`, and said."""
    if "campaign" not in config.option.markexpr:
        for item in items:
            if item.get_closest_marker("campaign"):
                item.add_marker(pytest.mark.skip(reason="a long run: pytest -m campaign"))
