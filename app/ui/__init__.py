"""What the pages are made of: words, evidence, and the one place where HTML is built."""
