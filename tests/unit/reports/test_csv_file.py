import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.errors import InvalidInputError
from pathwise.reports.csv_file import neutralise, write_csv

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫−"
BEFORE = ["", " ", "   ", "\u00a0", "\u3000", "\u200b", "\ufeff", "\x01", '"', ' "']
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
# Mostly what is dangerous, so that it is met in every place.
hostile = st.lists(st.sampled_from([*SIGNS, *BEFORE, "\t", "\r", "\n", ";", ",", "'", '"', "a", "1", "ä"])).map("".join)
cells = texts | hostile


def read_back(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One place that a property may write to again and again."""
    return tmp_path_factory.mktemp("reports") / "ranking.csv"


class TestNeutralise:
    @pytest.mark.parametrize("sign", SIGNS)
    @pytest.mark.parametrize("before", BEFORE, ids=ascii)
    def test_a_sign_at_the_beginning_gets_a_quote_before_all(self, before: str, sign: str) -> None:
        text = f"{before}{sign}1+1"
        assert neutralise(text) == f"'{text}"

    @pytest.mark.parametrize("first", ["\t", "\r", "\n"], ids=ascii)
    def test_a_tab_or_line_end_at_the_beginning_gets_a_quote(self, first: str) -> None:
        assert neutralise(f"{first}resume.pdf") == f"'{first}resume.pdf"

    @pytest.mark.parametrize("end", [";", "\t", "\r", "\n"], ids=ascii)
    @pytest.mark.parametrize("before", BEFORE, ids=ascii)
    def test_a_sign_where_another_program_begins_a_cell_gets_a_quote(self, end: str, before: str) -> None:
        assert neutralise(f"a{end}{before}=1") == f"a{end}{before}'=1"

    @pytest.mark.parametrize(
        "text", ["", "ash.pdf", "C++", "e-mail", "ash-2.pdf", "me@example.org", "a, -b", "'=1", "100 %", "R&D; SQL"]
    )
    def test_a_harmless_text_stays_as_it_is(self, text: str) -> None:
        assert neutralise(text) == text

    def test_a_nul_is_left_out_and_hides_nothing(self) -> None:
        assert neutralise("\0=1\0") == "'=1"

    @given(cells)
    def test_twice_is_once(self, text: str) -> None:
        assert neutralise(neutralise(text)) == neutralise(text)

    @given(cells)
    def test_no_cell_begins_with_what_owasp_names_however_the_text_is_cut(self, text: str) -> None:
        for delimiter in ",;\t":
            written = io.StringIO()
            csv.writer(written, quoting=csv.QUOTE_ALL).writerow([1, neutralise(text)])
            rows = csv.reader(io.StringIO(f"1,{written.getvalue()}", newline=""), delimiter=delimiter)
            begins = {cell.strip(' "\u00a0\u3000\u200b\ufeff\x01\r\n\t')[:1] for row in rows for cell in row}
            assert begins.isdisjoint(SIGNS)

    @given(cells)
    def test_nothing_but_quotes_is_added(self, text: str) -> None:
        assert neutralise(text).replace("'", "") == text.replace("'", "")


class TestWriting:
    @settings(max_examples=40)
    @given(rows=st.lists(st.tuples(cells, cells), max_size=5))
    def test_what_is_written_is_read_back(self, target: Path, rows: list[tuple[str, str]]) -> None:
        write_csv(pd.DataFrame(rows, columns=["file", "message"], dtype="string"), target)
        expected = [tuple(map(neutralise, row)) for row in rows]
        assert list(read_back(target).itertuples(index=False, name=None)) == expected

    @settings(max_examples=20)
    @given(tenths=st.lists(st.integers(-1000, 1000) | st.none(), min_size=1))
    def test_numbers_stay_numbers(self, target: Path, tenths: list[int | None]) -> None:
        points = [None if number is None else number / 10 for number in tenths]
        write_csv(pd.DataFrame({"file": "ash.pdf", "difference": pd.array(points, dtype="Float64")}), target)
        cells = read_back(target)["difference"]
        assert [float(cell) if cell else None for cell in cells] == points

    def test_a_negative_number_is_no_formula(self, tmp_path: Path) -> None:
        write_csv(pd.DataFrame({"difference": [-3.5], "text": ["-3.5"]}), tmp_path / "a.csv")
        assert (tmp_path / "a.csv").read_bytes().endswith(b'\r\n-3.5,"\'-3.5"\r\n')

    def test_a_spreadsheet_program_can_tell_the_encoding(self, tmp_path: Path) -> None:
        write_csv(pd.DataFrame({"label": ["Zoë Ångström"]}), tmp_path / "a.csv")
        data = (tmp_path / "a.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert "Zoë Ångström" in data.decode("utf-8-sig")

    def test_headings_and_the_index_are_neutralised_too(self, tmp_path: Path) -> None:
        index = pd.MultiIndex.from_tuples([(1, "=a.pdf")], names=["rank", "@file"])
        write_csv(pd.DataFrame([[0.5, 0.3]], index=index, columns=["- 5 years", "SQL"]), tmp_path / "a.csv")
        assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines() == [
            """"rank","'@file","'- 5 years","SQL\"""",
            """1,"'=a.pdf",0.5,0.3""",
        ]

    def test_texts_in_any_kind_of_column_are_neutralised(self, tmp_path: Path) -> None:
        columns = {
            "category": pd.Series(["=1"], dtype="category"),
            "object": pd.Series(["=2"], dtype=object),
            "text": pd.Series(["=3"], dtype="str"),
        }
        write_csv(pd.DataFrame(columns), tmp_path / "a.csv")
        assert read_back(tmp_path / "a.csv").iloc[0].tolist() == ["'=1", "'=2", "'=3"]

    def test_headings_that_become_the_same_keep_their_columns(self, tmp_path: Path) -> None:
        write_csv(pd.DataFrame([["a", "b"]], columns=["=x", "'=x"]), tmp_path / "a.csv")
        assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig") == '"\'=x","\'=x"\n"a","b"\n'

    def test_a_frame_without_rows_has_its_headings(self, tmp_path: Path) -> None:
        write_csv(pd.DataFrame(columns=["rank", "file"]), tmp_path / "a.csv")
        assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig") == '"rank","file"\n'

    def test_half_a_letter_does_not_stop_the_file(self, tmp_path: Path) -> None:
        write_csv(pd.DataFrame({"file": ["ash\udce4.pdf"]}, dtype=object), tmp_path / "a.csv")
        assert read_back(tmp_path / "a.csv")["file"].tolist() == ["ash?.pdf"]


