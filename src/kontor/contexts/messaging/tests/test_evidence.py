"""What was written stays as it was written, and can be shown to anybody (MSG-15)."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, connection, transaction
from pypdf import PdfReader, PdfWriter

from kontor.contexts.messaging.errors import ConversationNotFound, EvidenceBroken
from kontor.contexts.messaging.models import Message
from kontor.contexts.messaging.policy import KEPT
from kontor.contexts.messaging.queries.evidence import evidence, evidence_of_order
from kontor.contexts.messaging.services import export_evidence as papers
from kontor.contexts.messaging.services.export_evidence import export_evidence
from kontor.contexts.messaging.services.forget_messages import forget_messages
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.tests.written import Talk, findings, fresh
from kontor.kernel.clock import moved
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import vault

pytestmark = pytest.mark.rule("MSG-15")
SCRIPT = Path(__file__).resolve().parents[5] / "scripts" / "check-evidence"


def written(talk: Talk) -> Any:
    asked = talk.ask("¿Tiene <b>regulador</b>? 👩‍👩‍👧")
    talk.answer(asked.conversation_id, "Yes, it does.")
    talk.answer(asked.conversation_id, "Gracias", viewer=talk.buyer)
    return asked.conversation_id


def tampered(sql: str, *values: object) -> None:
    """Somebody at the database itself, past the trigger."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE messaging_message DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE messaging_message ENABLE TRIGGER USER")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE messaging_message SET text = 'No.'",
        "UPDATE messaging_message SET at = at - interval '1 hour'",
        "UPDATE messaging_message SET text = '', salt = '', words = NULL, forgotten_at = at, author = 'seat'",
        "DELETE FROM messaging_message",
    ],
)
def test_the_database_refuses_to_change_what_was_written(talk: Talk, sql: str) -> None:
    written(talk)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Message.objects.count() == 3


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE messaging_message SET text = 'No.' WHERE position = 2", "its text is not the one"),
        ("UPDATE messaging_message SET at = at - interval '1 hour' WHERE position = 2", "its hash is not"),
        ("DELETE FROM messaging_message WHERE position = 2", "a message is missing"),
        ("DELETE FROM messaging_message WHERE position = 3", "ends with another message"),
    ],
)
def test_whoever_changes_it_past_the_trigger_is_found_and_nothing_is_signed(talk: Talk, sql: str, said: str) -> None:
    conversation_id = written(talk)
    assert findings() == []
    tampered(sql)
    assert said in " ".join(findings())
    with pytest.raises(EvidenceBroken):
        export_evidence(viewer=talk.seat, conversation_id=conversation_id)


def test_both_sides_and_the_arbiter_see_the_same_and_strangers_nothing(talk: Talk) -> None:
    conversation_id = written(talk)
    seen = [evidence(who, conversation_id) for who in (talk.buyer, talk.seat, Operator(new_id()))]
    assert [view.text for view in seen[0].messages] == ["¿Tiene <b>regulador</b>? 👩‍👩‍👧", "Yes, it does.", "Gracias"]
    assert seen[0].hashes == seen[1].hashes == seen[2].hashes
    with pytest.raises(ConversationNotFound):
        evidence(talk.another_buyer(), conversation_id)


def test_a_dispute_shows_what_was_written_about_its_order(talk: Talk) -> None:
    order = talk.order()
    send_order_message(viewer=talk.buyer, order_number=order.number, text="Where is it?", client_id=fresh())
    shown = evidence_of_order(Operator(new_id()), store_id=order.store_id, order_id=order.id)
    assert [[view.text for view in one.messages] for one in shown] == [["Where is it?"]]
    assert evidence_of_order(talk.another_buyer(), store_id=order.store_id, order_id=order.id) == []


