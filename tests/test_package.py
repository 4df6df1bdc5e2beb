"""What is installed holds what it needs: the wheel is built, unpacked, and asked where its files are."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the content of the wheel, as pip would lay it out."""
    folder = tmp_path_factory.mktemp("wheel")
    build = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    done = subprocess.run([sys.executable, "-c", build], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(folder / done.stdout.split()[-1]) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_code_and_data(unpacked: Path) -> None:
    wanted = {
        path.relative_to(ROOT / "timeline")
        for path in (ROOT / "timeline").rglob("*")
        if path.suffix in {".py", ".toml", ".css", ".js", ".html", ".svg"} and "__pycache__" not in path.parts
    }
    wanted |= {path.relative_to(ROOT) for path in (ROOT / "data").rglob("*") if path.is_file()}
    missing = sorted(str(path) for path in wanted if not (unpacked / "timeline" / path).is_file())
    assert not missing
    assert (unpacked / "timeline" / "dashboard.py").is_file()
    # Streamlit reads the settings that lie beside the script: no usage statistics, nothing from elsewhere.
    assert "gatherUsageStats = false" in (unpacked / "timeline" / ".streamlit" / "config.toml").read_text("utf-8")


def test_nothing_else_is_installed(unpacked: Path) -> None:
    assert sorted(path.name.partition("-")[0] for path in unpacked.iterdir()) == ["incident_timeline", "timeline"]


def test_the_installed_package_finds_its_data(unpacked: Path, tmp_path: Path) -> None:
    ask = "from timeline.paths import *; print(ARTICLES, DASHBOARD, data_file('calendar.csv'))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(unpacked)!r}); {ask}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    places = [Path(place) for place in done.stdout.split()]
    assert all(place.exists() and place.is_relative_to(unpacked) for place in places), places


def test_a_missing_file_says_where_it_was_looked_for() -> None:
    from timeline.paths import DATA, data_file

    with pytest.raises(FileNotFoundError, match=r"nothing\.csv is not among the shipped files") as caught:
        data_file("nothing.csv")
    assert str(DATA) in str(caught.value)
