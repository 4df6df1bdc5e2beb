# `make run` and `make test` are all that a newcomer needs: both set everything up first.
#
#   make install      .venv with everything (PYTHON=python3.12 chooses the interpreter)
#   make run          the dashboard on the sample articles (ARGS="--port 8600" goes to `timeline serve`)
#   make test         the tests (ARGS="tests/dates -k friday" chooses)
#   make check        lint, types and tests
#   make bench        speed and scores
#   make screenshots  docs/images, from the dashboard on the samples
#   make lock         requirements*.txt anew from pyproject.toml (needs uv)

PY := .venv/bin/python
DONE := .venv/.installed
ARGS ?=
export PYTHON

.PHONY: install run test lint types check bench screenshots lock clean help

help:
	@sed -n 's/^#  *make/  make/p' Makefile

install: $(DONE)

$(DONE): requirements-dev.txt pyproject.toml scripts/install scripts/browser
	@sh scripts/install
	@touch $@

run: install
	-@$(PY) -m timeline add data/articles
	@$(PY) -m timeline serve $(ARGS)

test: install
	$(PY) -m pytest $(ARGS)

lint: install
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: install
	$(PY) -m pyright

check: lint types test

bench: install
	$(PY) -m benchmarks.score
	$(PY) -m benchmarks.claims
	$(PY) -m benchmarks.incidents
	$(PY) -m benchmarks.stories
	$(PY) -m benchmarks.merge
	$(PY) -m benchmarks.startup
	$(PY) -m benchmarks.pages
	$(PY) -m benchmarks.store
	$(PY) -m benchmarks.dates $(ARGS)

screenshots: install
	$(PY) -m scripts.screenshots

lock:
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" -o requirements.txt pyproject.toml
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" -o requirements-dev.txt -c requirements.txt --extra dev pyproject.toml

clean:
	rm -rf .venv build dist .pytest_cache .ruff_cache .hypothesis test-results
