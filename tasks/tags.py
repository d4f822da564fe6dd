"""The closed set of tags that runs, tasks and deployments may carry."""

from pathwise_models.enums import StageTrigger

TRIGGERS = {
    "trigger:command-line": StageTrigger.COMMAND_LINE,
    "trigger:ui": StageTrigger.UI,
    "trigger:schedule": StageTrigger.SCHEDULE,
    "trigger:event": StageTrigger.WEBHOOK,
    "trigger:batch": StageTrigger.BATCH,
}
"""What started a run, by tag."""

TAGS = frozenset(
    {
        *("area:upload", "area:batch", "area:import", "area:reprocessing", "area:system"),
        *("stage:extract", "stage:score", "stage:feedback", "stage:compare"),
        *TRIGGERS,
    }
)
