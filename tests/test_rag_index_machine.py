"""Whatever is done with the index, in whatever order: it holds what it was given, and nothing else."""

from hypothesis import HealthCheck, settings
from index_machine import IndexMachine

TestIndex = IndexMachine.TestCase
TestIndex.settings = settings(
    max_examples=6, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
