"""The market's own settings with a data folder that no running market shares."""

import os
from pathlib import Path

for name in [name for name in os.environ if name.startswith("KONTOR_")]:
    del os.environ[name]  # whatever the shell says, tests mean the defaults
os.environ["KONTOR_DATA"] = str(Path(__file__).resolve().parents[2] / ".kontor" / "test")

from kontor.config.settings import *  # noqa: E402, F403

WHITENOISE_AUTOREFRESH = True  # each test client would read all static files of the program before its first request
