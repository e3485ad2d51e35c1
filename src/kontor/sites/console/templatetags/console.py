"""`{% load console %}`: the console's words in templates."""

from __future__ import annotations

from django import template

from kontor.sites.console import words

register = template.Library()

_LISTS = {
    "state": words.STATES,
    "move": words.MOVES,
    "actor": words.ACTORS,
    "unit": words.UNITS,
    "job": words.JOBS,
    "account": words.ACCOUNTS,
    "entry": words.ENTRIES,
    "payment": words.PAYMENTS,
    "decision": words.DECISIONS,
    "mechanism": words.MECHANISMS,
    "person": words.PEOPLE,
    "store": words.STORES,
    "violation": words.VIOLATIONS,
    "business": words.BUSINESSES,
    "stage": words.STAGES,
    "requirement": words.REQUIREMENT_KINDS,
    "product": words.PRODUCTS,
    "step": words.STEPS,
    "fact": words.FACTS,
    "request": words.REQUESTS,
}


@register.filter
def said(key: str, kind: str) -> str:
    """`{{ order.state|said:"state" }}`: the word for a key of one of our lists."""
    return words.said(_LISTS[kind], str(key))
