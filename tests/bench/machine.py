"""`python -m tests.bench.machine`: ten thousand steps of the index against a dictionary (`tests.index_machine`)."""

import sys
import time
from pathlib import Path

STEPS, ROUNDS = 50, 200


def main() -> None:
    """Says how many steps there were; an error shows the shortest way to it."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from hypothesis import HealthCheck, settings
    from hypothesis.stateful import run_state_machine_as_test
    from index_machine import IndexMachine

    began = time.perf_counter()
    chosen = settings(
        max_examples=ROUNDS, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(IndexMachine, settings=chosen)
    print(
        f"the index against a dictionary: {ROUNDS * STEPS:,} steps, {time.perf_counter() - began:.0f} s, no difference"
    )


if __name__ == "__main__":
    main()
