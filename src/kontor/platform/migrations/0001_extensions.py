from django.db import migrations

# Trusted extensions: the owner of a database may create them.
CREATE = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    run_before = [("search", "0001_initial"), ("catalogue", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, migrations.RunSQL.noop)]
