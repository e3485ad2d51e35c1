"""The door of the Seller Center. Who is sent to it: tests/attacks/matrix."""

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import PASSWORD, make_account


@pytest.mark.django_db
def test_a_buyer_is_nobody_here():
    buyer = make_account()
    answer = Client().post("/seller/sign-in/", {"login": buyer.email, "password": PASSWORD})
    assert answer.status_code == 401
    assert "The address or the password is not right." in answer.content.decode()
