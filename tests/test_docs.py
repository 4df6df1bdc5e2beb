"""The documentation tells all that there is, and points at nothing that there is not."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md"])
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_GITHUB_DROPS = re.compile(r"[^\w\- ]")


def _commands() -> dict[str, Any]:
    import typer
    import typer.main

    from timeline.cli import app

    whole = typer.main.get_command(app)  # it has options of its own
    found: dict[str, Any] = vars(whole)["commands"]
    groups = {name: vars(command)["commands"] for name, command in found.items() if "commands" in vars(command)}
    inner = {f"{group} {name}": command for group, commands in groups.items() for name, command in commands.items()}
    return {name: command for name, command in found.items() if name not in groups} | inner | {"": whole}


def test_every_command_is_documented() -> None:
    missing = [name for name in _commands() if f"`timeline {name}" not in COMMANDS]
    assert not missing, f"docs/commands.md does not describe {missing}"


def test_every_option_is_documented() -> None:
    options = {
        (name, option)
        for name, command in _commands().items()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    }
    assert options, "the commands have no options: this test no longer sees them"
    missing = sorted((name, option) for name, option in options if not re.search(rf"{option}\b", COMMANDS))
    assert not missing, f"docs/commands.md does not describe {missing}"


def test_no_option_is_documented_that_does_not_exist() -> None:
    real = {option for command in _commands().values() for parameter in command.params for option in parameter.opts}
    said = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", COMMANDS)) - {"--help"}
    assert said <= real, f"docs/commands.md speaks of {sorted(said - real)}, which no command has"


def test_the_readme_uses_commands_and_names_that_exist() -> None:
    import timeline

    used = re.findall(r"^timeline (\w+)", README, re.MULTILINE)
    assert len(used) >= 5
    assert set(used) <= set(_commands())
    imported = re.findall(r"^from timeline import (.+)$", README, re.MULTILINE)
    assert imported, "the README shows no use from Python"
    assert {name.strip() for line in imported for name in line.split(",")} <= set(timeline.__all__)


def test_the_public_names_are_few_and_there() -> None:
    import timeline

    assert len(timeline.__all__) <= 10
    for name in timeline.__all__:
        assert getattr(timeline, name).__doc__, f"timeline.{name} has no docstring"


def _declared() -> set[str]:
    lines = [*PROJECT["dependencies"], *(line for group in PROJECT["optional-dependencies"].values() for line in group)]
    return {match[0].lower() for line in lines if (match := _REQUIREMENT.match(line))}


def test_every_dependency_has_a_reason() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([\w.-]+) \| (\S[^|]+) \|", text, re.MULTILINE))
    rows.pop("package", None)
    assert set(rows) == _declared()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_and_name_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    loose = [line for line in lines if not re.fullmatch(r"[a-z0-9-]+(?:\[[a-z,]+\])?==[\w.]+(?: ; .+)?", line)]
    assert not loose, f"not an exact version: {loose}"
    assert not re.search(r"https?:|file:|--index-url|--find-links|(?<![\w/])/\w+/", text)
    pinned = {line.split("==")[0].split("[")[0] for line in lines}
    wanted = {m[0].lower() for line in PROJECT["dependencies"] if (m := _REQUIREMENT.match(line))}
    assert wanted <= pinned, f"run `make lock`: {sorted(wanted - pinned)} are not in {name}"


def _anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get where Markdown is shown as a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {_GITHUB_DROPS.sub("", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_resolve(document: Path) -> None:
    broken = []
    for target in _LINK.findall(document.read_text(encoding="utf-8")):
        if target.startswith(("https://", "http://")):
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (document.parent / path).resolve() if path else document
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            broken.append(target)
    assert not broken, f"{document.relative_to(ROOT)} links to {broken}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or not page.is_file():
            continue
        seen.add(page)
        links = (target.partition("#")[0] for target in _LINK.findall(page.read_text(encoding="utf-8")))
        waiting += [(page.parent / link).resolve() for link in links if link.endswith(".md") and "://" not in link]
    lost = [page.name for page in (ROOT / "docs").rglob("*.md") if page not in seen]
    assert not lost, f"no page links to {lost}"


def test_nothing_committed_names_this_machine() -> None:
    """Paths of a developer's machine do not belong into files; the needles are put together so as not to be one."""
    needles = [f"/{'home'}/", f"/{'Users'}/", f"/{'work'}/", f"/{'root'}/", f"/{'tmp'}/"]
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout, so what is committed is not known")
    files = [ROOT / name for name in listed.stdout.split("\0") if name and not name.endswith((".png", ".svg"))]
    assert len(files) > 20
    found = [
        f"{file.relative_to(ROOT)}: {needle}"
        for file in files
        if file.is_file()
        for needle in needles
        if needle in file.read_text(encoding="utf-8", errors="replace")
    ]
    assert not found, "; ".join(found)
