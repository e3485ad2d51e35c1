"""What an archive looks like: JSON per area for programs, one page for people (ACC-42)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.utils.translation import get_language_info, gettext

from kontor.platform.privacy import Area

_FOLDER = Path(__file__).resolve().parent / "texts"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the oldest a ZIP can say; when it was made stands inside


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine(dirs=[str(_FOLDER)], builtins=["django.templatetags.i18n"])


def packed(areas: Sequence[Area], *, made_at: datetime, language: str) -> bytes:
    """A ZIP of `areas` in the active language: UTF-8, ISO 8601 times in UTC, amounts in minor units with currency."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        _put(bundle, "index.html", _page(areas, made_at, language).encode())
        for area in areas:
            _put(bundle, f"data/{area.name}.json", _json(area, made_at).encode())
            for file in area.files:
                _put(bundle, file.name, file.content)
    return target.getvalue()


def _put(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    bundle.writestr(entry, content)


def _json(area: Area, made_at: datetime) -> str:
    body = {
        "area": area.name,
        "title": gettext(area.title),
        "made_at": made_at.isoformat(),
        "columns": {name: gettext(title) for name, title in area.labels.items()},
        "rows": area.rows,
    }
    return json.dumps(body, ensure_ascii=False, indent=1)


def _page(areas: Sequence[Area], made_at: datetime, language: str) -> str:
    context = {
        "areas": [
            {
                "name": area.name,
                "title": gettext(area.title),
                "rows": [_told(area, row) for row in area.rows],
                "files": [file.name for file in area.files],
            }
            for area in areas
        ],
        "made_at": made_at.isoformat(timespec="minutes"),
        "language": language,
        "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "web": settings.KONTOR.web_url,
    }
    return str(_engine().get_template("archive.html").render(Context(context)))


def _told(area: Area, row: dict[str, Any]) -> list[tuple[str, str]]:
    """Label and value of what a row says; what says nothing is left to the JSON."""
    return [
        (gettext(area.labels[name]) if name in area.labels else name.replace("_", " "), _text(value))
        for name, value in row.items()
        if value not in (None, "", [], {})
    ]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_text(part)}" for name, part in value.items() if part not in (None, "", [], {}))
    if isinstance(value, list):
        return ", ".join(_text(part) for part in value)
    return str(value)
