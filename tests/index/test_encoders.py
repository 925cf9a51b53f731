"""The encoder that a setting names."""

import sys
from types import ModuleType

import pytest
from llama_index.core.embeddings import MockEmbedding

from index.encoder import E5, AdaptedE5
from index.encoders import named
from ingest.errors import BadSetting


def test_ours_are_adapted_and_plain():
    assert type(named("adapted")) is AdaptedE5
    assert type(named("plain")) is E5


@pytest.mark.parametrize("name", ["", "e5", "openai:", "nobody:model"])
def test_a_name_that_says_nothing_lists_what_there_is(name):
    with pytest.raises(BadSetting, match=r"adapted, plain, openai:MODEL"):
        named(name)


@pytest.mark.parametrize("kind", ["openai", "ollama", "sentence-transformers"])
def test_a_package_that_is_not_there_is_named(kind, monkeypatch):
    for module in ("openai_like", "ollama", "huggingface"):
        monkeypatch.setitem(sys.modules, f"llama_index.embeddings.{module}", None)
    with pytest.raises(BadSetting, match="pip install llama-index-embeddings-"):
        named(f"{kind}:some-model")


def test_a_server_of_the_users_is_an_encoder_with_a_name_of_its_own(monkeypatch):
    given = {}

    class Ollama(MockEmbedding):
        def __init__(self, **options):
            given.update(options)
            super().__init__(embed_dim=8, model_name=options["model_name"])

    module = ModuleType("llama_index.embeddings.ollama")
    module.OllamaEmbedding = Ollama
    monkeypatch.setitem(sys.modules, module.__name__, module)
    encoder = named("ollama:some-model", "http://127.0.0.1:11434")
    assert given == {"model_name": "some-model", "base_url": "http://127.0.0.1:11434"}
    assert encoder.name.endswith("some-model")
    assert encoder.queries(["lamps"]).shape == (1, 8)
