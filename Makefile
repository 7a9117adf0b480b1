# `make demo` and `make test` need only Python 3.11 or newer and make; everything else is installed into .venv, by hash.
PYTHON ?= python3
BIN := .venv/bin
BUILT := src/dateline/serve/static/index.html
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: page screenshot help demo test check format score bench lock docs clean

help:            ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: .venv/run  ## read the sample reports that ship with Dateline, and show what came out
	$(BIN)/dateline demo

test: .venv/dev $(BUILT) ## run the tests
	$(BIN)/python -m pytest $(PYTEST)

check: .venv/dev ## format, lint, types, direction of imports, docs in step
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/docs.py --check

format: .venv/dev ## put the code into the project's form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

score: .venv/run ## measure on human-labelled sets: make score SCORER=path/to/score.py [MEASURE=all]
	$(BIN)/python $(SCORER) $(or $(MEASURE),all) --dateline "$(BIN)/dateline"

bench: .venv/dev ## measure speed and memory as ratios against references in the same run
	$(BIN)/python -m benchmarks $(BENCH)

page: $(BUILT)    ## build the page that `dateline serve` shows (Node comes from PyPI)

$(BUILT): .venv/dev $(shell find page -type f -not -path '*/node_modules/*' -not -path 'page/world/*')
	$(BIN)/python hatch_build.py

screenshot: .venv/dev page ## take the picture of the page that the README shows (needs Chromium)
	$(BIN)/python tools/screenshot.py

docs: .venv/dev  ## bring the generated parts of the docs up to date
	$(BIN)/python tools/docs.py

lock: .venv/dev  ## choose newer versions of what we depend on
	$(PIP) uv
	for group in build dev; do \
		UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --upgrade pyproject.toml --group $$group -o requirements/$$group.txt; \
	done

clean:           ## remove what was built
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python requirements/build.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/build.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
