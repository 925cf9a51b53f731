# Everything a person does with the project. `make demo` and `make test` do all the set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
PORT ?= 8501
REPORTS ?= ../shared/reports
QUESTIONS ?= ../shared/qa
PICTURES ?= /tmp/rapporteur-pictures
SETS := eval/sets/sample/questions.jsonl
LOCK := .ci/constraints.txt

.PHONY: demo test lint check bench bench-ingest bench-index bench-verify bench-reader bench-app screenshots figures lock clean

$(VENV)/.installed: pyproject.toml $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rapporteur needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint $(LOCK) --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet --constraint $(LOCK) --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed  ## index the sample library and open the chat
	$(BIN)/rapporteur ingest eval/sets/sample --data $(DATA)
	$(BIN)/rapporteur serve --data $(DATA) --port $(PORT)

test: $(VENV)/.installed-dev  ## all tests
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev  ## form, style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright

check: lint test  ## what must be green before a commit

bench: $(VENV)/.installed  ## how right the answers are, on the sample library
	$(BIN)/rapporteur ingest eval/sets/sample --data $(DATA)
	$(BIN)/rapporteur eval $(SETS) --data $(DATA)

bench-ingest: $(VENV)/.installed  ## how well ingestion keeps paragraphs, on real reports in REPORTS
	$(BIN)/python -m eval.bench_ingest $(REPORTS)

bench-index: $(VENV)/.installed  ## how fast and how right retrieval is, on the sets in QUESTIONS
	$(BIN)/python -m eval.bench_index $(QUESTIONS)

bench-verify: $(VENV)/.installed  ## how right verdicts are, on the sets in QUESTIONS
	$(BIN)/python -m eval.bench_verify --data $(QUESTIONS)

bench-reader: $(VENV)/.installed  ## how right the reader is, on the sets in QUESTIONS
	$(BIN)/python -m eval.bench_reader $(QUESTIONS)

bench-app: $(VENV)/.installed  ## the pages under load: 20 sessions at once over 10,000 paragraphs, in DATA-bench
	$(BIN)/python -m eval.bench_app $(DATA)-bench

screenshots: $(VENV)/.installed-dev  ## pictures of every page in six looks, into PICTURES
	$(BIN)/python -m tests.app.screenshot $(PICTURES)

figures: $(VENV)/.installed  ## README's table, from eval/sets/figures.json (`rapporteur eval --figures` writes it)
	$(BIN)/python -m eval.readme_table

lock: pyproject.toml  ## write the exact versions anew, from a fresh environment
	rm -rf $(VENV)-lock && $(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet '.[dev]'
	$(VENV)-lock/bin/pip freeze --exclude rapporteur > $(LOCK)
	rm -rf $(VENV)-lock build rapporteur.egg-info

clean:  ## remove the environment and the data folder's index
	rm -rf $(VENV) $(DATA)
