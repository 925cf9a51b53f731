"""Bytes to reports of numbered paragraphs, and reports to chunks. Imports nothing of ours."""
