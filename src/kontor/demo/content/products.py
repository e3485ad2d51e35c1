"""Products of the demo market: one draft per number, the same for the same seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import product as combinations
from random import Random

from kontor.kernel.money import Money

from .categories import leaves, leaves_of
from .model import LANGUAGES, Attribute, Category, Look, Popularity, ProductDraft, SkuDraft, StoreDraft
from .pricing import charm, converted
from .stores import barcode_prefix, slugified
from .tables import read
from .texts import Picks, text

_PATTERNS = {"striped": "stripes", "ribbed": "ribs", "speckled": "specks", "quilted": "quilt", "colourful": "blocks"}
_PLAIN = ("plain", "plain", "band", "dip", "dots", "waves", "leaves")
_MOST_SKUS = 12
_MOST_SOLD = 48_000
_LETTER_SIZES = {"XS": -2, "S": -1, "M": 0, "L": 1, "XL": 2, "XXL": 3}


@cache
def _names() -> Mapping[str, Sequence[str]]:
    return read("brands")


@cache
def _group_of(parent: str) -> str:
    return {
        "home-kitchen": "home", "shoes-bags": "footwear_bags", "jewellery-watches": "jewellery",
    }.get(parent, parent)  # fmt: skip


@cache
def _choice_of_categories(focus: tuple[str, ...]) -> tuple[Category, ...]:
    """The leaves of the store's own field, all leaves for a store without one."""
    own = tuple(leaf for top in focus for leaf in leaves_of(top))
    return own or leaves()


def check_digit(digits: str) -> str:
    """The thirteenth digit of an EAN-13 for the first twelve."""
    total = sum(map(int, digits[0::2])) + 3 * sum(map(int, digits[1::2]))
    return str(-total % 10)


def _barcode(country: str, seed: int, index: int, position: int) -> str:
    number = (index * _MOST_SKUS + position + seed * 7_919) * 387_420_489 % 1_000_000_000
    digits = f"{barcode_prefix(country)}{number:09d}"
    return digits + check_digit(digits)


def _axis_values(chance: Random, attribute: Attribute, room: int) -> tuple[str, ...]:
    codes = [option.code for option in attribute.options]
    most = min(len(codes), room)
    if attribute.code == "colour":
        return tuple(chance.sample(codes, chance.randint(1, min(4, most))))
    count = chance.randint(min(2, most), most)
    start = chance.randint(0, len(codes) - count)
    return tuple(codes[start : start + count])


