"""All tables at once, for Alembic and whatever else needs the whole schema."""

from sqlalchemy import MetaData

from pathwise_models import analyses, comparisons, documents, keys, lexicons, requests, stages, uploads, users, webhooks
from pathwise_models.base import Base

TABLE_MODULES = (users, uploads, documents, comparisons, analyses, stages, requests, keys, webhooks, lexicons)
"""Importing them is what registers their tables."""

metadata: MetaData = Base.metadata
