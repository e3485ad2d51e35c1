"""Settings for collecting texts into a folder beside the real one."""

import os
from pathlib import Path

from tests.support.settings import *  # noqa: F403

LOCALE_PATHS = [Path(os.environ["TEXTS_TARGET"])]