def _axes(chance: Random, category: Category) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The values that each axis takes, together at most twelve SKUs."""
    room = _MOST_SKUS
    result = []
    for code in category.axes:
        values = _axis_values(chance, category.attribute(code), room)
        room = max(1, room // len(values))
        result.append((code, values))
    return tuple(result)


def _popularity(chance: Random) -> Popularity:
    rank = 1.0 - chance.random()
    sold = min(_MOST_SOLD, int(2.2 * rank**-1.05) - 2)
    ratings = int(sold * chance.uniform(0.08, 0.3))
    stars = Decimal(round(min(5.0, max(2.6, chance.gauss(4.62, 0.24))) * 10)) / 10
    views = sold * chance.randint(14, 60) + chance.randint(3, 400)
    return Popularity(sold * 4 + ratings + 1, views, sold, ratings, stars if ratings else Decimal(0))


def _growth(axes: tuple[tuple[str, str], ...], category: Category) -> int:
    """How much larger this SKU is than the smallest, in per cent of price steps."""
    step = 0
    for code, value in axes:
        if code in ("colour", "plug", "size", "eu_size", "ring_size", "neck_cm"):
            continue
        codes = [option.code for option in category.attribute(code).options]
        step += codes.index(value)
    return step


def _sizing(axes: tuple[tuple[str, str], ...]) -> int:
    for code, value in axes:
        if code == "size":
            return _LETTER_SIZES.get(value, 0) * 4
        if code == "eu_size":
            return (int(value) - 40) * 2
    return 0


def _code(text_: str) -> str:
    return "".join(sign for sign in text_.upper() if sign.isalnum())[:4]


@cache
def _short(text_: str) -> str:
    return _code(slugified(text_)) or "X"


def _skus(
    chance: Random,
    seed: int,
    index: int,
    store: StoreDraft,
    category: Category,
    brand: str,
    axes: tuple[tuple[str, tuple[str, ...]], ...],
    hs_code: str,
    sold: int,
) -> tuple[SkuDraft, ...]:
    low, high = category.price_cny
    spread = chance.random() ** 1.6 * 0.62 + 0.02
    base = int((low + (high - low) * spread) * 100)
    discount = chance.choice((0, 0, 0, 10, 15, 20, 25, 30))
    weight = category.weight_g * chance.randint(86, 116) // 100
    stem = f"{_short(brand)[:3]}-{_short(category.slug)[:3]}-{index:05d}"
    result: list[SkuDraft] = []
    codes = [[(code, value) for value in values] for code, values in axes]
    for position, combination in enumerate(combinations(*codes)):
        growth = _growth(combination, category)
        price = _price(min(high * 100, base * (100 + 9 * growth) // 100), store)
        listed = charm(price.minor * 100 // (100 - discount), store.currency, store.price_style) if discount else None
        larger = 100 + 7 * growth + _sizing(combination)
        width, depth, height = category.size_mm
        side = 100 + (larger - 100) // 3
        result.append(
            SkuDraft(
                code="-".join((stem, *(_short(value) for _, value in combination))),
                axes=combination,
                barcode=_barcode(store.country, seed, index, position),
                price=price,
                list_price=listed if listed is not None and price < listed else None,
                stock=_stock(chance, sold),
                weight_g=max(2, weight * larger // 100),
                size_mm=(width * side // 100, depth * side // 100, height * side // 100),
                hs_code=hs_code,
            )
        )
    return tuple(result)


def _price(fen: int, store: StoreDraft) -> Money:
    return charm(converted(fen, store.currency), store.currency, store.price_style)


def _stock(chance: Random, sold: int) -> int:
    draw = chance.random()
    if draw < 0.04:
        return 0
    if draw < 0.14:
        return chance.randint(1, 9)
    return chance.randint(10, 180 + min(1_800, sold))


def _facts(
    chance: Random, category: Category, axes: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_axis = dict(axes)
    result = []
    for attribute in category.attributes:
        values = by_axis.get(attribute.code) or (chance.choice(attribute.options).code,)
        result.append((attribute.code, values))
    return tuple(result)


def _sentences(chance: Random, category: Category) -> tuple[int, ...]:
    own = len(category.sentences) - 3
    order = list(range(own))
    chance.shuffle(order)
    return (*order[:3], own + chance.randrange(3))


def _look(chance: Random, category: Category, style: str, material: str, colours: tuple[str, ...]) -> Look:
    pattern = _PATTERNS.get(style) or chance.choice(_PLAIN)
    shape = (
        chance.random(), chance.random(), chance.random(), chance.random(), chance.random(), chance.random(),
    )  # fmt: skip
    return Look(category.drawing, shape, pattern, material, colours, chance.randrange(12))


def product(seed: int, index: int, store: StoreDraft) -> ProductDraft:
    """The product with this number (unique over all stores), offered by `store`."""
    chance = Random(f"{seed}:{index}")
    pool = leaves() if chance.random() < 0.06 else _choice_of_categories(store.focus)
    category = pool[int(chance.random() * len(pool))]
    names = _names()
    brand = chance.choice(names[_group_of(category.parent)])
    series = chance.choice(names["series"])
    axes = _axes(chance, category)
    facts = _facts(chance, category, axes)
    chosen = dict(facts)
    material = chosen.get("material", ("",))[0]
    style = chance.choice(category.styles)
    picks = Picks(
        category=category,
        brand=brand,
        series=series,
        kind=chance.choice(category.kinds),
        style=style,
        material=material,
        use=chance.choice(category.uses),
        facts=facts,
        sentences=_sentences(chance, category),
        closing=chance.randrange(5),
        bullets=chance.randint(4, 6),
    )
    popularity = _popularity(chance)
    hs_code = category.hs_prefix
    languages = LANGUAGES if index % 10 == 0 else tuple(dict.fromkeys((store.language, "en")))
    texts = {language: text(picks, language) for language in languages}
    colours = chosen.get("colour") or ("graphite",)
    in_axes = set(category.axes)
    return ProductDraft(
        index=index,
        slug=f"{slugified(texts['en'].title)[:80].strip('-')}-{index}",
        store=store.slug,
        category=category.slug,
        brand=brand,
        series=series,
        texts=texts,
        attributes=tuple((code, values[0]) for code, values in facts if code not in in_axes),
        axes=category.axes,
        skus=_skus(chance, seed, index, store, category, brand, axes, hs_code, popularity.sold),
        hs_code=hs_code,
        export_controlled=category.export_controlled,
        popularity=popularity,
        listed_days_ago=int(chance.random() ** 1.3 * 700) + 1,
        look=_look(chance, category, style, material, colours),
    )
