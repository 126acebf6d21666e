"""Makes the files under simpul/ui/static/ui/ from the packages that package-lock.json names.

    cd frontend && npm ci --ignore-scripts && python3 build.py

The result is committed, so that a machine that runs the program needs no Node. Same lock file, same bytes.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
STATIC = HERE.parent / "simpul" / "ui" / "static" / "ui"
AXE = HERE.parent / "tests" / "ui" / "axe"

FONTS = {"latin": "inter-latin-wght-normal.woff2", "latin-ext": "inter-latin-ext-wght-normal.woff2"}
# Tabler's package carries no licence file: its text is the MIT licence, with the names from the head of its stylesheet.
LICENCES = {
    "htmx.txt": PACKAGES / "htmx.org" / "LICENSE",
    "inter.txt": PACKAGES / "@fontsource-variable" / "inter" / "LICENSE",
    "tabler.txt": HERE / "tabler-licence.txt",
    "tabler-icons.txt": PACKAGES / "@tabler" / "icons" / "LICENSE",
}
DARK = "[data-bs-theme=dark]"


def main() -> None:
    """Write every file anew."""
    (STATIC / "licences").mkdir(parents=True, exist_ok=True)
    (STATIC / "tabler.css").write_text(with_automatic_theme(_tabler()), encoding="utf-8")
    (STATIC / "icons.svg").write_text(sprite((HERE / "icons.txt").read_text().split()), encoding="utf-8")
    shutil.copyfile(PACKAGES / "htmx.org" / "dist" / "htmx.min.js", STATIC / "htmx.js")
    for subset, file in FONTS.items():
        shutil.copyfile(PACKAGES / "@fontsource-variable" / "inter" / "files" / file, STATIC / f"inter-{subset}.woff2")
    for name, source in LICENCES.items():
        shutil.copyfile(source, STATIC / "licences" / name)
    AXE.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(PACKAGES / "axe-core" / "axe.min.js", AXE / "axe.min.js")
    shutil.copyfile(PACKAGES / "axe-core" / "LICENSE", AXE / "LICENSE")


def with_automatic_theme(css: str) -> str:
    """The stylesheet, and its dark rules once more for readers who leave the choice to their system.

    Tabler knows only light and dark. Without this a page would have to wait for a script to learn which it is.
    """
    dark = "".join(_dark_rules(css))
    return f"{css}\n@media (prefers-color-scheme:dark){{{dark}}}\n"


def sprite(names: list[str]) -> str:
    """One SVG with a symbol for each icon; lines and colours come from the page that uses it."""
    symbols = "\n".join(f'<symbol id="{name}" viewBox="0 0 24 24">{_strokes(name)}</symbol>' for name in sorted(names))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def _tabler() -> str:
    css = (PACKAGES / "@tabler" / "core" / "dist" / "css" / "tabler.min.css").read_text(encoding="utf-8")
    outside = [
        address for address in re.findall(r"url\(\s*[\"']?([^\"')]{1,40})", css) if not address.startswith("data:")
    ]
    if outside or "@import" in css:
        raise SystemExit(f"Tabler's stylesheet asks for something outside: {outside}")
    return re.sub(r"\n?/\*# sourceMappingURL=.*?\*/", "", css).rstrip()


def _strokes(name: str) -> str:
    svg = (PACKAGES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg").read_text(encoding="utf-8")
    body = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    shapes = [shape for shape in re.findall(r"<[^>]+/>", body) if 'd="M0 0h24v24H0z"' not in shape]
    return "".join(re.sub(r"\s+", " ", shape).replace(" />", "/>") for shape in shapes)


def _dark_rules(css: str) -> Iterator[str]:
    """The rules that a page gets by asking for the dark theme on its root element."""
    for selectors, body in _rules(css):
        ours = [selector for selector in selectors.split(",") if re.match(rf"(:root)?{re.escape(DARK)}", selector)]
        if ours and selectors[0] != "@":
            yield f"{','.join(ours).replace(DARK, '[data-bs-theme=auto]')}{{{body}}}"


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selector and body of every rule at the outermost level."""
    depth, start, opened, quote = 0, 0, 0, ""
    for place, character in enumerate(css):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "{":
            depth += 1
            opened = place if depth == 1 else opened
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield re.sub(r"/\*.*?\*/", "", css[start:opened], flags=re.S).strip(), css[opened + 1 : place]
                start = place + 1


if __name__ == "__main__":
    main()
