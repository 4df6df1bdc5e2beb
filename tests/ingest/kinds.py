"""One input of each kind, made on the spot: the files of a newsroom's folder, written by libraries or by hand.

``python -m tests.ingest.kinds FOLDER`` writes them; docs/ingest.md shows what is read of each.
"""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from pathlib import Path

TITLE = "Two hurt as tram leaves the rails in Varnholm"
PARAGRAPHS = (
    "Two passengers were taken to hospital on Thursday morning after a tram left the rails on the bend below the old"
    " market in Varnholm, the city's fire service said.",
    "The first car of line 7 struck a lamp post and came to rest against the wall of a bakery that had not yet opened."
    " The driver, who has worked on the line for eleven years, was not injured.",
    "The transport company closed the stretch between Market Hill and the harbour until Friday evening. Buses run every"
    " ten minutes in its place, a spokesman said.",
)
FRENCH = "Un TER percute un camion près de Saint-Aubrac, trois blessés"
ABSATZ = (
    "Trois personnes ont été légèrement blessées jeudi lorsqu'un train régional a percuté un camion immobilisé sur un"
    " passage à niveau près de Saint-Aubrac.",
    "La circulation a été interrompue entre Rodelle et Saint-Aubrac jusqu'à vendredi midi, et des autocars ont été mis"
    " en place par la région.",
)


def text(kind: str, paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """The article as text, with a sentence that names its kind so that no two files hold the same words."""
    return "\n\n".join((*paragraphs, f"The report was written for the {kind} desk of the paper."))


def html(kind: str, published: str = "2017-07-27T11:05:00+02:00") -> str:
    """The article as a page."""
    body = "".join(f"<p>{one}</p>" for one in text(kind).split("\n\n"))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Courier</title>'
        '<meta property="og:site_name" content="Courier">'
        f'<meta property="article:published_time" content="{published}">'
        f'<link rel="canonical" href="https://courier.example/{kind}"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{TITLE}</h1>{body}</article>"
        '<div id="comments"><p>I always said that this bend would be the end of somebody one day.</p></div>'
        "</body></html>"
    )


def mhtml() -> bytes:
    """The page as browsers save it in one file."""
    import quopri

    page = quopri.encodestring(html("mhtml").encode()).decode("ascii")
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/mhtml?utm_source=x\r\n"
        f"Subject: {TITLE}\r\nDate: Fri, 28 Jul 2017 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n------B\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://courier.example/mhtml\r\n\r\n{page}\r\n------B--\r\n"
    ).encode()


