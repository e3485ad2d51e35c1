"""Calls to addresses that other people name: webhooks, pictures by link. Never into our own networks (SSRF)."""

from kontor.platform.outward.address import Refused, check
from kontor.platform.outward.call import Answer, Unreachable, post

__all__ = ["Answer", "Refused", "Unreachable", "check", "post"]
