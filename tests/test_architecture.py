"""The house rules, held by walking the imports with ast: who may import whom, and who may import what."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "timeline"

# A room imports rooms to its left only; rooms of one tier do not import each other.
TIERS: list[set[str]] = [
    {"models", "paths"},
    {"languages"},
    {"dates"},
    {"events"},
    {"ingest", "extract"},
    {"incidents"},
    {"store"},
    {"export"},
    {"views", "scale"},
    {"commands"},
    {"cli"},
    {"__main__", "__init__", "dashboard"},
]
# ingest may use what is left of it, and extract uses dates and events; neither needs the other.
INGEST_MAY = {"models", "paths", "languages", "dates"}

# Which modules may import a library; a name that ends in a dot stands for a whole room.
ONLY: dict[str, tuple[str, ...]] = {
    "streamlit": ("timeline.views.", "dashboard"),
    "plotly": ("timeline.views.", "dashboard"),
    "sqlalchemy": ("timeline.store.",),
    "duckdb": ("timeline.store.",),
    "typer": ("timeline.cli", "timeline.commands."),
    "lxml": ("timeline.ingest.",),
    "trafilatura": ("timeline.ingest.html",),
    "htmldate": ("timeline.ingest.pagedate",),
    "feedparser": ("timeline.ingest.feed",),
    "pypdf": ("timeline.ingest.pdf",),
    "docx": ("timeline.ingest.docx",),
    "fastwarc": ("timeline.ingest.warc",),
    "pyarrow": ("timeline.ingest.table", "timeline.store.", "timeline.export."),
    "requests": ("timeline.ingest.web",),
    "httpx": ("timeline.ingest.web",),  # the package: only what stands in it opens connections
    "httpcore": ("timeline.ingest.web",),
    "h2": ("timeline.ingest.web",),
    "protego": ("timeline.ingest.web",),
    "ssl": ("timeline.ingest.web",),
    "urllib3": ("timeline.ingest.web",),
    "aiohttp": ("timeline.ingest.web",),
    "http.client": ("timeline.ingest.web",),
    "urllib.request": ("timeline.ingest.web",),
    "ftplib": ("timeline.ingest.web",),
    "socket": ("timeline.ingest.web", "timeline.cli", "timeline.commands."),  # serve may ask for a free port
}
HEAVY = {
    "babel", "cchardet", "dateparser", "docx", "duckdb", "fastwarc", "feedparser", "htmldate", "lingua", "lxml",
    "numpy", "pandas", "plotly", "pyarrow", "pypdf", "sqlalchemy", "streamlit", "trafilatura", "yaml",
}  # fmt: skip


def sources() -> list[Path]:
    """The modules of the product: the package and the dashboard's entry."""
    return [*sorted(PACKAGE.rglob("*.py")), *filter(Path.is_file, [ROOT / "dashboard.py"])]


def module_name(path: Path) -> str:
    """``timeline/dates/find.py`` is ``timeline.dates.find``; a package is named without ``__init__``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {module_name(path): path for path in sources()}
TREES = {name: ast.parse(path.read_text(encoding="utf-8"), str(path)) for name, path in MODULES.items()}


def imports(name: str, tree: ast.AST | None = None) -> Iterator[tuple[str, int]]:
    """Every module that a module imports, absolute, with its line; ``from x import y`` gives x and x.y."""
    package = name if name in MODULES and MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree or TREES[name]):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                kept = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*kept, base] if base else kept)
            yield base, node.lineno
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def room(name: str) -> str:
    """The room of one of our modules: ``timeline.dates.find`` stands in ``dates``."""
    parts = name.split(".")
    return parts[0] if parts[0] != "timeline" else (parts[1] if len(parts) > 1 else "__init__")


def ours(name: str) -> set[str]:
    """The modules of this project that a module imports."""
    return {target for target, _ in imports(name) if target in MODULES and target != name}


def under(target: str, library: str) -> bool:
    """Whether an imported name is a library or something inside it."""
    return target == library or target.startswith(f"{library}.")


def imports_at_start(name: str) -> set[str]:
    """The top-level libraries that importing a module imports: those outside functions and type checks."""
    found: set[str] = set()
    waiting: list[ast.AST] = [TREES[name]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting += node.orelse
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").split(".")[0])
        waiting += ast.iter_child_nodes(node)
    return found


def test_every_room_has_a_tier() -> None:
    known = set().union(*TIERS)
    assert {room(name) for name in MODULES} <= known, "a new room: give it its place in TIERS"


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_one_way(name: str) -> None:
    here = room(name)
    tier = next(i for i, rooms in enumerate(TIERS) if here in rooms)
    left = INGEST_MAY if here == "ingest" else set().union(*TIERS[:tier])
    # The package's own __init__ holds the public names; only what stands outside of the rooms may come in by that door.
    wrong = {target for target in ours(name) if room(target) not in left | {here} and target != "timeline"}
    assert not wrong, f"{name} imports {', '.join(sorted(wrong))}, which stands to its right"


@pytest.mark.parametrize("name", MODULES)
def test_libraries_stay_in_their_rooms(name: str) -> None:
    wrong = [
        f"{MODULES[name].relative_to(ROOT)}:{line} imports {target}"
        for target, line in imports(name)
        for library, homes in ONLY.items()
        if under(target, library) and not any(f"{name}.".startswith(f"{home.rstrip('.')}.") for home in homes)
    ]
    assert not wrong, "; ".join(wrong)


def test_one_module_under_dates_imports_dateparser() -> None:
    users = sorted(name for name in MODULES if any(under(target, "dateparser") for target, _ in imports(name)))
    assert len(users) <= 1, f"dateparser is imported by {users}"
    assert all(room(name) == "dates" for name in users)


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) in {"models", "paths"}])
def test_models_are_made_of_the_standard_library(name: str) -> None:
    libraries = {target.split(".")[0] for target, _ in imports(name)}
    assert libraries <= sys.stdlib_module_names


def assert_no_circle(graph: dict[str, set[str]]) -> None:
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"a circle: {' → '.join([*path[path.index(name) :], name])}"
        if name not in done:
            for target in sorted(graph[name]):
                # A package's __init__ is entered before its modules are; that alone is no circle.
                if not name.startswith(f"{target}."):
                    visit(target, (*path, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_no_import_circles() -> None:
    assert_no_circle({name: ours(name) for name in MODULES})


def test_no_import_circles_among_the_benchmarks() -> None:
    trees = {module_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.glob("benchmarks/*.py")}
    assert "benchmarks.score" in trees
    graph = {name: {target for target, _ in imports(name, tree)} & (trees.keys() - {name})
             for name, tree in trees.items()}  # fmt: skip
    assert_no_circle(graph)


def test_language_folders_hold_data_only() -> None:
    code = [path for path in (PACKAGE / "languages").rglob("*.py") if path.parent.name != "languages"]
    assert not code, f"a language is data: {code}"
    others = {
        path.suffix
        for folder in (PACKAGE / "languages").iterdir()
        if folder.is_dir() and folder.name != "__pycache__"
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert others <= {".toml"}, f"a language folder is made of TOML tables, and there are {others}"


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) not in {"views", "dashboard", "store"}])
def test_heavy_libraries_are_imported_where_they_are_used(name: str) -> None:
    late = HEAVY & imports_at_start(name)
    assert not late, f"{name} imports {', '.join(sorted(late))} at start; import it inside the function that uses it"


def test_files_stay_readable() -> None:
    long = {
        name: n for name, path in MODULES.items() if (n := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long, f"files are about 300 lines; split {long}"
