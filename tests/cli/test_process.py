"""What only a process of its own can show: start-up time, encodings, closed pipes, and the public names."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.commands.serve import port_fault, serve_command

# What costs a tenth of a second each, or leads to it: none is needed to say what the commands are.
HEAVY = (
    "babel", "cchardet", "dateparser", "lingua", "numpy", "pandas", "playwright", "plotly", "sqlalchemy", "streamlit",
    "yaml", "rich", "timeline.dates", "timeline.events", "timeline.export", "timeline.ingest", "timeline.languages",
    "timeline.store", "timeline.views",
)  # fmt: skip
MOST_MODULES = 220  # Python's own and Typer's were 150 in Python 3.11
HELP = """
import runpy, sys
sys.argv = ["timeline", "--help"]
try:
    runpy.run_module("timeline", run_name="__main__", alter_sys=True)
finally:
    print(*sys.modules, file=sys.stderr)
"""


def test_help_loads_nothing_heavy(repo: Path) -> None:
    """How long it takes is for benchmarks/startup.py to say; what it takes is imports, and those can be counted."""
    command = [sys.executable, "-c", HELP]
    done = subprocess.run(command, cwd=repo, check=True, capture_output=True, encoding="utf-8")
    assert "Commands" in done.stdout
    loaded = done.stderr.split()
    assert "timeline.cli" in loaded
    assert [name for name in loaded if name in HEAVY] == []
    assert len(loaded) <= MOST_MODULES


def test_output_is_utf8_whatever_the_locale(repo: Path, tmp_path: Path) -> None:
    env = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
        "TIMELINE_STORE": str(tmp_path / "é.db"),
    }
    command = [sys.executable, "-m", "timeline", "show", "été"]
    result = subprocess.run(command, cwd=repo, env=env, capture_output=True, check=False)
    assert result.returncode == 1
    assert "été: no event or incident has this id" in result.stderr.decode("utf-8")


def test_a_closed_pipe_is_no_failure(repo: Path, tmp_path: Path) -> None:
    from tests.store.builders import make_article, make_event
    from timeline.store import Store

    with Store(tmp_path / "t.db") as store:
        article = make_article()
        store.add(article, [make_event(article, number, title="long " * 50) for number in range(2000)])
    command = [sys.executable, "-m", "timeline", "list", "--limit", "0", "--store", str(tmp_path / "t.db")]
    with subprocess.Popen(command, cwd=repo, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def test_serve_keeps_to_this_machine_and_sends_nothing_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    command = serve_command(8600, "127.0.0.1")
    options = dict(zip(command[5::2], command[6::2], strict=True))
    assert options["--server.port"] == "8600"
    assert options["--server.address"] == "127.0.0.1"
    assert options["--browser.gatherUsageStats"] == "false"
    if sys.platform == "linux":
        assert options["--server.headless"] == "true"


def test_a_port_in_use_is_told_before_the_dashboard_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"127.0.0.1:{port}: the dashboard cannot listen there" in port_fault("127.0.0.1", port)
    assert port_fault("127.0.0.1", port) == ""
    assert "choose another" in port_fault("203.0.113.1", port)


def test_the_public_names_are_few_and_all_there(repo: Path) -> None:
    import timeline

    assert len(timeline.__all__) <= 10
    for name in timeline.__all__:
        assert getattr(timeline, name).__name__ == name
    code = "import timeline.extract; from timeline import extract; print(callable(extract))"
    result = subprocess.run([sys.executable, "-c", code], cwd=repo, check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "True"
    with pytest.raises(AttributeError, match="nonsense"):
        _ = timeline.nonsense
