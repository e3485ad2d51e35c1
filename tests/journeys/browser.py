"""A person at a browser: Chromium driven by what is on the page, in any language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = which("chromium-headless-shell") or "/usr/bin/chromium"  # the one without windows is lighter
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--disable-blink-features=AutomationControlled",  # a shopper's browser does not call itself a program
]  # fmt: skip
_PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile "
    "Safari/537.36"
)
_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],  # what passes is not described node by node: half of the time
}
_VIOLATIONS = "rules => axe.run(rules).then(found => found.violations)"
# All that axe judges, without what changes from one reader to the next: what words say, numbers, addresses.
_SKELETON = """() => {
    const said = new Set(
        "href src srcset value content id for name action datetime lang d points text-anchor autocomplete".split(" "));
    const says = /^(data-|hx-|aria-(label|describedby|controls|labelledby|value)|title|alt|placeholder)/;
    const of = each => [...each.attributes].map(({name, value}) =>
        said.has(name) || says.test(name)
            ? `${name}${value.trim() ? "" : "!"}`
            : `${name}=${value.replace(/-?[0-9]+([.][0-9]+)?/g, "#")}`).sort().join(" ");
    const words = each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()) ? "w" : "";
    const line = each => `${each.tagName} ${of(each)} ${words(each)}`;
    const judged = "*:not(link[rel=preload])";  // which font comes early hangs on the language, and axe reads none
    const kinds = new Set([...document.querySelectorAll(judged)].map(each =>
        [each, each.parentElement, each.parentElement?.parentElement].map(one => one ? line(one) : "").join(" < ")));
    return [innerWidth, matchMedia("(prefers-color-scheme: dark)").matches, ...[...kinds].sort()].join("\\n");
}"""
_CUT = """() => {
    const found = [], root = document.documentElement;
    const wide = root.scrollWidth - root.clientWidth, said = each => each.textContent.trim().slice(0, 40);
    if (wide > 1) found.push(`scrolls sideways by ${wide} px`);
    const looked = "main h1, main h2, main .btn, main .k-badge, main label, main legend";
    for (const each of document.querySelectorAll(looked)) {
        const style = getComputedStyle(each), box = each.getBoundingClientRect();
        if (box.width < 2 || style.position === "absolute") continue;
        if (style.overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1)
            found.push(`cut: ${each.tagName} “${said(each)}”`);
        if (box.right > root.clientWidth + 1 && !each.closest(".k-tabs, .overflow-x-auto, [data-scroll]"))
            found.push(`beyond the edge: ${each.tagName} “${said(each)}”`);
    }
    return found;
}"""
_found_whole: set[int] = set()  # pages of this process in which axe found nothing


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser for many people."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


class Person:
    """Somebody with a window of their own.

    Args:
        width: of the window in CSS pixels; below 640 it is a phone.
        language: as the browser asks for it.
        scripts: whether JavaScript runs.
        phone: it has a touch screen, a phone's words for itself, and no mouse.
        dark: the person likes it dark.
    """

    def __init__(
        self,
        browser: Browser,
        url: str,
        *,
        width: int,
        language: str,
        scripts: bool = True,
        phone: bool = False,
        dark: bool = False,
    ) -> None:
        self.url = url
        self.scripts = scripts
        self.context = browser.new_context(
            base_url=url, viewport={"width": width, "height": 844}, locale=language, java_script_enabled=scripts,
            reduced_motion="reduce", color_scheme="dark" if dark else "light", is_mobile=phone, has_touch=phone,
            user_agent=_PHONE if phone else None,
        )  # fmt: skip
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(60_000)  # a machine that runs other tests at the same time is slow
        self.troubles: list[str] = []
        self.checked: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._look)
        self.page.on(
            "console", lambda said: said.type == "error" and self.troubles.append(f"{self.page.url}: {said.text}")
        )

    def _look(self, response: Any) -> None:
        if response.status >= 400 and response.url.startswith(self.url):
            self.troubles.append(f"{response.status} {response.url}")

    def open(self, path: str) -> None:
        self.page.goto(path)

    def fill(self, **fields: str) -> None:
        """Type into fields of the page's main part, by name."""
        for name, value in fields.items():
            box = self.page.locator(f'main [name="{name}"]:visible').first
            if box.evaluate("element => element.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)

    def press(self, selector: str) -> None:
        """Press a button or follow a link, and wait for the page that comes."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def send(self, action: str, button: str = "button[type=submit]") -> None:
        """Send the form of the main part that goes to `action`."""
        self.press(f'main form[action="{action}"] {button}')

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def look(self) -> None:
        """The page must hold for everybody: nothing that axe finds, no sideways scrolling."""
        wide = (
            self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if self.scripts
            else 0
        )
        if wide > 1:
            self.troubles.append(f"{self.page.url} scrolls sideways by {wide} px")
        if not self.scripts:
            return
        skeleton = hash(self.page.evaluate(_SKELETON))
        if skeleton in _found_whole:  # the same page in another language, or with other goods
            self.checked.append(self.page.url)
            return
        self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(_VIOLATIONS, _RULES)
        if not found:
            _found_whole.add(skeleton)
        self.troubles += [
            f"{self.page.url}: {issue['id']} at {[node['target'] for node in issue['nodes'][:3]]}" for issue in found
        ]
        self.checked.append(self.page.url)

    def narrow(self) -> None:
        """The page must hold at its width: no sideways scrolling, no words cut off in buttons, tabs and headings."""
        for trouble in self.page.evaluate(_CUT):
            self.troubles.append(f"{self.page.url}: {trouble}")

    def picture(self, folder: Path, name: str) -> None:
        """Keep a screenshot of the whole page."""
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)

    def leave(self) -> None:
        self.context.close()
