"""What every process of ours begins with."""

from __future__ import annotations

import subprocess
import sys

_SETTLED = """
import gc
from kontor.platform import children
before = gc.get_threshold()
children.settle()
print(gc.get_freeze_count() > 1000, gc.get_threshold() > before, gc.isenabled())
"""


def test_what_is_loaded_is_not_looked_through_again_and_again() -> None:
    told = subprocess.run([sys.executable, "-c", _SETTLED], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "True", "True"]
