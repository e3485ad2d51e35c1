"""The database writes down what becomes of these tables (OPR-06)."""

from django.db import migrations

from kontor.platform.audit.triggers import watch


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_editing_and_review"), ("platform", "0009_audit")]
    operations = [
        watch("catalogue_product", "catalogue.product", store="store_id", keeps=["state"]),
    ]
