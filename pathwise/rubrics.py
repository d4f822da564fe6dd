"""Rubrics other than the packaged one: read from a text, and held to what this program can measure. Pure."""

from collections.abc import Iterator

from pathwise.scoring.rubric import Metric, Rubric, load_rubric, parse_rubric


class BrokenRubricError(ValueError):
    """A text is no rubric; says what is wrong in it."""


def parse_other_rubric(text: str) -> Rubric:
    """Read a rubric that did not come with the package.

    Weights, steps and bounds may be any; what is measured may not: a metric that the program does not know would
    bring points to nobody.

    Raises:
        BrokenRubricError: It is no TOML, something is missing, it contradicts itself, or it asks for something that
            is not measured.
    """
    try:
        rubric = parse_rubric(text)
    except KeyError as error:
        raise BrokenRubricError(f"{error.args[0]} is missing") from None
    except (ValueError, TypeError, AttributeError) as error:
        raise BrokenRubricError(str(error)) from None
    problem = next(_problems(rubric), None)
    if problem:
        raise BrokenRubricError(problem)
    return rubric


def _problems(rubric: Rubric) -> Iterator[str]:
    if not isinstance(rubric.version, str) or not rubric.version.strip():
        yield "the version must be a text"
    packaged = {metric.key: metric for metric in load_rubric().metrics}
    for metric in rubric.metrics:
        yield from _problems_of(metric, packaged)
    for key in ("experience_years", "education_level"):
        if key not in {metric.key for metric in rubric.metrics}:
            yield f"the metric {key} is missing; give it a small weight instead"


def _problems_of(metric: Metric, packaged: dict[str, Metric]) -> Iterator[str]:
    known = packaged.get(metric.key)
    if known is None or known.category is not metric.category:
        yield f"{metric.key}: nothing of that name is measured for {metric.category.value}"
    elif missing := sorted(known.bounds.keys() - metric.bounds.keys()):
        yield f"{metric.key}: the bounds of {', '.join(missing)} are missing"
