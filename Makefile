# From a fresh clone with Python 3.11 and pip: `make run` answers, `make test` proves it.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CORPORA := $(VENV)/corpora
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run test install check bench model

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install ## Environment, index, then the page (its address is printed)
	@$(BIN)/chidao serve

# A hundred of the tests start processes: what is compiled is kept for the next, whatever the environment says.
test: install ## Environment, then the whole test suite, side by side in WORKERS processes
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

install: $(STAMP) ## The environment alone: .venv/bin/chidao runs this checkout

check: install ## Lint, format, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: install ## Timings, memory, load
	@$(BIN)/python -m tests.bench

model: install ## Make everything that is learned, from nothing
	@rm -rf $(CORPORA) && $(BIN)/python -m tests.synthetic.corpora $(CORPORA)
	@$(BIN)/python -m rag.train $(CORPORA)

# The stamp keeps a finished environment from being installed again; a changed list of packages renews it.
$(STAMP): pyproject.toml constraints.txt
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 is needed: install it, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Installing the environment into $(VENV); this takes some minutes once." >&2
	@"$(PYTHON)" -m venv $(VENV)
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --quiet \
		--constraint constraints.txt --editable ".[dev]"
	@touch $(STAMP)