def checked(tmp_path: Path, content: bytes, *more: str) -> tuple[int, str]:
    """The script in a process of its own."""
    file = tmp_path / "evidence"
    file.write_bytes(content)
    done = subprocess.run([sys.executable, str(SCRIPT), str(file), *more], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def _another_word(file: dict[str, Any]) -> None:
    file["content"]["messages"][1]["text"] = "No, it does not."


def _left_out(file: dict[str, Any]) -> None:
    del file["content"]["messages"][1]


def _another_name(file: dict[str, Any]) -> None:
    file["content"]["store"] = "Another shop"


def _another_key(file: dict[str, Any]) -> None:
    file["public_key"] = base64.b64encode(bytes(32)).decode()


def test_anybody_can_check_a_signed_export_without_us(talk: Talk, tmp_path: Path) -> None:
    content = export_evidence(viewer=talk.seat, conversation_id=written(talk))
    key = base64.b64encode(vault.public_keys()[0]).decode()
    assert checked(tmp_path, content, "--key", key) == (0, "holds\n")
    assert checked(tmp_path, content, "--key", base64.b64encode(bytes(32)).decode())[0] == 1


@pytest.mark.parametrize("change", [_another_word, _left_out, _another_name, _another_key])
def test_a_tampered_export_is_told_from_a_true_one(
    talk: Talk, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    file = json.loads(export_evidence(viewer=talk.buyer, conversation_id=written(talk)))
    change(file)
    code, said = checked(tmp_path, json.dumps(file).encode())
    assert code == 1
    assert "signature" in said


def paper_of(talk: Talk, **given: str) -> bytes:
    return export_evidence(viewer=talk.seat, conversation_id=written(talk), form="pdf", **given)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_anybody_can_check_the_paper_without_us(talk: Talk, tmp_path: Path, language: str) -> None:
    paper = paper_of(talk, language=language)
    key = base64.b64encode(vault.public_keys()[0]).decode()
    assert checked(tmp_path, paper, "--key", key) == (0, "holds\n")
    code, said = checked(tmp_path, paper, "--key", base64.b64encode(bytes(32)).decode())
    assert (code, said) == (1, "it is signed by another key than the one given\n")


def test_the_paper_shows_the_signature_of_the_file_attached_to_it(talk: Talk, tmp_path: Path) -> None:
    reader = PdfReader(io.BytesIO(paper_of(talk)))
    [attached] = reader.attachments["evidence.json"]
    file = json.loads(attached)
    shown = "".join("".join(page.extract_text() for page in reader.pages).split())
    assert file["signature"] in shown
    assert file["public_key"] in shown
    assert "Thesignatureisthatofthefileevidence.json,whichisattachedtothisPDF" in shown
    assert checked(tmp_path, attached) == (0, "holds\n")


def test_what_many_scripts_say_is_no_false_alarm(talk: Talk, tmp_path: Path) -> None:
    asked = talk.ask("مرحبا هل هذا متوفر؟ 42")
    for text in ("שלום, מה המחיר?", "สวัสดีครับ ราคาเท่าไหร่", "office ﬁt cafe\u0301 ½ № ①", "a" * 64, "你好，有货吗？",
                 "x" * 1500, "1 / 2", "line\nline\n\n  end"):  # fmt: skip
        talk.answer(asked.conversation_id, text)
    paper = export_evidence(viewer=talk.buyer, conversation_id=asked.conversation_id, form="pdf")
    assert checked(tmp_path, paper) == (0, "holds\n")


def _changed_byte(paper: bytes) -> bytes:
    place = paper.index(b"/Title")
    return paper[:place] + b"/Fitle" + paper[place + 6 :]


def _other_pages(paper: bytes) -> bytes:
    """Somebody puts the true file beside pages of their own, and signs that: with the key that they have."""
    [attached] = PdfReader(io.BytesIO(paper)).attachments["evidence.json"]
    forged = PdfWriter()
    forged.add_blank_page(200, 200)
    forged.add_attachment("evidence.json", attached)
    made = io.BytesIO()
    forged.write(made)
    own = Ed25519PrivateKey.generate()
    public, signature = (
        base64.b64encode(each) for each in (own.public_key().public_bytes_raw(), own.sign(made.getvalue()))
    )
    return made.getvalue() + b"%%Kontor-Ed25519 %b %b\n" % (public, signature)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_changed_byte, "the signature of the PDF is not that of its pages"),
        (lambda paper: paper + b"\n%%EOF\n", "the last line of the PDF does not sign it"),
        (lambda paper: paper[: paper.rindex(b"%Kontor")], "the last line of the PDF does not sign it"),
        (_other_pages, "its pages are signed by another key than the attached file"),
        (_other_pages, "message 1: the pages do not show it"),
        (lambda paper: paper[:200], "it cannot be read"),
    ],
)
def test_a_tampered_paper_is_told_from_a_true_one(
    talk: Talk, tmp_path: Path, change: Callable[[bytes], bytes], said: str
) -> None:
    code, told = checked(tmp_path, change(paper_of(talk)))
    assert code == 1
    assert said in told


def test_pages_that_show_other_words_are_found_even_when_signed(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = papers._paper

    def other(*given: Any) -> dict[str, Any]:
        made = true(*given)
        made["messages"][1]["text"] = "No, it does not."
        return made

    monkeypatch.setattr(papers, "_paper", other)
    assert checked(tmp_path, paper_of(talk)) == (
        1, "message 2: the pages do not show it as it stands in the attached file\n"
    )  # fmt: skip


@pytest.mark.rule("ACC-42")
def test_words_go_when_their_time_is_over_and_the_chain_holds(talk: Talk, tmp_path: Path) -> None:
    conversation_id = written(talk)
    assert forget_messages(limit=10) == 0
    with moved(timedelta(days=KEPT.int() + 1)):
        assert forget_messages(limit=2) == 2
        assert forget_messages(limit=10) == 1
        assert set(Message.objects.values_list("text", flat=True)) == {""}
        content = export_evidence(viewer=talk.seat, conversation_id=conversation_id)
    assert checked(tmp_path, content) == (0, "holds\n")
    assert findings() == []