class TestPlace:
    FRAME = pd.DataFrame({"file": ["ash.pdf"]})

    def test_a_file_of_that_name_is_replaced_and_nothing_else_is_left(self, tmp_path: Path) -> None:
        target = tmp_path / "ranking.csv"
        target.write_text("older")
        write_csv(self.FRAME, target)
        assert read_back(target)["file"].tolist() == ["ash.pdf"]
        assert list(tmp_path.iterdir()) == [target]

    def test_a_missing_folder_is_named_with_the_way_out(self, tmp_path: Path) -> None:
        target = tmp_path / "missing" / "ranking.csv"
        with pytest.raises(InvalidInputError, match=r"folder does not exist\. Make the folder first") as caught:
            write_csv(self.FRAME, target)
        assert caught.value.what == str(target)

    def test_a_file_is_no_folder(self, tmp_path: Path) -> None:
        (tmp_path / "ash.pdf").write_text("a resume")
        with pytest.raises(InvalidInputError, match="folder does not exist"):
            write_csv(self.FRAME, tmp_path / "ash.pdf" / "ranking.csv")

    def test_a_folder_is_no_file_and_nothing_is_left_in_it(self, tmp_path: Path) -> None:
        (tmp_path / "reports").mkdir()
        with pytest.raises(InvalidInputError, match=r"is a folder\. Name a file in it"):
            write_csv(self.FRAME, tmp_path / "reports")
        assert [path.name for path in tmp_path.rglob("*")] == ["reports"]

    def test_a_name_that_the_system_refuses_leaves_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidInputError, match="cannot be written"):
            write_csv(self.FRAME, tmp_path / ("a" * 300))
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_may_not_be_written_to_is_named_with_the_way_out(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o500)
        try:
            (tmp_path / "probe").touch()
        except PermissionError:
            with pytest.raises(InvalidInputError, match=r"may not be written\. Name a file in a folder"):
                write_csv(self.FRAME, tmp_path / "ranking.csv")
        else:
            pytest.skip("this user may write anywhere")
        finally:
            tmp_path.chmod(0o700)
