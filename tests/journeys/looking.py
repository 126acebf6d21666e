"""Looking at pages in a browser: axe, the content policy, the console, the width, and a picture."""

import base64
import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

AXE = (Path(__file__).parent.parent / "ui/axe/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE = (1366, 860), (390, 844)


@dataclass
class Look:
    """What one look at one page in one size found."""

    name: str
    size: str
    picture: bytes
    faults: list[str] = field(default_factory=list)


class Window:
    """One browser window of one visitor in one language, turned from a desk into a phone and back."""

    def __init__(self, browser: Any, url: str, cookies: Mapping[str, str], language: str) -> None:
        self.url = url
        self.troubles: list[str] = []
        self.context = browser.new_context(base_url=url, viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
        wanted = {**cookies, "simpul-language": language}
        self.context.add_cookies([{"name": name, "value": value, "url": url} for name, value in wanted.items()])
        self.page = self.context.new_page()
        self.debugger = self.context.new_cdp_session(self.page)
        listen(self.page, url, self.troubles)

    def look(self, path: str, name: str, *, expected: int = 200) -> Iterator[Look]:
        """Open a page and look at it as on a desk, then as on a phone."""
        status = self.page.goto(path, wait_until="load").status
        self.debugger.send("Runtime.evaluate", {"expression": f"{AXE};1"})
        for size, (width, height), is_phone in (("desktop", DESKTOP, False), ("phone", PHONE, True)):
            self._turn(width, height, is_phone)
            faults = [f"answered {status}"] if status != expected else []
            faults += self._violations() + self._too_wide()
            yield Look(name, size, self._picture(width, height), faults + self._drained())

    def _turn(self, width: int, height: int, is_phone: bool) -> None:
        shape = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone}
        self.debugger.send("Emulation.setDeviceMetricsOverride", shape)
        self.debugger.send("Emulation.setTouchEmulationEnabled", {"enabled": is_phone})

    def _violations(self) -> list[str]:
        found = self.page.evaluate(
            f"axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}}).then(r => r.violations)"
        )
        return [f"axe {one['id']} ({one['impact']}): {[node['target'] for node in one['nodes']][:3]}" for one in found]

    def _too_wide(self) -> list[str]:
        over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [f"scrolls sideways by {over} px"] if over > 0 else []

    def _picture(self, width: int, height: int) -> bytes:
        whole = self.page.evaluate("Math.min(document.documentElement.scrollHeight, 2400)")
        clip = {"x": 0, "y": 0, "width": width, "height": max(height, whole), "scale": 0.5}
        shot = self.debugger.send(
            "Page.captureScreenshot", {"format": "jpeg", "quality": 70, "clip": clip, "captureBeyondViewport": True}
        )
        return base64.b64decode(shot["data"])

    def _drained(self) -> list[str]:
        found, self.troubles[:] = list(self.troubles), []
        return found


@contextlib.contextmanager
def window(browser: Any, url: str, cookies: Mapping[str, str], language: str) -> Iterator[Window]:
    """A window that is closed afterwards."""
    opened = Window(browser, url, cookies, language)
    yield opened
    opened.context.close()


def listen(page: Any, url: str, troubles: list[str]) -> None:
    """Write down every error in the console, broken policy, fault of a script and request to another place."""

    def said(message: Any) -> None:
        # A refused page is a page: the browser notes its status as an error, and the caller looks at it.
        if message.type == "error" and "Failed to load resource" not in message.text:
            troubles.append(f"console: {message.text}")

    def asked(sent: Any) -> None:
        # The last two: the browser's own viewer of papers.
        if not sent.url.startswith((url, "data:", "chrome-extension:", "chrome:")):
            troubles.append(f"outside: {sent.url}")

    page.on("console", said)
    page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    page.on("request", asked)
