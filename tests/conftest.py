"""For the whole suite: how often its processes look for garbage."""

import gc

import pytest


def pytest_collection_finish(session: pytest.Session) -> None:
    """What collecting thousands of tests made stays until the end: it is not searched again at every few objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
