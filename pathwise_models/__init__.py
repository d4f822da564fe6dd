"""The ground: the tables of Pathwise and the words of its field. Knows nothing above it.

Importing this package, or `pathwise_models.enums`, brings no SQLAlchemy: the processes that read
resumes need the words and not the tables.
"""
