"""The rules in force, as a run finds them."""

from pathwise.manifest import RulesVersions, current_versions
from pathwise.settings import load_settings
from pathwise.storage.database import shared_database
from pathwise.storage.lexicon_layers import mirror_layers


def rules_in_force() -> RulesVersions:
    """Name the rules by which this run works, once the layers that Postgres keeps are in force on this machine.

    Raises:
        OperationalError: Postgres is away.
    """
    mirror_layers(shared_database(), load_settings().home)
    return current_versions()
