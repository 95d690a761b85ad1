# Needs only make and Python 3.11 or later; the rest comes from PyPI into .venv.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
SOURCES := pyproject.toml $(shell find src -type f -not -path '*/__pycache__/*' -not -path '*.egg-info/*')
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint score eval eval-update package oldest newest compiled bench bench-values bench-names bench-growth bench-threads bench-serve clean

demo: .venv/installed ## the facts of one article, in the terminal
	$(BIN)/newsfacts extract fixtures/innoprom-belarus-2025.txt --format table

test: .venv/installed-dev ## the whole test suite
	$(BIN)/python -m pytest

lint: .venv/installed-dev ## style, formatting, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src/newsfacts

score: .venv/installed ## predictions for a folder of texts: make score GOLD=folder OUT=predictions.jsonl
	@test -n "$(GOLD)" -a -n "$(OUT)" || { echo "usage: make score GOLD=folder OUT=predictions.jsonl" >&2; exit 2; }
	$(BIN)/python -m newsfacts.predictions "$(GOLD)" "$(OUT)"

eval: .venv/installed-dev ## the articles of fixtures/ against their gold and the baseline: gains, losses, figures by type
	$(BIN)/python tests/evaluate.py

eval-update: .venv/installed-dev ## what is reached now becomes the baseline
	$(BIN)/python tests/evaluate.py --update

package: .venv/installed-dev ## sdist and wheel, each installed and run in an environment of its own
	rm -rf .package
	$(BIN)/pip install --quiet build
	$(BIN)/python -m build --outdir .package . >/dev/null
	for kind in whl tar.gz; do \
	  $(BIN)/python -m venv .package/$$kind && \
	  .package/$$kind/bin/pip install --quiet .package/newsfacts-*.$$kind && \
	  (cd .package && $$kind/bin/newsfacts extract ../fixtures/innoprom-belarus-2025.txt --format json >$$kind.json) && \
	  $(BIN)/python -c 'import json, sys; assert len(json.load(open(sys.argv[1]))["facts"]) > 5' .package/$$kind.json \
	  || exit 1; done
	cmp .package/whl.json .package/tar.gz.json

compiled: .venv/installed-dev ## the reading modules compiled into .compiled/lib, and the examples of all rules run there
	rm -rf build .compiled
	NEWSFACTS_COMPILE=1 $(BIN)/pip wheel --quiet --no-deps --wheel-dir .compiled .
	$(BIN)/python -m zipfile -e .compiled/newsfacts-*.whl .compiled/lib
	PYTHONPATH=.compiled/lib $(BIN)/python -m pytest tests/test_rules.py tests/test_fixture.py tests/test_robustness.py

oldest: ## the whole suite with every dependency at its lower bound in pyproject.toml
	rm -rf .oldest
	$(PYTHON) -m venv .oldest
	$(PYTHON) tests/tools/lowest.py test >.oldest/requirements.txt
	.oldest/bin/pip install --quiet setuptools -r .oldest/requirements.txt
	.oldest/bin/pip install --quiet --no-deps .
	.oldest/bin/python -m pytest

newest: ## the whole suite with every dependency as new as there is
	rm -rf .newest
	$(PYTHON) -m venv .newest
	.newest/bin/pip install --quiet --upgrade --upgrade-strategy eager ".[test]"
	.newest/bin/python -m pytest

bench: .venv/installed-dev ## speed beside natasha: make bench [FOLDER=texts] [LIB=.compiled/lib]
	PYTHONPATH=$(LIB) $(BIN)/python -W ignore tests/benchmarks/speed.py $(FOLDER)

bench-values: .venv/installed-dev ## times and amounts beside natasha, dateparser, chrono-node: [FOLDER=texts with gold]
	$(BIN)/python tests/benchmarks/values.py $(FOLDER)

bench-names: .venv/installed-dev ## normal forms of names beside natasha, and their cost
	$(BIN)/python -W ignore tests/benchmarks/names.py

bench-growth: .venv/installed-dev ## time against length: hostile strings, or with SVG=docs/growth.svg a plot (minutes)
	$(BIN)/python tests/benchmarks/growth.py $(if $(SVG),--svg $(SVG))

bench-threads: .venv/installed-dev ## one pipeline in 16 threads: same results, no leak
	$(BIN)/python tests/benchmarks/threads.py

bench-serve: .venv/installed-dev ## the server under load: 50 clients, some wrong, slow or too large
	$(BIN)/python tests/benchmarks/load.py

clean:
	rm -rf .venv .package .compiled .oldest .newest build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# What setuptools left in build/ would be packed again, deleted modules too.
.venv/installed: $(SOURCES) | .venv
	rm -rf build
	$(BIN)/pip install --quiet .
	touch $@

.venv/installed-dev: $(SOURCES) | .venv
	rm -rf build
	$(BIN)/pip install --quiet ".[dev]"
	touch $@ .venv/installed

.venv:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later not found: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv
