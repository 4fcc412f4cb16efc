"""Whether the service does what its OpenAPI description says, asked with thousands of generated requests."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = 100  # of each operation


def contract(command: list[str], environment: dict[str, str]) -> None:
    """Prints how many requests were answered as described; ends the bench with the reports where one was not."""
    served = {**environment, "CHIDAO_QUESTIONS_PER_MINUTE": "1000000"}
    with subprocess.Popen([*command, "serve"], env=served, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().split()[-1]
            program = Path(sys.executable).with_name("schemathesis")
            run = [
                program,
                "run",
                f"{address}openapi.json",
                "--max-examples",
                str(EXAMPLES),
                "--seed",
                "1",
                "--no-color",
            ]
            ended = subprocess.run(run, capture_output=True, text=True, cwd=environment["CHIDAO_DATA"])
            if ended.returncode:
                raise SystemExit(
                    f"The HTTP interface does not do what /openapi.json says:\n{ended.stdout}{ended.stderr}"
                )
            counted = next(line.strip() for line in ended.stdout.splitlines() if " generated, " in line)
            print(f"requests against /openapi.json          {counted}")
        finally:
            process.terminate()


if __name__ == "__main__":
    import os
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        contract([sys.executable, "-m", "bot"], {**os.environ, "CHIDAO_DATA": folder, "CHIDAO_PORT": "0"})
