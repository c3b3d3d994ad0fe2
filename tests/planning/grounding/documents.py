"""Documents made for tests: a PDF with a text layer, drawn by hand, and a Word document."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF whose pages hold these lines as text; an empty page holds none."""
    bodies: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    bodies.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    bodies.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    bodies.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
        bodies.append(f"{page} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        shown = "".join(f"({_escaped(line)}) Tj T* " for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 740 Td {shown}ET".encode("latin-1")
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(bodies)


def bomb(drawn: bytes, where: str) -> bytes:
    """A PDF of one page whose content, or a form on it, is this deflated drawing."""
    stream = b"<< /Filter /FlateDecode /Length %d /Subtype /Form >>\nstream\n%s\nendstream" % (len(drawn), drawn)
    drawing = b"/MediaBox [0 0 612 792] /Resources << /XObject << /X 4 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R " + drawing + b" >>"
    short = b"<< /Length 4 >>\nstream\n/X Do\nendstream"
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page % (4 if where == "content" else 5),
            stream,
            short,
        ]
    )


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(bodies: Sequence[bytes]) -> bytes:
    held, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(held))
        held += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(held)
    held += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    held += b"".join(b"%010d 00000 n \n" % place for place in places)
    held += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, table)
    return bytes(held)


def word(*paragraphs: tuple[str, str]) -> bytes:
    """A Word document of (style, text)."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()
