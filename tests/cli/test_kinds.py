"""One command adds a folder with one of each kind; the report is a file, too; columns are named."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

from tests.ingest import kinds
from timeline.commands.reported import write_report


def test_a_folder_of_each_kind_is_added_with_one_command(cli: Callable, tmp_path: Path) -> None:
    kinds.write(tmp_path / "in")
    report = tmp_path / "report.json"
    added = cli("add", tmp_path / "in", "--report", report, TIMELINE_STORE=str(tmp_path / "t.db"))
    assert added.returncode == 0, added.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    assert (found["whole"], found["added"], found["known"], found["refused"]) == (True, 20, [], [])
    assert found["events"] >= 20
    again = cli("add", tmp_path / "in", "--report", report, "--jobs", "2", TIMELINE_STORE=str(tmp_path / "t.db"))
    assert again.returncode == 0, again.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    assert (found["added"], len(found["known"])) == (0, 20)


def test_what_is_refused_is_named_with_its_remedy(cli: Callable, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(kinds.pdf([]))
    (tmp_path / "good.txt").write_text(kinds.text("good"), encoding="utf-8")
    report = tmp_path / "report.json"
    added = cli(
        "add", tmp_path / "scan.pdf", tmp_path / "good.txt", "--report", report, TIMELINE_STORE=str(tmp_path / "t.db")
    )
    assert added.returncode == 1
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["added"] == 1
    [refused] = found["refused"]
    assert refused["name"].endswith("scan.pdf")
    assert "text recognition" in refused["remedy"]
    assert f"{refused['name']}: {refused['fault']}; {refused['remedy']}" in added.stderr


def test_a_report_that_cannot_be_written_is_said(cli: Callable, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(kinds.text("good"), encoding="utf-8")
    place = tmp_path / "no" / "such" / "report.json"
    added = cli("add", tmp_path / "good.txt", "--report", place, TIMELINE_STORE=str(tmp_path / "t.db"))
    assert added.returncode == 1
    assert "the report cannot be written" in added.stderr


def test_a_report_never_takes_the_place_of_a_pipe_or_a_link(tmp_path: Path) -> None:
    pipe, link, file = tmp_path / "pipe", tmp_path / "link.json", tmp_path / "file.json"
    os.mkfifo(pipe)
    link.symlink_to(file)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    assert write_report(str(pipe), {"added": 1}, [], []) == ""
    reader.join(timeout=10)
    assert json.loads(got[0])["added"] == 1
    assert pipe.is_fifo()
    assert write_report(str(link), {"added": 2}, [], []) == ""
    assert link.is_symlink()
    assert json.loads(file.read_text(encoding="utf-8"))["added"] == 2
    assert "cannot be written" in write_report(str(tmp_path), {}, [], [])


def test_columns(cli: Callable, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f'Wortlaut;Tag\n"{kinds.PARAGRAPHS[0]}";2017-07-27\n', encoding="utf-8")
    found = cli("extract", path, "--columns", "text=Wortlaut, published=Tag")
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout.splitlines()[0])["source"]["published"] == "2017-07-27"
    wrong = cli("extract", path, "--columns", "words=Wortlaut")
    assert wrong.returncode == 2
    assert "text=COLUMN" in wrong.stderr
