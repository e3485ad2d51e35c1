"""Django's settings, one file per concern."""

from kontor.config.settings.apps import *  # noqa: F403
from kontor.config.settings.database import *  # noqa: F403
from kontor.config.settings.languages import *  # noqa: F403
from kontor.config.settings.logs import *  # noqa: F403
from kontor.config.settings.pages import *  # noqa: F403
from kontor.config.settings.security import *  # noqa: F403
from kontor.config.settings.world import *  # noqa: F403
