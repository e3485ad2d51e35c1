"""The jobs process: `python -m kontor.platform.jobs`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.config.settings")
django.setup()

from kontor.platform import children, policy  # noqa: E402  (after Django is set up)
from kontor.platform.jobs import worker  # noqa: E402

NICENESS = 5  # whoever waits for a page goes before whoever waits for a mail

if __name__ == "__main__":
    os.nice(NICENESS)
    if "KONTOR_SUPERVISED" in os.environ:
        children.die_with_parent()
    policy.watch()
    children.settle()
    worker.run()
