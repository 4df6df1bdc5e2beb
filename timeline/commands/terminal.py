"""Writing to the terminal: UTF-8, one line for each complaint, and nothing in a text that could command it."""

from __future__ import annotations

import functools
import os
import sys
import unicodedata
from collections.abc import Callable
from typing import Any, TextIO

import typer


def readable(text: str) -> str:
    """An argument or a file's name as UTF-8 means it, where the system's locale could not read it."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # half a surrogate pair, which no bytes stand for
        return text.encode("utf-8", "replace").decode("utf-8")


def plain(text: str) -> str:
    """The text on one line, without control characters, terminal escapes and marks that turn its direction."""
    flat = " ".join(readable(text).split())
    return "".join(char for char in flat if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co"))


def complain(line: object) -> None:
    """One line on stderr."""
    typer.echo(plain(str(line)), err=True)


def say(text: str = "") -> None:
    """One line on stdout."""
    sys.stdout.write(text + "\n")


def is_terminal(stream: TextIO) -> bool:
    """Whether somebody looks at the stream."""
    return bool(getattr(stream, "isatty", lambda: False)())


def speak_utf8() -> None:
    """Make stdin, stdout and stderr UTF-8, whatever the locale is."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace" if stream is not sys.stderr else "backslashreplace")


def orderly(command: Callable[..., Any]) -> Callable[..., None]:
    """A command whose result is its exit code, and whose known failures are one line and exit code 1.

    A reader who has seen enough (``| head``) is no failure.
    """

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            code = command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except typer.Exit:
            raise
        except Exception as fault:
            if type(fault).__name__ != "StoreError":  # not imported here: the store is heavy
                raise
            complain(fault)
            raise typer.Exit(1) from fault
        raise typer.Exit(code or 0)

    return run
