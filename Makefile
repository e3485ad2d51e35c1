# Two commands are enough: `make run` and `make test`. Each brings what it needs on a fresh Debian or Ubuntu
# that has python3.11 with venv, and make. Everything lands in .venv and .kontor; both may be deleted at any time.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
SCALE ?= default
SEED ?= 1
WORKERS ?= 2
ARGS ?=
RUNS ?= 500
STEPS ?= 100
JSON ?=

.PHONY: help run test machines check rules bench demo texts

help: ## this list
	@echo "Kontor, a cross-border marketplace. make …"
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)$$/  \1\t\2/' | expand -t 12

run: .venv/.base ## the whole market with a demo, on http://127.0.0.1:8000 (KONTOR_PORT, KONTOR_HOST, KONTOR_DATA)
	@exec $(BIN)/kontor up $(ARGS)

demo: .venv/.base ## a demo market of another size into an empty KONTOR_DATA: make demo SCALE=large SEED=7
	@exec $(BIN)/kontor demo --scale $(SCALE) --seed $(SEED)

test: .venv/.dev .venv/.system-test texts ## all tests, journeys in Chromium included (WORKERS=2, ARGS="-k words")
	@mkdir -p .kontor
	@exec $(BIN)/pytest -n $(WORKERS) --dist loadgroup --outcomes .kontor/test-outcomes.json $(ARGS)

MACHINES := src/kontor/contexts/checkout/tests/test_purchases.py src/kontor/contexts/coins/tests/test_machine.py
machines: .venv/.dev texts ## purchases, coins and coupons against a plain model: 500 runs of 100 steps (RUNS=500, STEPS=100)
	@MACHINE_RUNS=$(RUNS) MACHINE_STEPS=$(STEPS) exec $(BIN)/pytest -n $(WORKERS) $(MACHINES) $(ARGS)

check: .venv/.dev texts ## style, types, arrows between parts, house laws, texts, built files
	@exec scripts/check

rules: .venv/.dev ## every rule of the spec with its tests and their last outcome (JSON=1 for programs)
	@exec $(BIN)/python -m tests.support.rules $(if $(JSON),--json)

bench: .venv/.dev .venv/.system-bench texts ## how fast is it here, beside this machine's own limits
	@exec $(BIN)/python -m bench $(ARGS)

texts: .venv/.base
	@$(BIN)/python -m kontor.platform.translations

# --- the environment, each part once ---------------------------------------------------------------------------

# Where the network has certificates of its own, the system's store knows them.
install = VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --require-hashes
locked = { $(install) -r $(1) 2>/dev/null || $(install) --system-certs -r $(1); }

.venv/.tool:
	@test -n "$(PYTHON)" || { echo "Kontor needs Python 3.11 or newer: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kontor needs Python 3.11 or newer."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Kontor needs venv: apt install python3-venv"; exit 1; }
	@echo "Preparing .venv (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@

.venv/.base: requirements/base.lock scripts/link-package .venv/.tool
	@test -e .venv/.dev || $(call locked,requirements/base.lock)
	@$(BIN)/python scripts/link-package
	@touch $@

.venv/.dev: requirements/dev.lock .venv/.base
	@$(call locked,requirements/dev.lock)
	@touch $@

.venv/.system-%: scripts/system-packages .venv/.tool
	@scripts/system-packages $*
	@touch $@
