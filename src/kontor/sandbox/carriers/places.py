"""Where parcels pass: a gateway city, a local city and the hours ahead of UTC, by country."""

from __future__ import annotations

from typing import NamedTuple


class Country(NamedTuple):
    """Places of a country on a parcel's way."""

    gateway: str
    local: str
    hours: int
    carrier: str


_COUNTRIES = {
    "CN": Country("Shenzhen", "Yiwu", 8, "China Post"),
    "US": Country("Los Angeles", "Austin", -6, "USPS"),
    "CA": Country("Toronto", "Ottawa", -5, "Canada Post"),
    "BR": Country("Curitiba", "Campinas", -3, "Correios"),
    "MX": Country("Mexico City", "Puebla", -6, "Correos de México"),
    "CL": Country("Santiago", "Concepción", -4, "CorreosChile"),
    "ES": Country("Madrid", "Valencia", 1, "Correos"),
    "FR": Country("Paris", "Lyon", 1, "La Poste"),
    "DE": Country("Frankfurt", "Leipzig", 1, "Deutsche Post DHL"),
    "IT": Country("Milan", "Bologna", 1, "Poste Italiane"),
    "NL": Country("Amsterdam", "Utrecht", 1, "PostNL"),
    "PL": Country("Warsaw", "Kraków", 1, "Poczta Polska"),
    "PT": Country("Lisbon", "Porto", 0, "CTT"),
    "BG": Country("Sofia", "Plovdiv", 2, "Bulgarian Posts"),
    "GB": Country("London", "Leeds", 0, "Royal Mail"),
    "RU": Country("Moscow", "Kazan", 3, "Russian Post"),
    "UA": Country("Kyiv", "Lviv", 2, "Ukrposhta"),
    "IL": Country("Tel Aviv", "Haifa", 2, "Israel Post"),
    "JP": Country("Osaka", "Nagoya", 9, "Japan Post"),
    "KR": Country("Incheon", "Daejeon", 9, "Korea Post"),
    "AU": Country("Sydney", "Canberra", 10, "Australia Post"),
}


def of(country: str) -> Country:
    """The places of a country; of one that is not listed, its code."""
    return _COUNTRIES.get(country) or Country(f"{country} gateway", f"{country} local depot", 0, "local carrier")
