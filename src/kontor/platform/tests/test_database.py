import pytest
from django.db import connection


@pytest.mark.django_db
def test_tests_run_on_postgresql_18():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), upper('straße')")
        name, upper = cursor.fetchone()
    assert name.startswith("kontor_test_")
    assert upper == "STRASSE"
