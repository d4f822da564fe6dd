"""The HTTP service: takes resumes in, promises runs, shows results. Knows no Prefect and holds no SQL."""
