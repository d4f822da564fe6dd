"""An operator at Prefect's pages, in a real browser: finds a deployment, fills in its form, watches the run."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium")
# Without these it asks the network for updates, and at every start for names that a closed network does not know.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LONGEST_MS = 600_000


@dataclass(frozen=True, slots=True)
class Operator:
    """A person at the pages of one Prefect server.

    Attributes:
        page: The browser's page.
        prefect: Address of the server.
        pictures: Folder for what the person sees at each step.
    """

    page: Page
    prefect: str
    pictures: Path

    def find_deployment(self, flow: str, name: str) -> None:
        """Open a deployment from the list of all."""
        self.page.goto(f"{self.prefect}/deployments")
        row = self.page.get_by_role("row").filter(has_text=flow).filter(has_text=name)
        row.get_by_role("link", name=name).wait_for()
        self.look("deployments")
        row.get_by_role("link", name=name).click()

    def read_description(self, words: str) -> None:
        """See that the deployment says what it is for."""
        self.page.get_by_text("Description", exact=True).first.click()
        self.page.get_by_text(words).first.wait_for()
        self.look("description")

    def run(self, value: str) -> str:
        """Fill in a form of one field and start a run.

        Returns:
            What the form says of itself.
        """
        self.page.get_by_role("button", name="Run", exact=True).click()
        self.page.get_by_text("Custom run").first.click()
        form = self.page.locator("form")
        form.locator("textarea").first.wait_for()
        form.locator("textarea").first.fill(value)
        self.look("form")
        said = form.inner_text()
        # Who leaves the page before the server has answered takes the request back.
        with self.page.expect_response(lambda response: response.url.endswith("/create_flow_run")):
            self.page.get_by_role("button", name="Submit").click()
        return said

    def wait_until_completed(self, run: str) -> None:
        """Open a run from the list of runs and wait until its page says that it is completed."""
        self.page.goto(f"{self.prefect}/runs")
        self.page.get_by_role("link", name=run).first.click()
        self.page.get_by_text("Completed", exact=True).first.wait_for()
        self.look("run")

    def artifact(self, key: str) -> str:
        """Open an artifact of the run; returns its text."""
        self.page.get_by_text("Artifacts", exact=True).first.click()
        self.page.get_by_role("link").filter(has_text=key).first.click()
        self.page.locator("table").first.wait_for()
        self.look("artifact")
        return self.page.inner_text("body")

    def look(self, name: str) -> None:
        """Keep a picture of what the person sees."""
        self.page.screenshot(path=self.pictures / f"{name}.png")


@contextmanager
def operator_at(prefect: str, pictures: Path) -> Iterator[Operator]:
    """Open a browser for as long as the block runs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS, headless=True)
        page = browser.new_page(viewport={"width": 1400, "height": 1100})
        page.set_default_timeout(LONGEST_MS)
        yield Operator(page, prefect, pictures)
        browser.close()
