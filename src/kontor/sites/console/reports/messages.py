"""How stores answer their buyers, beside the figures of the article on messages (OPR-05)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.insight.policy import INQUIRY_BECOMES_ORDER
from kontor.contexts.insight.queries.reports import CLASSES, Inquiries, Messages, ResponseClass, messages
from kontor.contexts.insight.rules import share
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Operator
from kontor.sites.console.reports.asked import Asked
from kontor.sites.console.reports.shape import NOTHING, Column, Report, Stat, Table, percent
from kontor.ui.charts import Chart, Reference, Series
from kontor.ui.formats import count, duration, money

# What the article reports of its market.
_CONVERSION, _DISPUTES, _RATING, _FROM_PRODUCTS = 23.6, 17.2, 4.89, 82.4
_LESS_LOAD, _COMPLIANT = 42.0, 99.6
_CHARTED = 12


def report(viewer: Operator, asked: Asked) -> Report:
    """Response times, conversion, disputes, ratings; inquiries; automatic replies; what answering costs."""
    found = messages(viewer, asked.period, country=asked.country, store=asked.store)
    days = INQUIRY_BECOMES_ORDER.int()
    return Report(
        name="messages",
        title=_("Messages"),
        intro=ngettext(
            "Stores by how long their buyers wait in the middle. A question counts as converted when its buyer orders"
            " there within %(n)s day.",
            "Stores by how long their buyers wait in the middle. A question counts as converted when its buyer orders"
            " there within %(n)s days.",
            days,
        )
        % {"n": days},
        stats=_stats(found),
        charts=[*_class_charts(found.classes), *_inquiry_charts(found)],
        tables=[_classes(found.classes), *_begun(found), _written(found), _costs(found)],
    )


def _stats(found: Messages) -> list[Stat]:
    total = sum(one.many for one in found.inquiries)
    pages = sum(one.many for one in found.inquiries if one.entry == "product_page")
    automatic = sum(one.delivered for one in found.written if one.automatic)
    answers = sum(one.delivered for one in found.written)
    stopped = sum(one.stopped for one in found.written if one.automatic)
    return [
        Stat(_("Questions before an order"), count(total)),
        Stat(_("Begun on a product page"), percent(share(pages, total)), _article(percent(_FROM_PRODUCTS))),
        Stat(
            _("Answered automatically"), percent(share(automatic, answers)),
            _("Article: %(figure)s less work by hand") % {"figure": percent(_LESS_LOAD)},
        ),
        Stat(
            _("Automatic answers that keep the rules"), percent(share(automatic, automatic + stopped)),
            _article(percent(_COMPLIANT)),
        ),
        Stat(_("Gain in conversion, first class over the rest"), _gain(found.classes), _article(percent(_CONVERSION))),
        Stat(_("Fewer disputes, first class than the rest"), _fewer(found.classes), _article(percent(_DISPUTES))),
    ]  # fmt: skip


def _article(figure: str) -> str:
    return _("Article: %(figure)s") % {"figure": figure}


def _rates(classes: Sequence[ResponseClass], part: str, whole: str) -> tuple[float | None, float | None]:
    """The share of the first class, and of all others together."""
    first = [one for one in classes if one.up_to == CLASSES[0]]
    rest = [one for one in classes if one.up_to != CLASSES[0]]
    shares = [
        share(sum(getattr(one, part) for one in some), sum(getattr(one, whole) for one in some))
        for some in (first, rest)
    ]
    return shares[0], shares[1]


def _gain(classes: Sequence[ResponseClass]) -> str:
    first, rest = _rates(classes, "bought", "inquiries")
    return percent((first / rest - 1) * 100) if first is not None and rest else NOTHING


def _fewer(classes: Sequence[ResponseClass]) -> str:
    first, rest = _rates(classes, "disputed", "orders")
    return percent((1 - first / rest) * 100) if first is not None and rest else NOTHING


def class_name(one: ResponseClass) -> str:
    """How a class of response times is called."""
    if one.up_to is None:
        return _("Longer, or never")
    return _("Up to %(time)s") % {"time": duration(one.up_to)}


def _class_charts(classes: Sequence[ResponseClass]) -> list[Chart]:
    if not classes:
        return []
    labels = [class_name(one) for one in classes]
    rated = [one.communication for one in classes]
    return [
        _shares(
            _("Questions that became orders, per cent"), labels, [share(one.bought, one.inquiries) for one in classes]
        ),
        _shares(_("Orders in dispute, per cent"), labels, [share(one.disputed, one.orders) for one in classes]),
        Chart(
            _("Mark “Communication” by response time"), labels,
            [Series(_("Average"), [round(one or 0, 2) for one in rated],
                    [NOTHING if one is None else f"{one:.2f}" for one in rated])],
            kind="bar", unit=_("Response time"), reference=Reference(_("Article"), _RATING, f"{_RATING:.2f}"),
        ),
    ]  # fmt: skip


def _inquiry_charts(found: Messages) -> list[Chart]:
    entries = Counter[str]()
    for one in found.inquiries:
        entries[one.entry] += one.many
    total = entries.total()
    if not total:
        return []
    parts = [share(many, total) for _name, many in entries.most_common()]
    return [
        Chart(
            _("Where questions begin, per cent"), [entry_name(name) for name, _many in entries.most_common()],
            [Series(_("Share"), [round(one or 0, 1) for one in parts], [percent(one) for one in parts])], kind="bar",
            unit=pgettext("where a question began", "Entry"),
            reference=Reference(_("Article, product page"), _FROM_PRODUCTS, percent(_FROM_PRODUCTS)),
        )
    ]  # fmt: skip


def _shares(title: str, labels: Sequence[str], parts: Sequence[float | None]) -> Chart:
    shown = [percent(one) for one in parts]
    return Chart(
        title, labels, [Series(_("Share"), [round(one or 0, 1) for one in parts], shown)], kind="bar",
        unit=_("Response time"),
    )  # fmt: skip


def entry_name(entry: str) -> str:
    """Where a buyer began to write."""
    return {"product_page": _("Product page"), "store_page": _("Page of the store")}.get(entry, entry or _("Not known"))


def _device_name(device: str) -> str:
    return {"mobile": _("Phone"), "desktop": _("Computer")}.get(device, device or _("Not known"))


def _category_name(slug: str) -> str:
    if not slug:
        return _("About the store")
    try:
        return catalogue.category(slug, get_language() or "en").name
    except Refusal:
        return slug


def _classes(classes: Sequence[ResponseClass]) -> Table:
    return Table(
        "classes", _("By response time"),
        [Column(_("Response time"), "text"), Column(_("Stores")), Column(_("Questions")), Column(_("Became orders")),
         Column(_("Conversion"), "percent"), Column(_("Orders")), Column(_("In dispute")),
         Column(_("Dispute rate"), "percent"), Column(_("Communication"), "number")],
        [(class_name(one), one.stores, one.inquiries, one.bought, share(one.bought, one.inquiries), one.orders,
          one.disputed, share(one.disputed, one.orders), one.communication) for one in classes],
        note=_("The article: stores that answer soon sell %(more)s more, have %(fewer)s fewer disputes, and within"
               " 37 minutes the mark is %(mark)s.")
        % {"more": percent(_CONVERSION), "fewer": percent(_DISPUTES), "mark": f"{_RATING:.2f}"},
        empty=_("Nobody asked a store anything in this time."),
    )  # fmt: skip


def _begun(found: Messages) -> list[Table]:
    groups: Sequence[tuple[str, str, str, Callable[[Inquiries], str]]] = (
        ("entries", _("Questions by entry"), pgettext("where a question began", "Entry"),
         lambda one: entry_name(one.entry)),
        ("categories", _("Questions by category"), _("Category"),
         lambda one: _category_name(one.category)),
        ("devices", _("Questions by device"), _("Device"), lambda one: _device_name(one.device)),
    )  # fmt: skip
    total = sum(one.many for one in found.inquiries)
    tables = []
    for key, title, label, named in groups:
        many = Counter[str]()
        for one in found.inquiries:
            many[named(one)] += one.many
        rows = [(name, n, share(n, total)) for name, n in many.most_common(_CHARTED)]
        columns = [Column(label, "text"), Column(_("Questions")), Column(_("Share"), "percent")]
        tables.append(Table(key, title, columns, rows, empty=_("Nobody asked a store anything in this time.")))
    return tables


def _written(found: Messages) -> Table:
    total = sum(one.delivered for one in found.written)
    return Table(
        "answers", _("Answers by who wrote them"),
        [Column(_("Written by"), "text"), Column(_("Delivered")), Column(_("Share"), "percent"),
         Column(_("Stopped by the rules")), Column(_("Kept the rules"), "percent")],
        [(_("Automatically") if one.automatic else _("People of the store"), one.delivered,
          share(one.delivered, total), one.stopped, share(one.delivered, one.delivered + one.stopped))
         for one in sorted(found.written, key=lambda one: one.automatic)],
        empty=_("Nobody answered in this time."),
    )  # fmt: skip


def _costs(found: Messages) -> Table:
    return Table(
        "costs", _("Customer service cost, beside the return of promotions"),
        [Column(_("Store"), "text"), Column(_("Messages by people")), Column(_("Cost"), "text"), Column(_("Orders")),
         Column(_("Cost per order"), "text"), Column(_("Cost of coupons"), "text"),
         Column(_("Sold with coupons"), "text"), Column(_("Cost of coins"), "text"),
         Column(_("Sold with coins"), "text"), Column(_("Sold for each unit of this cost"), "number")],
        [(one.name, one.messages, money(one.total), one.orders, money(one.per_order) if one.per_order else None,
          money(one.promoted.coupons_cost), money(one.promoted.coupons_sold), money(one.promoted.coins_cost),
          money(one.promoted.coins_sold), one.promoted.back) for one in found.costs],
        note=_("The price of a message is the store's own; the market charges nothing for messages. Costs are those of"
               " the store's own coupons and coins; sold is what buyers paid for its orders with them, in its currency"
               " at today's rates. In the last column an order with both counts once."),
        empty=_("No store says what a message costs it."),
        links=[reverse("console_store", args=[one.slug]) for one in found.costs],
    )  # fmt: skip
