"""Who works for the stores that were opened before risk listened (ACC-35)."""

from __future__ import annotations

from django.db import migrations

_FROM_SEATS = """
INSERT INTO risk_store_member (store_id, account_id)
SELECT store_id, account_id FROM sellers_seat WHERE cardinality(rights) > 0
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [
        ("risk", "0003_identity"),
        ("sellers", "0001_initial"),
    ]

    operations = [migrations.RunSQL(_FROM_SEATS, migrations.RunSQL.noop)]
