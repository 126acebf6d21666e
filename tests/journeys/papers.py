"""Reading a paper back."""

import pypdfium2


def text_of(content: bytes) -> str:
    """All words of a PDF, with single spaces."""
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [document[number] for number in range(len(document))]
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    finally:
        document.close()
