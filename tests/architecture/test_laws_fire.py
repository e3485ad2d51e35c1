"""Each law lets a good sample pass and stops a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture import laws

_GOOD_SERVICE = "def place(*, order_id):\n    return _inner()\n\ndef _inner(): ...\n"

SAMPLES = [
    (
        laws.impure,
        "from kontor.kernel.money import Money\nfrom decimal import Decimal\n",
        "from django.db import models\n",
    ),
    (laws.impure, "import re\n", "import psycopg\n"),
    (laws.impure, "import re\n", "def f():\n    from kontor.platform import events\n"),
    (
        laws.system_clock,
        "from kontor.kernel.clock import now\nx = now()\n",
        "import datetime\nx = datetime.datetime.now()\n",
    ),
    (laws.system_clock, "x = order.time()\n", "from django.utils import timezone\nx = timezone.now()\n"),
    (laws.system_clock, "import time\nx = time.perf_counter()\n", "import time\nx = time.time()\n"),
    (laws.sql_clock, "q = 'SELECT 1 WHERE at < %s'\n", "q = 'SELECT 1 WHERE at < now()'\n"),
    (laws.sql_clock, "q = 'come now() and then'\n", "q = 'UPDATE a SET at = CURRENT_TIMESTAMP'\n"),
    (
        laws.site_writes,
        "from kontor.contexts.orders.queries import orders_of\n",
        "from kontor.contexts.orders.models import Order\n",
    ),
    (
        laws.site_writes,
        "from kontor.contexts.orders.queries import orders_of\n",
        "from kontor.contexts.orders import models\n",
    ),
    (laws.site_writes, "form.update({'a': 1})\n", "Order.objects.filter(pk=1).update(state='paid')\n"),
    (laws.site_writes, "place_order(buyer=b)\n", "order.save()\n"),
    (lambda s: laws.service_shape(s, "place"), _GOOD_SERVICE, "def place(order_id): ...\n"),
    (lambda s: laws.service_shape(s, "place"), _GOOD_SERVICE, "def put(*, order_id): ...\n"),
    (lambda s: laws.service_shape(s, "place"), _GOOD_SERVICE, _GOOD_SERVICE + "def other(*, x): ...\n"),
    (
        lambda s: laws.unnamed_jobs(s, "orders"),
        "@job(name='orders.close')\ndef f(*, a): ...\n",
        "@job(name='close')\ndef f(*, a): ...\n",
    ),
    (laws.signals, "from kontor.platform.events import react\n", "from django.db.models.signals import post_save\n"),
    (laws.too_long, "x = 1\n" * 300, "x = 1\n" * 301),
]


@pytest.mark.parametrize(("law", "good", "bad"), SAMPLES)
def test_a_law_tells_good_from_bad(law, good, bad):
    assert law(good) == []
    assert law(bad) != []


def test_a_drawer_is_recognised_by_its_name():
    assert laws.forbidden_name(Path("utils.py"))
    assert not laws.forbidden_name(Path("money.py"))


def test_pure_rooms_are_recognised():
    assert laws.is_pure_room(laws.SOURCES / "contexts" / "orders" / "rules" / "totals.py")
    assert laws.is_pure_room(laws.SOURCES / "kernel" / "money.py")
    assert not laws.is_pure_room(laws.SOURCES / "contexts" / "orders" / "models.py")
