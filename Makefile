# Simpul. `make demo` and `make test` do all of their own set-up on a machine with Python 3.11+ and make.
.DEFAULT_GOAL := help
# Hundreds of processes of the tests import the same modules: they are compiled once.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help setup demo run check test controls bench journeys faults docs strings

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
RUNNABLE := .venv/.runnable

help:  ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## / — /'

$(READY): pyproject.toml uv.lock setup.sh
	@sh setup.sh $(PYTHON)
	@touch $(READY) $(RUNNABLE)

$(RUNNABLE): pyproject.toml uv.lock setup.sh
	@sh setup.sh $(PYTHON) run
	@touch $(RUNNABLE)

setup: $(READY)  ## make the environment (repeated only when its description changed)

demo: $(RUNNABLE)  ## a believable office on http://localhost:8000 (PORT=, FAMILIES=)
	@PORT="$(PORT)" FAMILIES="$(FAMILIES)" exec $(BIN)/simpul demo

run: $(RUNNABLE)  ## the same program for real use
	@exec $(BIN)/simpul start

check: setup  ## style, types, the stack of modules, the words
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

test: setup  ## every test but the controls and the long faults
	sh tests/browser.sh
	sh tests/side_by_side.sh

journeys: setup  ## only what drives a browser
	sh tests/browser.sh
	$(BIN)/pytest -m "journey or crawl"

controls: setup  ## each safety guard switched off in turn: its tests have to fail
	$(BIN)/pytest -n 2 --dist worksteal -m "control and not faults" --ignore=tests/audit

faults: setup  ## the long set: kill, race, restore
	$(BIN)/pytest -m faults

bench: setup  ## measure; each benchmark prints one JSON object
	@for file in benchmarks/bench_*.py; do $(BIN)/python $$file; done

docs: setup  ## write docs/reference from the code
	$(BIN)/python -m simpul.config.reference

strings: setup  ## collect the words of the program into its catalogues
	$(BIN)/simpul strings
