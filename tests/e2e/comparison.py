"""A batch that the real command compares, and what Postgres knows of it afterwards."""

import json
import subprocess
from dataclasses import dataclass
from typing import Any

from tests.commands.conftest import Home, finish

MEMBERS = 300
CHUNK_SIZE = 25
CLAIM_SECONDS = 3

FINISHED = """
SELECT a.id FROM resume_analyses a JOIN users u ON u.id = a.user_id
WHERE u.email = %s AND (a.status = 'completed' OR a.reason_code IN ('encrypted', 'no_text', 'corrupt'))
"""
WORKED_ON = """
SELECT a.id FROM resume_analyses a JOIN users u ON u.id = a.user_id WHERE u.email = %s AND a.status = 'running'
"""
CHANCE = [
    *("id", "analysis_id", "resume_upload_id", "user_id", "comparison_batch_id"),
    *("created_at", "updated_at", "started_at", "completed_at"),
]
"""Columns that differ from run to run: ids and times."""
KEPT = """
SELECT f.original_filename, m.position, m.rank, m.band, to_jsonb(a) - %s::text[],
    (SELECT jsonb_agg(to_jsonb(s) - %s::text[] ORDER BY s.position) FROM analysis_scores s WHERE s.analysis_id = a.id),
    (SELECT jsonb_agg(to_jsonb(i) - %s::text[] ORDER BY i.position) FROM feedback_items i WHERE i.analysis_id = a.id)
FROM batch_members m JOIN resume_analyses a ON a.id = m.resume_analysis_id
JOIN resume_uploads f ON f.id = m.resume_upload_id JOIN users u ON u.id = a.user_id WHERE u.email = %s
"""
IN_BETWEEN = """
SELECT 'upload', f.upload_status::text FROM resume_uploads f JOIN users u ON u.id = f.user_id
    WHERE u.email = %s AND (f.upload_status = 'processing' OR f.flow_run_id IS NOT NULL) UNION ALL
SELECT 'analysis', a.status::text FROM resume_analyses a JOIN users u ON u.id = a.user_id
    WHERE u.email = %s AND (a.status IN ('pending', 'running') OR a.flow_run_id IS NOT NULL) UNION ALL
SELECT 'batch', b.status::text FROM comparison_batches b JOIN users u ON u.id = b.user_id
    WHERE u.email = %s AND (b.status IN ('pending', 'processing') OR b.flow_run_id IS NOT NULL)
"""
STAGE_RUNS = """
SELECT r.stage::text, r.status::text, r.reason_code::text, r.attempt,
    coalesce(r.resume_upload_id, r.resume_analysis_id, r.comparison_batch_id) AS subject
FROM stage_runs r
LEFT JOIN resume_uploads f ON f.id = r.resume_upload_id
LEFT JOIN resume_analyses a ON a.id = r.resume_analysis_id
LEFT JOIN comparison_batches b ON b.id = r.comparison_batch_id
JOIN users u ON u.id = coalesce(f.user_id, a.user_id, b.user_id)
WHERE u.email = %s
"""
ANALYSED_TWICE = """
SELECT a.resume_upload_id FROM resume_analyses a JOIN users u ON u.id = a.user_id WHERE u.email = %s
GROUP BY a.resume_upload_id, a.fingerprint HAVING count(*) > 1
"""
BATCHES = """
SELECT b.status::text, b.reason_code::text FROM comparison_batches b JOIN users u ON u.id = b.user_id
WHERE u.email = %s
"""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A row of `stage_runs`."""

    stage: str
    status: str
    reason: str | None
    number: int
    subject: object


@dataclass(frozen=True, slots=True)
class Comparison:
    """The batch, compared by one user.

    Attributes:
        home: Where the command runs.
        database: Whose Postgres keeps it.
        command: The arguments.
        user: The user's e-mail address.
    """

    home: Home
    database: Home
    command: tuple[object, ...]
    user: str

    def start(self, **variables: str) -> "subprocess.Popen[str]":
        """Start the command."""
        fixed = {"PATHWISE_CLAIM_SECONDS": str(CLAIM_SECONDS), "PATHWISE_CHUNK_SIZE": str(CHUNK_SIZE)}
        return self.home.start("compare", *self.command, "--user", self.user, "--json", **fixed | variables)

    def run(self, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run the command to its end."""
        return finish(self.start(**variables))

    def finished(self) -> int:
        """Count the members that have what their file deserves: an answer, or the reason why there is none."""
        return len(self.database.rows(FINISHED, self.user))

    def is_worked_on(self) -> bool:
        """Tell whether a run has members in hand at this moment."""
        return bool(self.database.rows(WORKED_ON, self.user))

    def batches(self) -> list[tuple[str, str | None]]:
        """Tell how each batch of the user stands."""
        return self.database.rows(BATCHES, self.user)

    def kept(self) -> dict[str, tuple[Any, ...]]:
        """Give all that is kept of each member, but for ids and times, by file name."""
        return {name: rest for name, *rest in self.database.rows(KEPT, CHANCE, CHANCE, CHANCE, self.user)}

    def in_between(self) -> list[tuple[str, str]]:
        """Name what is neither done nor failed, or still claimed."""
        return self.database.rows(IN_BETWEEN, *[self.user] * 3)

    def attempts(self) -> list[Attempt]:
        """Give the record of all attempts at stages."""
        return [Attempt(*row) for row in self.database.rows(STAGE_RUNS, self.user)]

    def lost(self) -> int:
        """Count the files that ended without what they deserve."""
        return MEMBERS - self.finished()

    def twice(self) -> int:
        """Count the analyses that were made, and the stages that were completed, more than once."""
        done = [(each.stage, each.subject) for each in self.attempts() if each.status == "completed"]
        return len(self.database.rows(ANALYSED_TWICE, self.user)) + len(done) - len(set(done))


def told(run: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    """Give what a command wrote as JSON."""
    assert (run.returncode, run.stdout != "") == (1, True), run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found
