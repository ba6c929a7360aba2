# The doors. What each does is in packaging/setup/*.sh; this file only names them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup setup-test run test check bench prove lock clean

# Also when make itself is started with -j: each door is a sequence.
.NOTPARALLEL:

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

setup: ## install what is missing: system packages, .venv (says what first, silent the second time)
	@packaging/setup/system.sh packaging/setup/system.list
	@packaging/setup/venv.sh

setup-test: setup
	@packaging/setup/system.sh packaging/setup/system-test.list

run: setup ## open the terminal in a window; without a display, play a whole visit off-screen
	@packaging/setup/run.sh

test: setup-test check ## check, then every test
	@packaging/setup/test.sh

check: setup ## the gate: lint, types, import contracts, QML, architecture
	@packaging/setup/check.sh

bench: setup-test ## measure: the tests marked "bench", one at a time
	@packaging/setup/test.sh -m bench -n 0

prove: setup-test ## break the terminal everywhere, at length, and print what held: all of tests/durability, and what else is marked "prove"
	@packaging/setup/test.sh -m "prove or durability" -n 0

lock: setup ## resolve packaging/requirements/*.in anew into the lock files
	@packaging/setup/lock.sh

clean: ## remove what was built (.venv, build, caches); the source stays
	@rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find app ui devices sync printers kiosk tests -name __pycache__ -type d -prune -exec rm -rf {} +
