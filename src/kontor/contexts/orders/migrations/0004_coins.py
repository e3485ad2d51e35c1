"""What coins paid of a store order. The database keeps the default: a release before this one goes on inserting."""

from django.db import migrations, models

DEFAULTS = """
ALTER TABLE orders_storeorder ALTER COLUMN coins_minor SET DEFAULT 0, ALTER COLUMN store_coins_minor SET DEFAULT 0
"""
BACK = """
ALTER TABLE orders_storeorder ALTER COLUMN coins_minor DROP DEFAULT, ALTER COLUMN store_coins_minor DROP DEFAULT
"""


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_fewer_indexes")]
    operations = [
        migrations.AddField("storeorder", "coins_minor", models.BigIntegerField(default=0)),
        migrations.AddField("storeorder", "store_coins_minor", models.BigIntegerField(default=0)),
        migrations.RunSQL(DEFAULTS, BACK),
    ]
