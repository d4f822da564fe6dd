"""A document's text becomes a profile of the person. Pure: no files, no clock, no database."""
