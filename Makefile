# From a fresh clone with Python 3.11 and pip: `make run` answers, `make test` proves it.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TOOLS := $(VENV)/.tools
CORPORA := $(VENV)/corpora
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run test install check bench model

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install ## Environment, index, then the page (its address is printed)
	@$(BIN)/chidao serve

# A hundred of the tests start processes: what is compiled is kept for the next, whatever the environment says.
test: $(TOOLS) ## Environment, then the whole test suite, side by side in WORKERS processes
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

install: $(STAMP) ## The environment alone: .venv/bin/chidao runs this checkout

check: $(TOOLS) ## Lint, format, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(TOOLS) ## Timings, memory, load
	@$(BIN)/python -m tests.bench

model: $(TOOLS) ## Make everything that is learned, from nothing
	@rm -rf $(CORPORA) && $(BIN)/python -m tests.synthetic.corpora $(CORPORA)/generated
	@$(BIN)/python -m tests.written_questions $(CORPORA)/written
	@$(BIN)/python -m rag.train $(CORPORA)

# A stamp keeps what is finished from being installed again; a changed list of packages renews it. What people need to
# run Chỉ Đạo comes first; what only tests and checks need is put on top, into the same environment.
$(STAMP): pyproject.toml constraints.txt
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 is needed: install it, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "1/2 making the environment in $(VENV)" >&2
	@"$(PYTHON)" -m venv $(VENV)
	@echo "2/2 installing what Chỉ Đạo needs: 130 packages, 1.8 GB on the disk, three or four minutes once" >&2
	@$(call installed,.)
	@touch $(STAMP)

$(TOOLS): $(STAMP)
	@echo "installing what the tests and checks need on top: 31 packages, 0.4 GB" >&2
	@$(call installed,.[dev])
	@touch $(TOOLS)

# On a terminal pip shows its bars; where nobody watches, it says only what went wrong.
installed = begun=$$(date +%s); quiet=; [ -t 2 ] || quiet=--quiet; \
	$(BIN)/python -m pip install --disable-pip-version-check $$quiet --constraint constraints.txt --editable "$(1)" >&2 \
	&& echo "    installed in $$(($$(date +%s) - begun)) seconds" >&2
