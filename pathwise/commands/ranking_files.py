"""A ranking as files for spreadsheet programs."""

from dataclasses import replace
from pathlib import Path

from pathwise.commands.comparing import Compared
from pathwise.comparison.bands import band_labels
from pathwise.comparison.matrix import build_matrix
from pathwise.comparison.precedence import tell_precedence
from pathwise.comparison.ranking import rank
from pathwise.reports.csv_file import write_csv
from pathwise.reports.frames import RankingRow, matrix_frame, ranking_frame
from pathwise.storage.rankings import MemberResult


def write_ranking(compared: Compared, path: Path) -> tuple[Path, Path]:
    """Write the ranking, and beside it how strongly each member shows each requirement.

    Returns:
        The two files.

    Raises:
        InvalidInputError: They cannot be written there.
    """
    matrix_path = path.with_name(f"{path.stem}-matrix{path.suffix or '.csv'}")
    write_csv(ranking_frame(_rows(compared)), path)
    contenders = compared.contenders()
    write_csv(matrix_frame(build_matrix(rank(contenders), contenders), compared.files), matrix_path)
    return path, matrix_path


def _rows(compared: Compared) -> list[RankingRow]:
    differences, bands, precedences = compared.differences(), band_labels(), compared.precedences()
    ranked = [
        replace(
            _row(label, member, bands),
            difference=difference.points if (difference := differences.get(member.member_id)) else None,
            before_next=tell_precedence(reason, label, compared.files[reason.lower_id])
            if (reason := precedences.get(member.member_id))
            else None,
        )
        for label, member in compared.ranked()
    ]
    linked = [
        replace(_row(label, member, bands), same_person_as=ranked_file)
        for label, member, ranked_file in compared.linked()
    ]
    failed = [
        RankingRow(None, None, label, position=place, reason=refusal.reason, message=refusal.message)
        for place, (label, refusal) in enumerate(compared.failed(), start=len(compared.entries))
    ]
    return ranked + linked + failed


def _row(label: str, member: MemberResult, bands: dict[str, str]) -> RankingRow:
    return RankingRow(
        rank=member.rank,
        band=bands.get(member.band or ""),
        file=label,
        label=member.label,
        is_primary=member.is_primary,
        position=member.position,
        overall=member.overall,
        document_quality=member.document_quality,
        job_match=member.job_match,
        coverage=member.coverage,
        tier=member.tier,
    )
