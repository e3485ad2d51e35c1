"""Documents for paper: a Typst template beside the code that fills it, and plain data.

Data never becomes markup: a template reads it as JSON, so that what people typed is printed as it is. Letters come
from the system's fonts; those that the templates name are Noto (docs/operate/README.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kontor.platform.later import Later

typst = Later("typst")
SCRIPTS = {"zh-hans": ("zh", "CN"), "pt-br": ("pt", "BR")}


def pdf(template: Path, data: Mapping[str, Any], language: str) -> bytes:
    """The PDF that `template` makes of `data`; in it `sys.inputs.data` is JSON with `lang` and `region` added."""
    lang, region = SCRIPTS.get(language, (language.partition("-")[0] or "en", None))
    told = json.dumps({**data, "lang": lang, "region": region}, ensure_ascii=False)
    return bytes(typst.compile(template, root=template.parent, sys_inputs={"data": told}))
