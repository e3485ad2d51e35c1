"""What stands in docs/operate/api.md works as it stands there (SEL-30)."""

from __future__ import annotations

import builtins
import re
import runpy
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kontor.contexts.integrations.models import Application
from kontor.contexts.integrations.tests.factories import CALLBACK, program, token
from kontor.contexts.inventory.models import Stock
from kontor.contexts.messaging.tests.written import RIGHTS, make_talk, texts_of
from kontor.sites.api.tests.oauth.steps import browser
from kontor.sites.api.tests.seller.conftest import Desk, make_desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("SEL-30")]
PAGE = Path(__file__).resolve().parents[6] / "docs" / "operate" / "api.md"


def _box(language: str, place: int = 0) -> str:
    return str(re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(), re.DOTALL)[place])


def _allow(desk: Desk, address: str) -> str:
    """The person allows all; returns where they are sent."""
    asked = "/seller/" + address.split("/seller/", 1)[1].strip()
    scopes = ["orders:read", "products:read", "stock:write"]
    answer = browser(desk.store.business.owner).post(asked, {"decision": "allow", "scopes": scopes})
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def _environment(desk: Desk, base: str) -> dict[str, str]:
    made = program(desk.seat)
    return {
        "BASE": base, "CLIENT_ID": made.client_id, "SECRET": made.secret, "CALLBACK": CALLBACK,
        "SKU": desk.market.tea.code, "PATH": "/usr/local/bin:/usr/bin:/bin",
    }  # fmt: skip


def test_the_shell_s_way(live_server: Any) -> None:
    desk = make_desk()
    with subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", _box("bash")], env=_environment(desk, live_server.url), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as shell:  # fmt: skip
        assert shell.stdout is not None
        back = _allow(desk, shell.stdout.readline())
        said, _ = shell.communicate(re.search(r"code=([^&]+)", back)[1] + "\n", timeout=60)  # type: ignore[index]
    assert f'"store": "{desk.store.name}"' in said
    assert '"done": 1' in said
    assert Stock.objects.get(sku=desk.market.tea).on_hand == 25


def test_python_s_way(live_server: Any, monkeypatch: Any, capsys: Any, tmp_path: Path) -> None:
    desk = make_desk()
    desk.order(1)
    for name, value in _environment(desk, live_server.url).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the library's own guard: the test has no TLS
    monkeypatch.setenv("OAUTHLIB_RELAX_TOKEN_SCOPE", "1")
    monkeypatch.setattr(builtins, "input", lambda said: _allow(desk, said.split(", allow it")[0]))
    script = tmp_path / "connect.py"
    script.write_text(_box("python"))
    runpy.run_path(str(script))
    said = capsys.readouterr().out
    assert "Tea House" in said
    assert "1 orders; 1 counted, 0 refused" in said
    assert Stock.objects.get(sku=desk.market.tea).on_hand == 30


@pytest.mark.rule("MSG-17")
def test_a_help_desk_of_somebody_else_s_answers_with_an_ordinary_client(
    live_server: Any, monkeypatch: Any, capsys: Any, tmp_path: Path
) -> None:
    talk = make_talk()
    asked = talk.ask("Is the lamp dimmable?").conversation_id
    made = token(replace(talk.seat, rights=RIGHTS | {"settings.programs"}), ("messages:read", "messages:write"))
    Application.objects.update(certification="certified")
    monkeypatch.setenv("BASE", live_server.url)
    monkeypatch.setenv("TOKEN", made)
    script = tmp_path / "desk.py"
    script.write_text(_box("python", 1))
    runpy.run_path(str(script))
    assert "Is the lamp dimmable? 2" in capsys.readouterr().out
    assert texts_of(asked)[-1] == ("program", "Thank you, we look into it.")
    runpy.run_path(str(script))  # nobody waits any more
    assert len(texts_of(asked)) == 2


def test_the_page_names_every_figure_as_it_is() -> None:
    from kontor.contexts.integrations.policy import ACCESS_LIFE, CALLS_A_MINUTE, ROWS_A_CALL

    page = PAGE.read_text()
    assert f"access tokens live {ACCESS_LIFE.default} minutes" in page
    assert f"{CALLS_A_MINUTE.default} calls a minute" in page
    assert f"up to {ROWS_A_CALL.default:,} rows" in page
