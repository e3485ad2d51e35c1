"""Columns that are never changed, and watched tables whose key is not called `id`."""

from django.db import migrations

from kontor.platform.audit.triggers import FUNCTION
from kontor.platform.database.final import made


class Migration(migrations.Migration):
    dependencies = [("platform", "0011_fewer_indexes")]
    operations = [made(), migrations.RunSQL(FUNCTION, migrations.RunSQL.noop)]
