"""Contact sheets: every page of the crawl beside every other, to be looked at by a person."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from tests.journeys.looking import Look

REPORTS = Path(__file__).resolve().parent.parent.parent / "reports"
WIDTHS, COLUMNS, HEIGHT, LINE = {"desktop": 455, "phone": 195}, {"desktop": 4, "phone": 9}, 420, 16


def write_sheets(looks: Sequence[Look], language: str) -> list[Path]:
    """One sheet for each size, and every picture by itself in a folder."""
    written = []
    for size in WIDTHS:
        chosen = sorted((look for look in looks if look.size == size), key=lambda look: look.name)
        folder = REPORTS / "pages" / f"{language}-{size}"
        folder.mkdir(parents=True, exist_ok=True)
        for look in chosen:
            (folder / f"{look.name.replace(':', '.').replace('/', '_')}.jpg").write_bytes(look.picture)
        path = REPORTS / f"contact-sheet-{language}-{size}.png"
        _sheet(chosen, WIDTHS[size], COLUMNS[size]).save(path, optimize=False)
        written.append(path)
    return written


def _sheet(looks: Sequence[Look], width: int, columns: int) -> Image.Image:
    rows = -(-len(looks) // columns)
    sheet = Image.new("RGB", (columns * (width + 8), max(1, rows) * (HEIGHT + LINE + 8)), "#888888")
    draw = ImageDraw.Draw(sheet)
    for position, look in enumerate(looks):
        x, y = position % columns * (width + 8), position // columns * (HEIGHT + LINE + 8)
        picture = Image.open(io.BytesIO(look.picture))
        picture = picture.resize((width, round(picture.height * width / picture.width)))
        sheet.paste(picture.crop((0, 0, width, min(HEIGHT, picture.height))), (x, y + LINE))
        draw.text((x + 2, y + 2), look.name[: width // 6], fill="red" if look.faults else "white")
    return sheet
