"""Bytes become text with its lines, pages, links and integrity. The only package that knows file formats."""
