"""What a country sets by default: currency and language (ACC-04). ISO 3166 codes, CLDR's data of 2026."""

from __future__ import annotations

from dataclasses import dataclass

_BY_CURRENCY = {
    "EUR": "AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM VA YT",
    "USD": "AS BQ EC FM GU MH MP PR PW SV TC TL US VG VI ZW", "XCD": "AG AI DM GD KN LC MS VC", "NZD": "CK NU NZ PN TK",
    "XOF": "BF BJ CI GW ML NE SN TG", "XAF": "CF CG CM GA GQ TD", "AUD": "AU CC CX KI NF NR TV", "XPF": "NC PF WF",
    "GBP": "GB GG IM JE", "DKK": "DK FO GL", "ZAR": "LS NA ZA", "INR": "BT IN", "MAD": "EH MA", "CHF": "CH LI",
    "ILS": "IL PS", "NOK": "NO SJ", "XCG": "CW SX", "AED": "AE", "AFN": "AF", "ALL": "AL", "AMD": "AM", "AOA": "AO",
    "ARS": "AR", "AWG": "AW", "AZN": "AZ", "BAM": "BA", "BBD": "BB", "BDT": "BD", "BHD": "BH", "BIF": "BI", "BMD": "BM",
    "BND": "BN", "BOB": "BO", "BRL": "BR", "BSD": "BS", "BWP": "BW", "BYN": "BY", "BZD": "BZ", "CAD": "CA", "CDF": "CD",
    "CLP": "CL", "CNY": "CN", "COP": "CO", "CRC": "CR", "CUP": "CU", "CVE": "CV", "CZK": "CZ", "DJF": "DJ", "DOP": "DO",
    "DZD": "DZ", "EGP": "EG", "ERN": "ER", "ETB": "ET", "FJD": "FJ", "FKP": "FK", "GEL": "GE", "GHS": "GH", "GIP": "GI",
    "GMD": "GM", "GNF": "GN", "GTQ": "GT", "GYD": "GY", "HKD": "HK", "HNL": "HN", "HTG": "HT", "HUF": "HU", "IDR": "ID",
    "IQD": "IQ", "IRR": "IR", "ISK": "IS", "JMD": "JM", "JOD": "JO", "JPY": "JP", "KES": "KE", "KGS": "KG", "KHR": "KH",
    "KMF": "KM", "KPW": "KP", "KRW": "KR", "KWD": "KW", "KYD": "KY", "KZT": "KZ", "LAK": "LA", "LBP": "LB", "LKR": "LK",
    "LRD": "LR", "LYD": "LY", "MDL": "MD", "MGA": "MG", "MKD": "MK", "MMK": "MM", "MNT": "MN", "MOP": "MO", "MRU": "MR",
    "MUR": "MU", "MVR": "MV", "MWK": "MW", "MXN": "MX", "MYR": "MY", "MZN": "MZ", "NGN": "NG", "NIO": "NI", "NPR": "NP",
    "OMR": "OM", "PAB": "PA", "PEN": "PE", "PGK": "PG", "PHP": "PH", "PKR": "PK", "PLN": "PL", "PYG": "PY", "QAR": "QA",
    "RON": "RO", "RSD": "RS", "RUB": "RU", "RWF": "RW", "SAR": "SA", "SBD": "SB", "SCR": "SC", "SDG": "SD", "SEK": "SE",
    "SGD": "SG", "SHP": "SH", "SLE": "SL", "SOS": "SO", "SRD": "SR", "SSP": "SS", "STN": "ST", "SYP": "SY", "SZL": "SZ",
    "THB": "TH", "TJS": "TJ", "TMT": "TM", "TND": "TN", "TOP": "TO", "TRY": "TR", "TTD": "TT", "TWD": "TW", "TZS": "TZ",
    "UAH": "UA", "UGX": "UG", "UYU": "UY", "UZS": "UZ", "VES": "VE", "VND": "VN", "VUV": "VU", "WST": "WS", "YER": "YE",
    "ZMW": "ZM",
}  # fmt: skip

_BY_LANGUAGE = {
    "zh-hans": "CN HK MO TW",
    "es": "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE",
    "fr": "BE BF BI BJ BL CD CF CG CI CM DJ DZ FR GA GF GN GP HT KM LU MA MC MF MG ML MQ NC NE PF PM RE SN TD TG TN WF"
    " YT",
    "ru": "BY KG KZ RU",
    "pt-br": "AO BR CV GW MZ PT ST",
    "bg": "BG",
}

LANGUAGES = ("en", "zh-hans", "es", "fr", "ru", "pt-br", "bg")

_CURRENCY = {country: currency for currency, countries in _BY_CURRENCY.items() for country in countries.split()}
_LANGUAGE = {country: language for language, countries in _BY_LANGUAGE.items() for country in countries.split()}

COUNTRIES = tuple(sorted(_CURRENCY))
"""ISO codes of every country and region in which a buyer may live."""

CURRENCIES = (
    "USD", "EUR", "GBP", "CNY", "JPY", "RUB", "BRL", "CAD", "AUD", "MXN", "CHF", "SEK", "NOK", "DKK",
    "PLN", "CZK", "HUF", "RON", "TRY", "UAH", "KZT", "INR", "IDR", "KRW", "HKD", "SGD", "THB", "VND",
    "ILS", "AED", "SAR", "KWD", "ZAR", "CLP", "COP", "PEN", "ARS", "NZD", "MYR",
)  # fmt: skip
"""Currencies in which a buyer may see prices; a country with another one starts in US dollars."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """Where a buyer of a country starts; both can be changed later."""

    currency: str
    language: str


def country_defaults(country: str) -> Defaults:
    """Currency and language that `country` sets (ACC-04); US dollars and English where we have no better."""
    currency = _CURRENCY.get(country, "USD")
    return Defaults(currency if currency in CURRENCIES else "USD", _LANGUAGE.get(country, "en"))
