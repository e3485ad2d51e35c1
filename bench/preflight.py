"""Before a row is measured: is the page there, and does it show what the row claims?"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from bench import ground
from bench.rows import Row
from bench.supply import Supply
from bench.targets import HITS
from bench.transport import over_http, play
from bench.wire import Request, Response, Unexpected

MOST = 120  # addresses tried
_GOODS = re.compile(rb'href="[^"]*/p/([^"/?#]+)')


def problem(row: Row, supply: Supply) -> str:
    """Why `row` cannot be measured, or "". Of plain rows, addresses that show less than they should are left out."""
    try:
        if not row.is_plain:
            play(next(supply.journeys(row)), over_http(ground.PORT))
            return ""
        sound = _sound(row, supply.plain[row.name])
    except (Unexpected, OSError, ValueError, LookupError) as error:
        return str(error)
    supply.plain[row.name] = sound
    return ""


def _sound(row: Row, requests: Sequence[Request]) -> list[Request]:
    carry = over_http(ground.PORT)
    tried = requests[:MOST]
    answers = [(request, carry(request)) for request in tried]
    wrong = [(request, answer) for request, answer in answers if answer.status != 200]
    if wrong:
        request, answer = wrong[0]
        raise Unexpected(f"GET {request.path} answered {answer.status}")
    if row.name.startswith("product"):
        return list(requests)
    sound = [request for request, answer in answers if shown(answer) >= HITS]
    if len(sound) * 2 < len(answers) or not sound:
        raise Unexpected(f"{len(sound)} of {len(answers)} addresses showed {HITS} products: GET {tried[0].path}")
    return sound


def shown(answer: Response) -> int:
    """How many products an answer lists."""
    if "json" in answer.headers.get("content-type", ""):
        body = json.loads(answer.body)
        lists = [body] if isinstance(body, list) else [part for part in body.values() if isinstance(part, list)]
        return max(map(len, lists), default=0)
    return len(set(_GOODS.findall(answer.body)))
