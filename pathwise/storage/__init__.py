"""The only place that opens a database session or a file store. Importing the package brings no SQLAlchemy."""
