"""What the bank reads and writes: pain.001 in, pain.002 and camt.054 out (ISO 20022)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from kontor.kernel import clock

_ISO = "urn:iso:std:iso:20022:tech:xsd:"


class Unreadable(ValueError):  # noqa: N818  (says what it is)
    """Not a payment order."""


@dataclass(frozen=True)
class Transfer:
    """One credit transfer of an order."""

    end_to_end_id: str
    amount: str
    currency: str
    holder: str
    account: str


def read_order(body: bytes) -> tuple[str, list[Transfer]]:
    """The message's id and its transfers.

    Raises:
        Unreadable: no pain.001, or its count or sum are not those of its transfers.
    """
    try:
        root = ET.fromstring(body)  # noqa: S314  (a sandbox on loopback)
    except ET.ParseError as problem:
        raise Unreadable(str(problem)) from problem
    if "pain.001" not in root.tag:
        raise Unreadable("not pain.001")
    message = _text(root, "GrpHdr/MsgId")
    found = [
        Transfer(
            _text(one, "PmtId/EndToEndId"), _text(one, "Amt/InstdAmt"), _find(one, "Amt/InstdAmt").get("Ccy", ""),
            _text(one, "Cdtr/Nm"), _account(one),
        )
        for one in root.iter(f"{{{root.tag[1:].partition('}')[0]}}}CdtTrfTxInf")
    ]  # fmt: skip
    if str(len(found)) != _text(root, "GrpHdr/NbOfTxs"):
        raise Unreadable("NbOfTxs is not the number of transfers")
    return message, found


def _find(node: ET.Element, path: str) -> ET.Element:
    found = node.find(".//" + "/".join(f"{{*}}{part}" for part in path.split("/")))
    if found is None:
        raise Unreadable(f"{path} is missing")
    return found


def _text(node: ET.Element, path: str) -> str:
    return (_find(node, path).text or "").strip()


def _account(node: ET.Element) -> str:
    held = _find(node, "CdtrAcct/Id")
    return "".join(text.strip() for text in held.itertext())


def status_report(message: str, transfer: Transfer, status: str, reason: str) -> str:
    """pain.002: the transfer's status, with a reason when it is refused."""
    why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else ""
    return (
        f'<Document xmlns="{_ISO}pain.002.001.10"><CstmrPmtStsRpt>'
        f"<GrpHdr><MsgId>S-{transfer.end_to_end_id}</MsgId><CreDtTm>{_now()}</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{message}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
        f"</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>{message}</OrgnlPmtInfId><TxInfAndSts>"
        f"<OrgnlEndToEndId>{transfer.end_to_end_id}</OrgnlEndToEndId><TxSts>{status}</TxSts>{why}"
        "</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    )


def booking(transfer: Transfer, *, back: str = "") -> str:
    """camt.054: the transfer has left the account; or, with a reason `back`, has come back to it."""
    returned = f"<RtrInf><Rsn><Cd>{back}</Cd></Rsn></RtrInf>" if back else ""
    side = "CRDT" if back else "DBIT"
    amount = f'<Amt Ccy="{transfer.currency}">{transfer.amount}</Amt>'
    return (
        f'<Document xmlns="{_ISO}camt.054.001.08"><BkToCstmrDbtCdtNtfctn>'
        f"<GrpHdr><MsgId>N-{transfer.end_to_end_id}</MsgId><CreDtTm>{_now()}</CreDtTm></GrpHdr><Ntfctn><Id>1</Id>"
        f"<Ntry>{amount}<CdtDbtInd>{side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>{transfer.end_to_end_id}</EndToEndId></Refs>{amount}{returned}"
        "</TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    )


def _now() -> str:
    return clock.now().isoformat(timespec="seconds")
