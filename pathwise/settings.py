"""The settings of Pathwise and where things lie. Read by `load_settings()`, never at import."""

import base64
import binascii
import os
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from pathwise.documents.model import ReadingLimits
from pathwise.errors import InvalidSettingError

PROJECT_ROOT = Path(__file__).resolve().parents[1]
MEBIBYTE = 1024 * 1024
SECRET_BYTES = range(24, 65)
"""How long a key for signatures may be, by Standard Webhooks."""


class Settings(BaseSettings):
    """Everything a deployment may choose.

    Sources, later ones win: the defaults here, `.env`, `.env.local` (both beside pyproject.toml), the
    environment. An empty value counts as unset.
    """

    model_config = SettingsConfigDict(
        env_prefix="PATHWISE_", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    database_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("DATABASE_URL", "database_url"),
        description="Postgres 15 or newer, as postgresql+psycopg://user:password@host:5432/name. "
        "Unset: an embedded Postgres below PATHWISE_HOME.",
    )
    home: Path = Field(
        default=PROJECT_ROOT / ".pathwise",
        description="Folder of everything that is written: embedded Postgres, uploaded files, logs. "
        "A relative path starts beside pyproject.toml.",
    )
    file_store: str | None = Field(
        default=None,
        description="Where uploaded files are kept: a folder or an fsspec URL. "
        "A relative folder starts beside pyproject.toml. Unset: files/ below PATHWISE_HOME.",
    )
    import_root: Path | None = Field(
        default=None,
        description="Folder below which resumes may be imported by the flow import-resumes, as the worker sees it. "
        "A relative path starts beside pyproject.toml. Unset: nothing is imported from folders.",
    )
    workers: int = Field(default=0, ge=0, le=256, description="Processes that read and judge resumes. 0: one a core.")
    niceness: int = Field(
        default=0,
        ge=0,
        le=19,
        description="How far these processes give way to others: 0 not at all, 19 wholly. Bulk deployments set 10.",
    )
    read_seconds: float = Field(
        default=30.0, gt=0, le=3600, description="Longest time one file may take, in seconds of wall time."
    )
    read_cpu_seconds: int = Field(
        default=20,
        ge=1,
        le=3600,
        description="Most CPU time one file may take, in whole seconds. Other load on the machine does not count.",
    )
    read_memory_bytes: int = Field(
        default=1024 * MEBIBYTE,
        ge=256 * MEBIBYTE,
        description="Most memory one reading process may take, in bytes.",
    )
    max_file_bytes: int = Field(default=20 * MEBIBYTE, gt=0, description="Largest file read, in bytes.")
    max_inflated_bytes: int = Field(
        default=200 * MEBIBYTE, gt=0, description="Most a compressed file may grow to when opened, in bytes."
    )
    max_pages: int = Field(default=60, gt=0, description="Most pages a document may have.")
    max_scanned_pages: int = Field(
        default=3,
        ge=0,
        le=60,
        description="Most pages of a file that are read from their picture, where pathwise[ocr] is installed. 0: none.",
    )
    scanned_page_seconds: int = Field(
        default=30,
        ge=1,
        le=600,
        description="What each of these pages adds to the wall and to the CPU time that one file may take, in seconds.",
    )
    chunk_size: int = Field(
        default=50, ge=1, le=1000, description="Resumes of a batch that are claimed, worked on and kept together."
    )
    fan_out: Literal["threads", "deployments"] = Field(
        default="threads",
        description="Where the chunks of a batch are worked on: by threads of its own run, or by runs of the "
        "deployment process-chunk/fan-out, which any worker takes.",
    )
    claim_seconds: float = Field(
        default=60.0,
        ge=1,
        le=3600,
        description="How long a run's claim on its work outlives its last sign of life, in seconds.",
    )
    database_patience_seconds: float = Field(
        default=60.0,
        ge=0,
        le=3600,
        description="How long a transaction is tried again while the database is away, in seconds.",
    )
    service_host: str = Field(
        default="127.0.0.1",
        description="Address that the HTTP service listens on. Any but this machine's own needs an API key and "
        "PREFECT_SERVER_API_AUTH_STRING.",
    )
    service_port: int = Field(default=8000, ge=1, le=65535, description="Port of the HTTP service.")
    prefect_host: str = Field(
        default="127.0.0.1",
        description="Address that the Prefect server of pathwise up listens on. Any but this machine's own needs "
        "the same.",
    )
    prefect_port: int = Field(
        default=4200, ge=1, le=65535, description="Port of the Prefect server of pathwise up, and of its web page."
    )
    concurrent_runs: int = Field(
        default=4, ge=2, le=256, description="Flow runs that the worker of pathwise up takes at once."
    )
    bulk_runs: int = Field(
        default=2,
        ge=1,
        le=255,
        description="Bulk runs among them, over all workers; fewer than all, so that slots stay free for single "
        "uploads and batches.",
    )

    service_requests_per_minute: int = Field(
        default=600, ge=1, description="Requests that one API key may make within a minute."
    )
    service_idle_seconds: float = Field(
        default=30.0,
        gt=0,
        le=3600,
        description="How long the service waits for the next piece of a request's body, in seconds.",
    )

    webhook_secrets: str | None = Field(
        default=None,
        repr=False,
        description="Keys that incoming webhooks are signed with, each as whsec_ and 24 to 64 bytes in base64, with "
        "commas between them: while keys are changed, the old and the new one. Unset: no webhooks are taken in.",
    )
    webhook_incoming: str = Field(
        default="incoming/",
        description="Where in the file store other systems lay files that a webhook then names.",
    )
    webhook_private_addresses: bool = Field(
        default=False,
        description="Whether outgoing webhooks may go to this machine and to private networks.",
    )

    @field_validator("database_url")
    @classmethod
    def _name_the_driver(cls, url: str | None) -> str | None:
        if url is None:
            return None
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        if not url.startswith("postgresql+psycopg://"):
            raise ValueError("must start with postgresql+psycopg://, postgresql:// or postgres://")
        return url

    @field_validator("home")
    @classmethod
    def _make_absolute(cls, home: Path) -> Path:
        return PROJECT_ROOT / _expand_home(home)

    @field_validator("import_root")
    @classmethod
    def _make_root_absolute(cls, root: Path | None) -> Path | None:
        return PROJECT_ROOT / _expand_home(root) if root else None

    @field_validator("file_store")
    @classmethod
    def _make_folder_absolute(cls, store: str | None) -> str | None:
        if store is None or "://" in store:
            return store
        return str(PROJECT_ROOT / _expand_home(Path(store)))

    @field_validator("webhook_secrets")
    @classmethod
    def _check_secrets(cls, secrets: str | None) -> str | None:
        for place, secret in enumerate(_separated(secrets), start=1):
            if not _is_webhook_secret(secret):
                raise ValueError(f"key {place} must be whsec_ followed by 24 to 64 bytes in base64")
        return secrets

    @field_validator("webhook_incoming")
    @classmethod
    def _check_incoming(cls, prefix: str) -> str:
        parts = prefix.strip("/").split("/")
        if {"", ".", ".."} & set(parts) or parts[0] == "uploads":
            raise ValueError("must name a folder of the store, other than uploads/")
        return "/".join(parts) + "/"

    @property
    def webhook_keys(self) -> tuple[str, ...]:
        """Keys that incoming webhooks may be signed with; none where none are taken in."""
        return tuple(_separated(self.webhook_secrets))

    @property
    def file_store_url(self) -> str:
        """Folder or fsspec URL of the uploaded files."""
        return self.file_store or str(self.home / "files")

    @property
    def log_folder(self) -> Path:
        """Folder of the logs of what runs in the background."""
        return self.home / "logs"

    @property
    def reading_limits(self) -> ReadingLimits:
        """What reading one file may cost."""
        return ReadingLimits(
            file_bytes=self.max_file_bytes,
            inflated_bytes=self.max_inflated_bytes,
            pages=self.max_pages,
            scanned_pages=self.max_scanned_pages,
        )

    @property
    def worker_count(self) -> int:
        """Processes of the pool, 1 or more."""
        return self.workers or os.cpu_count() or 1


