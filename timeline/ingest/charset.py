"""The encoding of a page: what its bytes can be comes before what its label says, for labels are often wrong."""

from __future__ import annotations

import codecs
import re

from timeline.ingest.decode import BOMS, CONTROLS, decode

_LABEL = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,80}encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
# What browsers read for the names that pages write.
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
          "gb2312": "gb18030", "gbk": "gb18030", "x-sjis": "cp932", "shift_jis": "cp932", "shift-jis": "cp932",
          "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "iso-8859-9": "cp1254", "tis-620": "cp874",
          "iso-8859-8-i": "iso-8859-8", "x-user-defined": "cp1252"}  # fmt: skip


def decode_page(data: bytes, label: str = "") -> str:
    """The text of a page's bytes; ``label`` is what its transport said. Raises Fault for what is no text.

    A mark at the start decides; then bytes that are UTF-8 throughout are UTF-8, whatever the label; then the label of
    the page, then of the transport, where the bytes fit it; then the guess for files without a label.
    """
    if any(data.startswith(mark) for mark, _ in BOMS) or b"\x00" in data[:1000]:
        return decode(data)
    labels = [name for name in (page_label(data), label.strip().lower()) if name]
    if data.isascii():
        turned = next((name for name in labels if name.startswith(("iso-2022", "hz-gb", "utf-7"))), "")
        if turned.startswith("iso-2022") and (text := _try(data, turned)):
            return text
    if text := _try(data, "utf-8"):
        return text
    for name in labels:
        if name not in ("utf-8", "utf8") and (text := _try(data, _MEANT.get(name, name))):
            return text
    return decode(data)


def page_label(data: bytes) -> str:
    """The encoding that a page says it is in, in lower case; empty where it says none."""
    found = _LABEL.search(data[:4096])
    return (found[1] or found[2]).decode("ascii").lower() if found else ""


def _try(data: bytes, name: str) -> str:
    """The text in that encoding; empty where the bytes do not fit it, or no text would come of it."""
    try:
        codecs.lookup(name)
        text = data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return ""
    return text if len(CONTROLS.findall(text)) * 500 <= len(text) else ""
