"""Answers to numbers: sets, measures, runs; the sample library."""
