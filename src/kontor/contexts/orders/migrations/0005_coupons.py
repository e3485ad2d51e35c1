"""What coupons took of a store order. The database keeps the default: a release before this one goes on inserting."""

from django.db import migrations, models

COLUMNS = ("rebate_minor", "subsidy_minor", "store_rebate_minor", "store_subsidy_minor")
SET = ", ".join(f"ALTER COLUMN {name} SET DEFAULT 0" for name in COLUMNS)
DROP = ", ".join(f"ALTER COLUMN {name} DROP DEFAULT" for name in COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("orders", "0004_coins")]
    operations = [
        *(migrations.AddField("storeorder", name, models.BigIntegerField(default=0)) for name in COLUMNS),
        migrations.RunSQL(f"ALTER TABLE orders_storeorder {SET}", f"ALTER TABLE orders_storeorder {DROP}"),
    ]
