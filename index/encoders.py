"""The encoder that a setting names: ours, or any that LlamaIndex can reach."""

import importlib
from pathlib import Path
from typing import Any

from index.encoder import E5, AdaptedE5, Encoder
from ingest.errors import BadSetting

OURS = {"adapted": AdaptedE5, "plain": E5}
# kind: package, module, class, and what it calls the model and the address
_OTHERS = {
    "openai": (
        "llama-index-embeddings-openai-like",
        "llama_index.embeddings.openai_like",
        "OpenAILikeEmbedding",
        "model_name",
        "api_base",
    ),
    "ollama": (
        "llama-index-embeddings-ollama",
        "llama_index.embeddings.ollama",
        "OllamaEmbedding",
        "model_name",
        "base_url",
    ),
    "sentence-transformers": (
        "llama-index-embeddings-huggingface",
        "llama_index.embeddings.huggingface",
        "HuggingFaceEmbedding",
        "model_name",
        "",
    ),
}


def named(name: str, address: str = "", cache: Path | None = None) -> Encoder:
    """`adapted` and `plain` are ours; `KIND:MODEL` is a model of a server at `address` (`openai`,
    for whatever speaks as OpenAI does, and `ollama`) or in a local folder
    (`sentence-transformers`). A key is taken from where LlamaIndex takes it, the environment.

    Raises BadSetting for a name that says nothing and for a package that is not installed.
    """
    if name in OURS:
        return OURS[name](cache)
    kind, _, model = name.partition(":")
    if kind not in _OTHERS or not model:
        kinds = ", ".join(f"{k}:MODEL" for k in _OTHERS)
        raise BadSetting(f"no encoder {name!r}; give one of {', '.join(OURS)}, {kinds}")
    package, module, called, model_word, address_word = _OTHERS[kind]
    try:
        embedding = getattr(importlib.import_module(module), called)
    except ImportError as missing:
        raise BadSetting(f"{name} needs a package: pip install {package}") from missing
    from index.llama import EmbeddingEncoder

    options: dict[str, Any] = {model_word: model}
    if address and address_word:
        options[address_word] = address
    return EmbeddingEncoder(embedding(**options))
