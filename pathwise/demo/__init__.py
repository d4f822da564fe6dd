"""Sample resumes of invented people, made by code as real files."""
