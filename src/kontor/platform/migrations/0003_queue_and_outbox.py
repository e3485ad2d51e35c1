from django.db import migrations

SEQUENCE = "CREATE SEQUENCE platform_outbox_position CACHE 1"

# procrastinate notifies its workers from a trigger. NOTIFY takes one lock for the whole database until the
# commit is on disk, so that all commits that queue a job would wait for each other. Our worker looks five
# times a second instead.
QUIET = """
DROP TRIGGER IF EXISTS procrastinate_jobs_notify_queue_job_inserted_v1 ON procrastinate_jobs;
DROP TRIGGER IF EXISTS procrastinate_jobs_notify_queue_job_aborted_v1 ON procrastinate_jobs;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0002_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunSQL(SEQUENCE, "DROP SEQUENCE platform_outbox_position"),
        migrations.RunSQL(QUIET, migrations.RunSQL.noop),
    ]