def pdf(lines: list[str], *, password: str = "", made: str = "20170727110500", title: str = "") -> bytes:
    """A PDF of one page with those lines; without any, one that shows nothing, as a scan without its picture."""
    import pypdf
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
         NameObject("/BaseFont"): NameObject("/Helvetica"), NameObject("/Encoding"): NameObject("/WinAnsiEncoding")}
    )  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    stream = DecodedStreamObject()
    shown = " ".join(f"({line.translate({40: None, 41: None, 92: None})}) Tj T*" for line in lines)
    stream.set_data(f"BT /F1 11 Tf 14 TL 50 790 Td {shown} ET".encode("cp1252", "replace"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/CreationDate": f"D:{made}+02'00'", **({"/Title": title} if title else {})})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def wrapped(words: str, width: int = 80) -> list[str]:
    """The lines of a printed column, an empty one between paragraphs."""
    import textwrap

    lines: list[str] = []
    for paragraph in words.split("\n\n"):
        lines += [*textwrap.wrap(paragraph, width), ""]
    return lines


def docx() -> bytes:
    """The article as a Word document."""
    import datetime

    from docx import Document

    document = Document()
    document.core_properties.created = datetime.datetime(2017, 7, 27, 9)
    document.add_heading(TITLE, level=0)
    for paragraph in text("docx").split("\n\n"):
        document.add_paragraph(paragraph)
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip((c for row in table.rows for c in row.cells), ("Year", "Hurt", "2014", "9"), strict=True):
        cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def eml() -> bytes:
    """The article as a message of a press office, with a PDF on it."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Fire Service Press Office <press@fire.example>"
    message["To"] = "desk@courier.example"
    message["Subject"] = TITLE
    message["Date"] = "Thu, 27 Jul 2017 10:30:00 +0200"
    message.set_content("\n".join(wrapped(text("e-mail"), 72)))
    message.add_attachment(
        pdf(wrapped(text("attached")), title="Statement of the fire service on the tram accident"),
        maintype="application", subtype="pdf", filename="statement.pdf",
    )  # fmt: skip
    return message.as_bytes()


def rss() -> str:
    """A feed with a whole article, and one of which it has the summary alone."""
    whole = "".join(f"&lt;p&gt;{one}&lt;/p&gt;" for one in (*PARAGRAPHS, *PARAGRAPHS[:2], "Written for the feed."))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Courier</title>
<link>https://courier.example/</link><language>en-gb</language>
<item><title>{TITLE}</title><link>https://courier.example/feed-1?utm_medium=rss</link>
<pubDate>Thu, 27 Jul 2017 23:30:00 -0700</pubDate><content:encoded>{whole}</content:encoded></item>
<item><title>Ferries stand still</title><link>https://courier.example/feed-2</link>
<pubDate>Mon, 24 Jul 2017 09:00:00 +0200</pubDate>
<description>Crews stopped work on Monday after talks with the operator broke down, their union said.</description>
</item>
</channel></rss>"""


def warc(pages: dict[str, str] | None = None, *, packed: bool = True) -> bytes:
    """A WARC of pages by address."""
    out = io.BytesIO()
    for number, (url, page) in enumerate((pages or {"https://courier.example/warc": html("warc")}).items()):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        ).encode()
        record = head + answer + b"\r\n\r\n"
        out.write(gzip.compress(record) if packed else record)
    return out.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP of those files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def parquet() -> bytes:
    """A Parquet table of two articles."""
    import datetime

    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    table = pa.table(
        {
            "headline": [TITLE, FRENCH],
            "body": [text("parquet"), "\n\n".join((*ABSATZ, "Écrit pour le format Parquet."))],
            "source": ["Courier", "Le Courrier"],
            "publish_date": [datetime.datetime(2017, 7, 27, 11, 5), datetime.datetime(2017, 1, 12, 19)],
            "link": ["https://courier.example/parquet", "https://courrier.example/parquet"],
        }
    )
    pq.write_table(table, out)
    return out.getvalue()


def folder() -> dict[str, bytes]:
    """A file of each kind, by name."""
    import csv
    import json

    row = {"title": TITLE, "url": "https://courier.example/{}", "publisher": "Courier", "published": "2017-07-27"}
    lines = io.StringIO()
    table = csv.writer(lines)
    table.writerow(["Titre", "texte", "date", "journal"])
    table.writerow([FRENCH, "\n\n".join((*ABSATZ, "Écrit pour le tableau.")), "12.01.2017", "Le Courrier"])
    record = {**row, "url": "https://courier.example/jsonl", "text": text("jsonl")}
    wacz = zipped(
        {"datapackage.json": b"{}", "archive/data.warc.gz": warc({"https://courier.example/wacz": html("wacz")})}
    )
    return {
        "article.txt": text("text").encode(),
        "article.md": f"---\ntitle: {TITLE}\npublished: 2017-07-27\n---\n{text('Markdown')}\n".encode(),
        "page.html": html("html").encode(),
        "saved.mhtml": mhtml(),
        "complete.htm": html("complete").encode(),
        "complete_files/ad.html": html("an advertisement").encode(),
        "report.pdf": pdf([TITLE, "", *wrapped(text("PDF"))], title=TITLE),
        "release.docx": docx(),
        "message.eml": eml(),
        "feed.xml": rss().encode(),
        "rows.jsonl": (json.dumps(record) + "\n").encode(),
        "table.csv": lines.getvalue().encode(),
        "table.parquet": parquet(),
        "crawl.warc.gz": warc(),
        "crawl.wacz": wacz,
        "bundle.zip": zipped({"a/inside.html": html("zip").encode(), "a/b/note.txt": text("zipped note").encode()}),
        "packed.html.gz": gzip.compress(html("gzip").encode()),
    }  # fmt: skip


def write(place: Path) -> None:
    """Write the folder."""
    for name, data in folder().items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def rows(place: Path) -> list[str]:
    """The rows of the table in docs/ingest.md: what is read of each input in the folder."""
    from timeline.ingest import read_paths
    from timeline.models import Article

    lines = ["| input | title | published | basis | language | characters |", "|---|---|---|---|---|---|"]
    for one in read_paths([place], tell=lambda line: None):
        assert isinstance(one, Article), one
        name = one.path.removeprefix(f"{place}/").partition(" (")[0]
        basis = f"{one.published_basis}, {one.published_why}" if one.published else one.published_basis
        title = one.title if len(one.title) <= 24 else f"{one.title[:24].strip()} …"
        cells = (f"`{name}`", title or "–", one.published or "–", basis, one.language, len(one.text))
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return lines


if __name__ == "__main__":
    write(Path(sys.argv[1]))
    print("\n".join(rows(Path(sys.argv[1]))))
