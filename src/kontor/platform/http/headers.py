"""Security headers: everything from this origin, nothing inline, no frames around us."""

from __future__ import annotations

from django.conf import settings


def for_pages(*form_targets: str) -> dict[str, str]:
    """Headers of every answer that does not set its own.

    Args:
        form_targets: further origins to which a form's answer may lead, for one page (browsers hold redirects to it).
    """
    facts = settings.KONTOR
    stream, gateways = facts.event_stream_url, " ".join([*facts.payment_origins, *facts.social_origins, *form_targets])
    policy = (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self' {stream}; form-action 'self' {gateways}; frame-src 'self'; frame-ancestors 'none'; "
        "base-uri 'none'; object-src 'none'; manifest-src 'self'; worker-src 'self'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    }
    if facts.secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return headers


# For pictures that strangers uploaded: shown as an image, they run nothing; opened by themselves, nothing either.
FOR_UPLOADS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-site",
}
