"""Chunks to ranked passages: encoder, vectors, lexical index, fusion, snapshots."""
