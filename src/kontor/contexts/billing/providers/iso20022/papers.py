"""Payment orders written (pain.001.001.09), status reports and notifications read (pain.002, camt.054)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from kontor.contexts.billing.providers.protocol import Answer, Status, Transfer
from kontor.kernel.clock import now
from kontor.kernel.money import total

_PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
_NAME = 140  # longest name the standard takes
_STATUS = {
    "ACTC": Status.ACCEPTED, "ACCP": Status.ACCEPTED, "ACSP": Status.ACCEPTED, "PDNG": Status.ACCEPTED,
    "ACSC": Status.PAID, "ACCC": Status.PAID, "RJCT": Status.REJECTED,
}  # fmt: skip


class Unreadable(ValueError):  # noqa: N818  (says what it is)
    """Not what a bank says."""


def order(message: UUID, day: date, transfers: Sequence[Transfer], debtor: str) -> bytes:
    """A payment order; `day` is when it is to be done."""
    root = ET.Element("Document", xmlns=_PAIN)
    body = ET.SubElement(root, "CstmrCdtTrfInitn")
    sums = total([one.amount for one in transfers], transfers[0].amount.currency)
    head = _part(body, "GrpHdr")
    _texts(head, MsgId=message.hex, CreDtTm=now().isoformat(timespec="seconds"), NbOfTxs=str(len(transfers)))
    _texts(head, CtrlSum=str(sums.amount))
    _texts(_part(head, "InitgPty"), Nm=debtor)
    batch = _part(body, "PmtInf")
    _texts(batch, PmtInfId=message.hex, PmtMtd="TRF", NbOfTxs=str(len(transfers)), CtrlSum=str(sums.amount))
    _texts(_part(batch, "ReqdExctnDt"), Dt=day.isoformat())
    _texts(_part(batch, "Dbtr"), Nm=debtor)
    _texts(_part(_part(_part(batch, "DbtrAcct"), "Id"), "Othr"), Id="KONTOR")
    _texts(_part(_part(_part(batch, "DbtrAgt"), "FinInstnId"), "Othr"), Id="NOTPROVIDED")
    for one in transfers:
        _transfer(_part(batch, "CdtTrfTxInf"), one)
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


def _transfer(node: ET.Element, one: Transfer) -> None:
    _texts(_part(node, "PmtId"), EndToEndId=one.reference.hex)
    amount = ET.SubElement(_part(node, "Amt"), "InstdAmt", Ccy=one.amount.currency)
    amount.text = str(one.amount.amount)
    if one.bic:
        _texts(_part(_part(node, "CdtrAgt"), "FinInstnId"), BICFI=one.bic)
    receiver = _part(node, "Cdtr")
    _texts(receiver, Nm=one.holder[:_NAME])
    _texts(_part(receiver, "PstlAdr"), Ctry=one.country)
    account = _part(_part(node, "CdtrAcct"), "Id")
    if one.scheme == "iban":
        _texts(account, IBAN=one.account)
    else:
        _texts(_part(account, "Othr"), Id=one.account)
    _texts(_part(node, "RmtInf"), Ustrd=one.about[:_NAME])


def _part(node: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(node, name)


def _texts(node: ET.Element, **said: str) -> None:
    for name, text in said.items():
        ET.SubElement(node, name).text = text


def answers(body: bytes) -> list[Answer]:
    """What a report says of our transfers; those of others are left out.

    Raises:
        Unreadable: neither a pain.002 nor a camt.054.
    """
    if b"<!DOCTYPE" in body:
        raise Unreadable("a document type")
    try:
        root = ET.fromstring(body)  # noqa: S314  (no document type, so no entities)
    except ET.ParseError as problem:
        raise Unreadable(str(problem)) from problem
    if "pain.002" in root.tag:
        return list(_statuses(root))
    if "camt.054" in root.tag:
        return list(_bookings(root))
    raise Unreadable(root.tag)


def _statuses(root: ET.Element) -> Iterator[Answer]:
    for one in root.iter(_tag(root, "TxInfAndSts")):
        reference, status = _ours(one.findtext("{*}OrgnlEndToEndId")), _STATUS.get(one.findtext("{*}TxSts") or "")
        if reference and status:
            yield Answer(reference, status, one.findtext("{*}StsRsnInf/{*}Rsn/{*}Cd") or "")


def _bookings(root: ET.Element) -> Iterator[Answer]:
    for entry in root.iter(_tag(root, "Ntry")):
        if entry.findtext("{*}Sts/{*}Cd") != "BOOK":
            continue
        back = entry.findtext("{*}CdtDbtInd") == "CRDT"
        for one in entry.iter(_tag(root, "TxDtls")):
            reference = _ours(one.findtext("{*}Refs/{*}EndToEndId"))
            reason = one.findtext("{*}RtrInf/{*}Rsn/{*}Cd") or ""
            if reference and (reason or not back):
                yield Answer(reference, Status.RETURNED if back else Status.PAID, reason)


def _tag(root: ET.Element, name: str) -> str:
    return f"{{{root.tag[1:].partition('}')[0]}}}{name}"


def _ours(text: str | None) -> UUID | None:
    try:
        return UUID((text or "").strip())
    except ValueError:
        return None
