"""A conversation as a signed file that anybody can check without us (MSG-15)."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, pgettext

from kontor.contexts.messaging.errors import EvidenceBroken
from kontor.contexts.messaging.evidence_of import FORMAT
from kontor.contexts.messaging.queries.evidence import Evidence, evidence
from kontor.contexts.messaging.rules.chain import moment
from kontor.contexts.messaging.words import STREAM_NAMES, Author, Stream
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Operator, Seat
from kontor.platform import vault
from kontor.platform.audit.noting import note
from kontor.platform.pdf import pdf

_TEMPLATE = Path(__file__).resolve().parent.parent / "papers" / "evidence.typ"


def export_evidence(
    *, viewer: Buyer | Seat | Operator, conversation_id: UUID, form: str = "json", language: str = "en"
) -> bytes:
    """The file: JSON with everything that is hashed and its signature, or a PDF for people with that JSON attached.

    The PDF ends with a line that signs all bytes before it, so that its pages cannot be others than we made.

    Args:
        form: "json" or "pdf".
        language: of the words around the messages in the PDF.

    Raises:
        ConversationNotFound, RightMissing
        EvidenceBroken: the chain does not hold; nothing is signed.
    """
    found = evidence(viewer, conversation_id)
    if found.broken:
        raise EvidenceBroken
    signed = _signed(_content(found))
    with transaction.atomic():
        note(kind="messaging.evidence", row_id=str(conversation_id), store_id=found.store_id, after={"form": form})
    plain = json.dumps(signed, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if form != "pdf":
        return plain.encode()
    with translation.override(language):
        paper = pdf(_TEMPLATE, {**_paper(found, signed), "attached": plain}, language) + b"\n"
    return paper + _last_line(paper)


def _content(found: Evidence) -> dict[str, Any]:
    """What is signed. A message holds exactly the fields of its hash, besides its words and their salt."""
    messages = [
        {**fields, "salt": salt, "text": view.text, "forgotten": view.forgotten, "name": view.name,
         "language": view.language, "previous": previous, "hash": own}
        for view, own, (previous, fields, salt) in zip(found.messages, found.hashes, found.links, strict=True)
    ]  # fmt: skip
    return {
        "format": FORMAT, "conversation": str(found.conversation_id), "stream": found.stream, "about": found.about,
        "number": str(found.subject_number or ""), "title": found.subject_title, "store": found.store,
        "buyer": found.buyer, "exported_at": moment(now()), "messages": messages,
    }  # fmt: skip


def _signed(content: dict[str, Any]) -> dict[str, Any]:
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    signature, public = vault.sign(plain)
    return {
        "content": content, "algorithm": "Ed25519", "public_key": base64.b64encode(public).decode(),
        "signature": base64.b64encode(signature).decode(),
    }  # fmt: skip


def _last_line(paper: bytes) -> bytes:
    """The signature of a PDF as a comment after its end, where readers of PDFs pass it over."""
    signature, public = vault.sign(paper)
    return b"%%Kontor-Ed25519 %b %b\n" % (base64.b64encode(public), base64.b64encode(signature))


def _paper(found: Evidence, signed: dict[str, Any]) -> dict[str, Any]:
    about = " ".join(filter(None, [str(found.subject_number or ""), found.subject_title]))
    return {
        "title": gettext("Messages as evidence"),
        "facts": [
            [gettext("Store"), found.store],
            [gettext("Buyer"), found.buyer],
            [gettext("Messages"), gettext(STREAM_NAMES[Stream(found.stream)])],
            [pgettext("what a conversation is about", "About"), about],
            [gettext("Exported"), signed["content"]["exported_at"]],
        ],
        "messages": [
            {"who": view.name + (f" ({gettext('automatic')})" if view.author == Author.AUTOMATIC else ""),
             "at": moment(view.at), "text": view.text or gettext("The words of this message are no longer kept."),
             "hash": own}
            for view, own in zip(found.messages, found.hashes, strict=True)
        ],
        "proof": gettext(
            "Each message carries the hash of itself and of all before it. The signature is that of the file"
            " evidence.json, which is attached to this PDF; the last line of the PDF file signs its pages. Anybody can"
            " check both without us."
        ),
        "signature": signed["signature"], "public_key": signed["public_key"],
        "signature_name": gettext("Signature (Ed25519)"), "key_name": gettext("Public key"),
    }  # fmt: skip
