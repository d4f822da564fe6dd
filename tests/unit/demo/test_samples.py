import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from pathwise.demo.model import Layout, Special
from pathwise.demo.samples import DemoSet, write_demo
from pathwise_models.enums import ReasonCode


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> DemoSet:
    return write_demo(tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> DemoSet:
    return write_demo(tmp_path_factory.mktemp("small"), size="small")


def test_the_small_set_has_six_to_read_and_two_to_refuse(small: DemoSet) -> None:
    readable = [member.sample.layout for member in small.members if member.reason is None]
    refused = {member.reason for member in small.members} - {None}
    assert sorted(readable) == sorted(Layout)
    assert refused == {ReasonCode.ENCRYPTED, ReasonCode.NO_TEXT}
    assert len(small.members) == 8


def test_the_full_set_begins_with_the_small_one(small: DemoSet, full: DemoSet) -> None:
    assert [member.sample for member in full.members[:8]] == [member.sample for member in small.members]


def test_the_full_set_is_two_dozen_people(full: DemoSet) -> None:
    assert len({member.sample.person.name for member in full.members}) == 24


def test_the_folder_of_resumes_holds_the_members_and_nothing_else(full: DemoSet) -> None:
    assert sorted(full.folder.iterdir()) == sorted(member.path for member in full.members)
    assert all(member.path.read_bytes() == member.sample.data for member in full.members)


def test_every_special_kind_is_shown_once(full: DemoSet) -> None:
    counted = Counter(member.sample.special for member in full.members)
    assert all(counted[special] == 1 for special in Special if special is not Special.NOTHING)


def test_the_duplicate_has_the_bytes_of_another_file(full: DemoSet) -> None:
    by_name = {member.path.name: member.sample.data for member in full.members}
    assert by_name["amara-lindqvall-final.pdf"] == by_name["amara-lindqvall.pdf"]
    assert len(set(by_name.values())) == len(by_name) - 1


def test_the_table_tells_the_outcome_of_every_file(full: DemoSet) -> None:
    for member in full.members:
        assert member.outcome == (member.reason or "read")
        assert (member.fit == "unknown") is (member.reason is not None)


def test_what_the_demo_people_say_is_said_by_someone_in_the_table(full: DemoSet) -> None:
    table = tomllib.loads((files("pathwise.demo") / "samples.toml").read_text("utf-8"))
    said = {member.sample.person.name: member.sample.person.positions[0].bullets for member in full.members}
    assert all(said[name][: len(bullets)] == tuple(bullets) for name, bullets in table.items())


def test_all_degrees_of_fit_are_there(full: DemoSet) -> None:
    assert {member.fit for member in full.members} == {"perfect", "strong", "partial", "weak", "off", "unknown"}


def test_the_advertisement_has_the_usual_parts(full: DemoSet) -> None:
    headings = [line[3:] for line in full.job.read_text("utf-8").splitlines() if line.startswith("## ")]
    assert headings == ["About us", "What you will do", "What we ask for", "Nice to have", "What we offer"]


def test_writing_twice_leaves_the_same_files(full: DemoSet) -> None:
    before = {path: path.read_bytes() for path in full.folder.iterdir()}
    write_demo(full.folder.parent)
    assert {path: path.read_bytes() for path in full.folder.iterdir()} == before
