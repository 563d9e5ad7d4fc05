# The commands of this repository. `make help` lists them.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
UV := $(VENV)/bin/uv
WORKERS ?= 2
FRAMEWORK ?=
PYTEST := $(RUN) pytest -n $(WORKERS) $(if $(FRAMEWORK),--framework=$(FRAMEWORK))

.DEFAULT_GOAL := help
.PHONY: help install test test-all lint format golden derive reference shares pin demo

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

install: $(VENV)/.installed ## Make the environment in .venv, with pinned versions

$(VENV)/.installed: pyproject.toml requirements.in constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "This needs Python 3.11 or newer: make install PYTHON=/path/to/python3"; exit 1; }
	@test -x $(UV) || { $(PYTHON) -m venv --clear $(VENV) && \
	  $(RUN) pip install --quiet --disable-pip-version-check "uv==$$(sed -n 's/^uv==//p' constraints.txt)"; }
	@$(UV) pip install --quiet --python $(VENV)/bin/python --constraints constraints.txt --requirements requirements.in \
	  --editable '.[database]'
	@touch $@

test: install lint ## Lint, then run the tests, all or FRAMEWORK=flask; PostgreSQL and MariaDB where they are
	@$(PYTEST) -m "not slow"

test-all: install lint ## The same, with what is marked slow
	@$(PYTEST)

lint: install ## Check format, style and types of this repository
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) pyrefly check --output-format=min-text --summary=none

format: install ## Format, and mend what the linter can mend
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

golden: install ## Rewrite the golden trees from what the template renders now
	@$(RUN) pytest -q tests/generate/test_golden_trees.py --update-golden

derive: install ## Write the sync layers anew from the async ones
	@$(RUN) tools.derive_sync

reference: install ## Write the reference pages that tell what the catalogue holds
	@$(RUN) tools.reference

shares: install ## Show how much of a service is the same on every framework
	@$(RUN) tools.shared_lines --files

pin: install ## Resolve all versions anew: of these tools, and of the services
	@$(UV) pip compile --quiet --universal --upgrade --python-version 3.11 --no-header --no-annotate \
	  --no-emit-index-url --extra database requirements.in pyproject.toml --output-file constraints.txt
	@$(RUN) tools.pin

demo: install ## Generate a service and drive it over HTTP, from nothing to an answer
	@$(RUN) tools.demo
