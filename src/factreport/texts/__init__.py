"""Texts: a source or a draft, read from its file into blocks that know their places."""
