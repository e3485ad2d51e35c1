"""What an attempt brought along beside its hand, and how registrations usually look (ACC-30)."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("risk", "0005_watched")]

    operations = [
        migrations.AddField("trace", "habits", models.BigIntegerField(default=0)),
        migrations.CreateModel(
            name="Usual",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("told", models.JSONField()),
            ],
            options={"db_table": "risk_usual"},
        ),
    ]
