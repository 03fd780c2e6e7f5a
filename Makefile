# Two commands do everything on a machine with git, make and Python 3.11 or newer:
#   make site   build the site from the data, into site/
#   make test   check everything, in a real browser too

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TODAY ?=
UPGRADE ?=

.PHONY: site test serve check new lock clean

site: $(VENV)/installed
	$(BIN)/python scripts/build.py $(if $(TODAY),--today $(TODAY))

test: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet .github
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python -m pytest -n auto

# A preview on http://127.0.0.1:8000/ that reloads when a YAML file or a page changes.
serve: $(VENV)/installed
	$(BIN)/python scripts/serve.py

# Only the data: seconds, and no browser.
check: $(VENV)/installed
	$(BIN)/python scripts/check.py

# Questions, one at a time, and then a new file.
new: $(VENV)/installed
	@$(BIN)/python scripts/new.py || test $$? -eq 130 # stopped by hand, which is no mistake

# Renew the lock file after a change in pyproject.toml: what it asks, and nothing else moves. To
# renew everything: make lock UPGRADE=--upgrade
lock: $(VENV)/installed
	$(BIN)/uv pip compile pyproject.toml --extra test --extra lock --universal --python-version 3.11 \
		--generate-hashes --no-annotate $(UPGRADE) --quiet \
		--custom-compile-command "make lock" --output-file requirements.lock

$(VENV)/installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"Python 3.11 or newer is needed; this is " + sys.version.split()[0] + \
		". Try: make PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV) || { echo "Install venv first: sudo apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements.lock
	@touch $@

clean:
	rm -rf $(VENV) build site .cache
