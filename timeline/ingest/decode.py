"""Bytes to text: UTF-8, UTF-16, then the old 8-bit encodings; what is no text at all is refused."""

from __future__ import annotations

import codecs
import re

from timeline.ingest.fault import Fault

MAX_BYTES = 10_000_000
"""The most that one article may weigh. The longest newspaper features stay under 0.2 MB; books are under 5 MB."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark opens it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "compressed data"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich-text document"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x9f]")
# What cchardet answers for the languages of Western Europe, and confuses with one another on short texts.
WESTERN = {"iso-8859-1", "iso-8859-15", "windows-1252", "iso-8859-9", "windows-1254", "iso-8859-3", "windows-1258"}
SURE = 0.6
# What French, German, Spanish, Italian and Portuguese write beyond ASCII. Czech or Polish bytes read as CP1252 give
# other signs besides (ø ì ý ³ ¹ ¿), Russian ones hardly anything else than letters.
USUAL = frozenset("àâäáãçéèêëíîïóôöõùûüúñßœæÀÂÄÁÇÉÈÊËÍÎÓÔÖÙÛÜÚÑŒ«»“”„‘’–—…€°§©®´\u00a0\u00ad·•¿¡ªº")
SAVE_AS = "save it as plain text in UTF-8"


def decode(data: bytes) -> str:
    """The text of a file, without byte-order mark.

    Raises Fault where the bytes are empty, too many, or no text.
    """
    if len(data) > MAX_BYTES:
        raise too_large(len(data))
    if not data.strip():
        raise Fault("is empty", "put the article's text into it")
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise Fault(f"is {what}, not text", SAVE_AS)
    text = _by_mark(data) or _by_guess(data)
    # Terminal colours and form feeds occur in real text; more than a sprinkle of controls does not.
    if len(CONTROLS.findall(text)) * 200 > len(text):
        raise Fault("is binary data, not text", SAVE_AS)
    if not text.strip("\ufeff \t\r\n"):
        raise Fault("is empty", "put the article's text into it")
    return text


def too_large(size: int) -> Fault:
    """The Fault of an input of that many bytes."""
    return Fault(
        f"is {size / 1e6:.1f} MB, more than the {MAX_BYTES / 1e6:.0f} MB that one article may have",
        "split it into one file an article",
    )


def _by_mark(data: bytes) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                name = encoding.upper().removesuffix("-SIG")
                raise Fault(f"says it is {name}, but byte {error.start} is not", SAVE_AS) from None
    return ""


def _by_guess(data: bytes) -> str:
    if b"\x00" in data:
        return _utf16_without_mark(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    mended = data.decode("utf-8", "replace")
    beyond_ascii = sum(1 for char in mended if char > "\x7f")
    if mended.count("\ufffd") * 20 <= beyond_ascii:  # UTF-8 with a few spoiled bytes
        return mended
    return _eight_bit(data)


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of a Latin script has a zero in every second byte; anything else with zeros is binary."""
    sample = data[:4096]
    half = len(sample) // 2
    for encoding, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if zeros.count(0) > half * 0.7 and others.count(0) <= half * 0.02:
            return data.decode(encoding, "replace")
    raise Fault("is binary data, not text", SAVE_AS)


def _eight_bit(data: bytes) -> str:
    # Five bytes mean nothing in CP1252; Latin-1 takes them as control characters, which decode() then counts.
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = data.decode("latin-1")
    if _looks_western(western):
        return western
    import cchardet  # faust-cchardet; only old files need it

    guess = cchardet.detect(data)
    encoding, confidence = (guess.get("encoding") or "").lower(), guess.get("confidence") or 0.0
    if encoding and encoding not in WESTERN and confidence >= SURE:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return western


def _looks_western(text: str) -> bool:
    high = [char for char in text if char > "\x7f"]
    usual = sum(char in USUAL for char in high)
    return usual * 20 >= len(high) * 19 and len(high) * 4 <= len(text)
