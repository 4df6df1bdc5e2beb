"""A run that is killed loses nothing that was stored; ``python -m benchmarks.killing`` does it fifty times."""

from __future__ import annotations

from benchmarks.killing import run


def test_a_killed_run_leaves_a_sound_store_that_goes_on(capsys):
    assert run(kills=1, articles=30, seed=3) == 0
    assert capsys.readouterr().out.count("the same in the end") == 1
