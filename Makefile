# Two commands: `make run` and `make test`. Both make .venv from the pins in pyproject.toml first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: run test torture check format translations screenshots package clean

run: $(VENV)/.run
	@$(BIN)/python -m desktop $(ARGS)

# One command runs everything: style, types, translations, tests.
test: check
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(ARGS)

# What can happen to a diary, tried more often than `make test` does; prints tried and lost.
torture: $(VENV)/.test
	@QWEN_TORTURE=1000 $(BIN)/python -m pytest -q -s tests/storage/test_torture.py $(ARGS)

check: $(VENV)/.test
	@$(BIN)/python tools/need_qt.py
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

format: $(VENV)/.test
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

# Takes new strings into the .ts file and compiles it; the .qm is committed, so that a checkout
# speaks English without a build.
translations: $(VENV)/.run
	@$(BIN)/python tools/translations.py

# Every page in both themes, for README, with a made-up diary.
screenshots: $(VENV)/.run
	@$(BIN)/python -m tools.screenshots

package: $(VENV)/.package
	@$(BIN)/python tools/package.py $(ARGS)

clean:
	rm -rf build dist $(VENV)

# The C sources too: an editable install builds them where they lie.
$(VENV)/.run: pyproject.toml $(wildcard desktop/inference/native/*.[ch] desktop/inference/native/*.inc) | $(VENV)/bin/python
	@echo "Installing the program into $(VENV) (once; torch and Qt are about 300 MB to download)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@echo "Installing the test tools into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/.package: $(VENV)/.test
	@echo "Installing PyInstaller into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[package]'
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or later is needed. Set PYTHON=/path/to/python3.11 or install it."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing: sudo apt-get install python3-venv"; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
