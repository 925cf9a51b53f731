"""A question to a verified answer: settings, reader, citations, command line and pages."""