def load_settings(folder: Path = PROJECT_ROOT, /, **overrides: Any) -> Settings:
    """Read the settings from `.env`, `.env.local` and the environment.

    Args:
        folder: Where the two files are looked for; either may be missing.
        overrides: Values that win over all sources, by field name.

    Returns:
        The settings, checked.

    Raises:
        InvalidSettingError: If a value cannot be used. Names the setting, never repeats the value.
    """
    # PATHWISE_DOTENV=0 leaves the two files out: the tests must not see what a developer keeps there.
    read_files = os.environ.get("PATHWISE_DOTENV", "1") != "0"
    files = (folder / ".env", folder / ".env.local") if read_files else None
    try:
        return Settings(_env_file=files, **overrides)
    except ValidationError as error:
        # The value may hold a password: neither it nor the error that quotes it goes further.
        first = error.errors(include_input=False, include_url=False)[0]
        raise InvalidSettingError(_setting_name(first["loc"]), _problem(first)) from None


_PROBLEMS = {
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "greater_than": "must be more than {gt:.12g}",
    "greater_than_equal": "must be at least {ge:.12g}",
    "less_than_equal": "must be at most {le:.12g}",
    "value_error": "{error}",
}


def _problem(error: ErrorDetails) -> str:
    return _PROBLEMS.get(error["type"], "cannot be used").format_map(error.get("ctx", {}))


def _separated(values: str | None) -> list[str]:
    return [value for part in (values or "").split(",") if (value := part.strip())]


def _is_webhook_secret(secret: str) -> bool:
    marker, _, key = secret.partition("_")
    try:
        return marker == "whsec" and len(base64.b64decode(key, validate=True)) in SECRET_BYTES
    except binascii.Error:
        return False


def _setting_name(location: tuple[int | str, ...]) -> str:
    name = str(location[0]) if location else "settings"
    return name if name.isupper() else f"PATHWISE_{name.upper()}"


def _expand_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError("starts with ~, and there is no such home folder") from None
