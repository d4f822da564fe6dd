"""The text of a job becomes a list of what it asks for. Pure: no files, no clock, no database."""
