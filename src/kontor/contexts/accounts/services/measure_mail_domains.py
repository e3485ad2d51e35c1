"""What becomes of mails to each domain, counted anew."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from kontor.contexts.accounts.models import MailDomain
from kontor.contexts.accounts.policy import DOMAIN_NAMED_FROM, DOMAIN_WINDOW, LINK_VALID
from kontor.kernel.clock import now

# Whoever was connected by a provider, or made by the operator, got no link and is not counted; neither is an address
# whose owner said that it was somebody else.
_COUNT = """
INSERT INTO accounts_maildomain (domain, asked, proven, refused, measured_at)
SELECT domain, count(*), count(*) FILTER (WHERE proven), count(*) FILTER (WHERE refused), %(at)s
FROM (
    SELECT split_part(lower(a.email), '@', 2) AS domain, a.verified_at IS NOT NULL AS proven, v.refused
    FROM accounts_account a CROSS JOIN LATERAL (
        SELECT count(*) AS sent, bool_or(last_failure = 'refused') AS refused FROM accounts_verification
        WHERE account_id = a.id AND purpose = 'activate' AND channel = 'email'
    ) AS v
    WHERE a.email <> '' AND v.sent > 0 AND a.created_at >= %(since)s AND a.created_at < %(until)s
    UNION ALL
    SELECT domain, false, cause = 'refused' FROM accounts_lostregistration
    WHERE channel = 'email' AND domain <> '' AND cause <> 'disowned' AND at >= %(since)s AND at < %(until)s
) AS joined
WHERE domain <> '' GROUP BY domain HAVING count(*) >= %(named)s
ON CONFLICT (domain) DO UPDATE SET asked = excluded.asked, proven = excluded.proven, refused = excluded.refused,
    measured_at = excluded.measured_at
"""


def measure_mail_domains() -> int:
    """Count, by mail domain, who joined within the window and whether the link was used (ACC-14).

    The last day is left out: its links may still be used. Domains that few share are not kept: such a name is
    as good as a person's.

    Returns:
        How many domains are known now.
    """
    at = now()
    given: dict[str, datetime | int] = {
        "at": at,
        "since": at - timedelta(days=DOMAIN_WINDOW.int()),
        "until": at - timedelta(hours=LINK_VALID.int()),
        "named": DOMAIN_NAMED_FROM.int(),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_COUNT, given)
        known = int(cursor.rowcount)
        MailDomain.objects.exclude(measured_at=at).delete()
    return known
