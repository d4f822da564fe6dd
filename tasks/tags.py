"""The closed set of tags that runs, tasks and deployments may carry."""

from pathwise.storage.run_requests import TRIGGER_TAGS

TRIGGERS = {tag: trigger for trigger, tag in TRIGGER_TAGS.items()}
"""What started a run, by tag."""

TAGS = frozenset(
    {
        *("area:upload", "area:batch", "area:import", "area:reprocessing", "area:system"),
        *("stage:extract", "stage:score", "stage:feedback", "stage:compare"),
        *TRIGGERS,
    }
)
