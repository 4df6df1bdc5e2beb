"""The YAML block that may open a text: between two lines ``---``."""

from __future__ import annotations

import re

from timeline.ingest.fault import Fault

MAX_LINES, MAX_CHARS = 200, 20_000
OPENING = re.compile(r"\s*---[ \t]*\n")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
KEY = re.compile(r"[ \t]*[A-Za-z_][\w -]*:")
PLAIN = re.compile(
    r"(title|url|publisher|published|language|verbatim):[ \t]+([^\s\[\]{}&*!|>'\"%@`,#?-][^\[\]{}\"]*)", re.IGNORECASE
)
EXAMPLE = "write lines such as 'title: …' between two lines '---'"


def split(text: str) -> tuple[dict[str, object], str]:
    """``(front matter, the text after it)``; the first is empty where there is none. Newlines are ``\\n``.

    Values are strings, lists or mappings, never dates or numbers: nothing is read that was not written.
    Raises Fault, naming the line, where the block is broken.
    """
    opening = OPENING.match(text)
    if not opening or not _opens(text, opening.end()):
        return {}, text
    first = text.count("\n", 0, opening.end()) + 1
    closing = CLOSING.search(text, opening.end())
    if closing is None:
        raise Fault(f"front matter opens on line {first - 1} and is never closed", "add a line '---' after it")
    block = text[opening.end() : closing.start()]
    if block.count("\n") > MAX_LINES or len(block) > MAX_CHARS:
        raise Fault(
            f"front matter has more than {MAX_LINES} lines or {MAX_CHARS} characters",
            "add a line '---' after its last field",
        )
    return _load(block, first), text[closing.end() :].lstrip("\n")


def _opens(text: str, at: int) -> bool:
    """Whether what follows ``---`` is front matter: a rule between paragraphs has a blank line or prose after it."""
    following = next((line for line in text[at : at + 2000].split("\n")), "")
    if following.strip():
        return True
    return bool(KEY.match(text[at : at + 2000].lstrip()))


def _plain(block: str) -> dict[str, object]:
    """The fields of a block whose lines are all ``field: words``, as written; empty where they are not.

    YAML wants quotes around words that hold a colon ("Macron : des espions …"), which few who write a title know.
    """
    fields: dict[str, object] = {}
    for line in filter(str.strip, block.splitlines()):
        field = PLAIN.fullmatch(line)
        if field is None or field[1].casefold() in fields:
            return {}
        fields[field[1].casefold()] = field[2].strip()
    return fields


def _load(block: str, first: int) -> dict[str, object]:
    import yaml

    try:
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # strings only: no dates, no objects
    except yaml.YAMLError as error:
        plain = _plain(block)
        if plain:
            return plain
        mark = getattr(error, "problem_mark", None)
        line = first + (min(mark.line, block.count("\n") - 1) if mark else 0)
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise Fault(f"front matter is broken on line {max(line, first)}: {problem}", EXAMPLE) from None
    except RecursionError:
        raise Fault(f"front matter is broken on line {first}: nested too deeply", EXAMPLE) from None
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        raise Fault(f"front matter is broken on line {first}: there are no fields in it", EXAMPLE)
    return {str(key).strip().casefold(): value for key, value in loaded.items()}
