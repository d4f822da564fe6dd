"""Recruiters' ratings, and the stick that measures an order against them. Both lie beside the project, not in it."""

import importlib.util
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from pathwise.inspection import Inspection, inspect_bytes
from pathwise.resume.months import YearMonth
from pathwise.settings import PROJECT_ROOT, load_settings

SHARED = PROJECT_ROOT.parent / "shared"
STICK = SHARED / "eval" / "ranking_eval.py"
RATINGS = SHARED / "data" / "matching" / "relevance.json"
RESUMES = SHARED / "data" / "matching" / "resumes"
AS_OF = YearMonth(2026, 11)


@dataclass(frozen=True, slots=True)
class RatedJob:
    """A job with resumes that recruiters rated for it.

    Attributes:
        text: What the job asks for, a line each.
        query: The same as one string.
        resumes: Names of the resumes.
        ratings: One each, higher for a better fit.
    """

    text: str
    query: str
    resumes: tuple[str, ...]
    ratings: tuple[int, ...]


def load_stick() -> ModuleType:
    """Load the functions of the stick: the same measures and the same plain BM25."""
    spec = importlib.util.spec_from_file_location("ranking_eval", STICK)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(STICK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_jobs() -> list[RatedJob]:
    """Load the rated jobs, written as the stick writes them."""
    return [
        RatedJob(
            "Requirements\n" + "\n".join(f"- {line}" for line in job["requirements"]) + "\n",
            " ".join(job["requirements"]),
            tuple(Path(each["resume"]).stem for each in job["candidates"]),
            tuple(each["relevance"] for each in job["candidates"]),
        )
        for job in json.loads(RATINGS.read_text(encoding="utf-8"))
    ]


def read_texts(names: Sequence[str]) -> dict[str, str]:
    """Read the rated resumes; their first line is left out as the stick does: it is a job's title, and leaks."""
    read = {name: inspect((RESUMES / f"{name}.pdf").read_bytes()) for name in sorted(set(names))}
    return {name: each.document.text.partition("\n")[2] for name, each in read.items()}


def inspect(data: bytes) -> Inspection:
    """Read a resume, whatever it looks like.

    Raises:
        RuntimeError: It cannot be read.
    """
    found = inspect_bytes(data, load_settings().reading_limits, AS_OF, as_resume=True)
    if not isinstance(found, Inspection):
        raise RuntimeError(found.message)  # noqa: TRY004 - no wrong type: a file that was refused
    return found


def measures_of(
    stick: ModuleType, job: RatedJob, scores: Mapping[str, float | None]
) -> tuple[float, float, float, float]:
    """Measure one order.

    Returns:
        Pairs in the right order, pairs, NDCG@10 and Spearman's rho.
    """
    given = [stick.LOWEST if (score := scores[name]) is None else score for name in job.resumes]
    right, pairs = stick.pairs(given, job.ratings)
    return right, pairs, stick.ndcg(given, job.ratings), stick.spearman(given, job.ratings)
