"""A store ships from one address, and the database writes down what becomes of its addresses (OPR-06)."""

from django.db import migrations, models

from kontor.platform.audit.triggers import watch


class Migration(migrations.Migration):
    dependencies = [("sellers", "0013_coupons"), ("platform", "0009_audit")]
    operations = [
        migrations.AddConstraint(
            model_name="storeaddress",
            constraint=models.UniqueConstraint(
                condition=models.Q(("purpose", "origin")), fields=("store",), name="store_origin_once"
            ),
        ),
        watch("sellers_storeaddress", "sellers.address", store="store_id", keeps=["purpose"], marks=["lines"]),
    ]
