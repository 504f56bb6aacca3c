# Every target sets itself up: Python 3.11+, pip and make are enough.
#   make quiz    study           make test    everything that should hold, but slow tests
# On Linux without a GPU, PyTorch's CPU build saves gigabytes:
#   make test PIP_ARGS="--extra-index-url https://download.pytorch.org/whl/cpu"

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCHMARKS ?= $(filter-out figures,$(basename $(notdir $(wildcard benchmarks/*.py))))
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet $(PIP_ARGS)

# Rewriting the asserts of all tests takes seconds a process: what was compiled is kept.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help quiz dev format check static test test-slow explore mutants bench docs clean

help:
	@echo "make quiz       set up and study"
	@echo "make test       set up and run all tests but the slow ones"
	@echo "make check      format, lint, types, layers, fast tests"
	@echo "make test-slow  crashes, terminals, long fuzzing"
	@echo "make explore    the laws again, with other dice each time"
	@echo "make mutants    which small changes of the core its tests notice"
	@echo 'make bench      figures into docs/benchmarks.md: an hour; some alone: make bench BENCHMARKS="start grade"'
	@echo "make docs       docs/commands.md, from the program's help"
	@echo "make clean      remove what was set up"

quiz: $(VENV)/.study
	@$(BIN)/examprep quiz

dev: $(VENV)/.dev

format: $(VENV)/.dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

check: $(VENV)/.dev static
	@$(BIN)/pytest -q -n 2 --dist loadfile -m "not end and not slow"  # what a file sets up, it sets up once

static: $(VENV)/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

test: check
	@$(BIN)/examprep bank check
	@$(BIN)/examprep bank check --problems --quick
	@$(BIN)/pytest -q -n 2 -m "end and not slow"

test-slow: $(VENV)/.dev
	@$(BIN)/python benchmarks/kill_rates.py --check
	@$(BIN)/pytest -q -n 2 -m slow

explore: $(VENV)/.dev
	@HYPOTHESIS_PROFILE=explore $(BIN)/pytest -q -n 2 -m "not end and not slow" -k "$$(grep -l hypothesis tests/test_*.py | xargs -n 1 basename -s .py | paste -sd , | sed 's/,/ or /g')"
	@$(BIN)/python tests/fuzz.py || [ $$? -eq 5 ]  # 5: no atheris

mutants: $(VENV)/.dev
	@$(BIN)/python benchmarks/mutation.py --write

bench: $(VENV)/.dev
	@for name in $(BENCHMARKS); do $(BIN)/python benchmarks/$$name.py --write || [ $$? -eq 5 ] || exit 1; done  # 5: no GPU
	@$(BIN)/python benchmarks/figures.py

docs: $(VENV)/.dev
	@$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "examprep needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip --version >/dev/null || { rm -rf $(VENV); exit 1; }

$(VENV)/.study: pyproject.toml | $(VENV)/bin/python
	@echo "Setting up $(VENV) (once) ..."
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Setting up $(VENV) with what tests need, PyTorch among it (once) ..."
	@$(PIP) -c constraints.txt -e ".[dev,anki,cluster,optimizer,report,torch,web]"
	@touch $@ $(VENV)/.study
