"""A whole run over a file store on S3: stored, read by the pool's processes, scored."""

import json

import pytest

from pathwise.demo.samples import DemoSet
from tests.commands.conftest import Home
from tests.commands.test_doctor import findings
from tests.object_store import BUCKET, object_store

URL = f"s3://{BUCKET}/pathwise"


@pytest.mark.parametrize("endpoint", ["FSSPEC_S3_ENDPOINT_URL", "AWS_ENDPOINT_URL"])
def test_resumes_are_processed_from_s3(served_home: Home, samples: DemoSet, endpoint: str) -> None:
    with object_store() as s3:
        variables = s3.variables | {endpoint: s3.endpoint, "PATHWISE_FILE_STORE": URL}
        if endpoint != "FSSPEC_S3_ENDPOINT_URL":
            del variables["FSSPEC_S3_ENDPOINT_URL"]
        user = f"{endpoint.lower().replace('_', '-')}@example.org"
        run = served_home.run("process", samples.folder, "--user", user, "--json", **variables)
        assert run.returncode == 1, run.stderr
        told = json.loads(run.stdout)
        assert (len(told["analyses"]), len(told["failed"])) == (6, 2)
        assert "missing_file" not in {each["reason"] for each in told["failed"]}
        assert len([name for name in s3.names() if name.startswith("pathwise/uploads/")]) == 8
        assert findings(served_home.run("doctor", **variables))["File store"] == ("ok", URL)
    mark, words = findings(served_home.run("doctor", AWS_MAX_ATTEMPTS="1", **variables))["File store"]
    assert mark == "todo"
    assert "it does not answer" in words
