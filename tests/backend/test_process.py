"""What a backend's process sets for itself, in a process of its own."""

import subprocess
import sys


def test_what_is_loaded_is_not_looked_through_again_and_threads_take_short_turns() -> None:
    code = (
        "import gc, sys; from console.backend import process; kept = [[] for _ in range(1000)]; process.settle();"
        "assert gc.get_freeze_count() > 1000; assert gc.isenabled(); assert len(gc.get_objects()) < 1000;"
        "assert sys.getswitchinterval() < 0.001"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
