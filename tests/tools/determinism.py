"""Whether the output is the same, byte for byte, however it is made: ``python tests/tools/determinism.py [PYTHON …]``.

Reads the articles of fixtures/ with each Python named (default: this one; each needs newsfacts' dependencies) under
several hash seeds, batch sizes and numbers of processes, and prints a hash of each output. Exits 1 if any differ.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = """
import hashlib, sys
from pathlib import Path
import newsfacts
if __name__ == "__main__":
    batch, processes = int(sys.argv[2]), int(sys.argv[3])
    texts = [path.read_bytes().decode() for path in sorted(Path(sys.argv[1]).rglob("*.txt"))]
    whole = hashlib.sha256()
    for doc in newsfacts.load(experimental=True).pipe(texts, batch_size=batch, processes=processes):
        whole.update(doc.to_json().encode())
    print(sys.version.split()[0], whole.hexdigest()[:16])
"""
WAYS = [(seed, batch, processes) for seed in ("0", "1", "random") for batch, processes in ((1, 1), (16, 1), (5, 2))]


def main() -> int:
    """Print the matrix."""
    found = set()
    print("| Python | hash seed | batch size | processes | output |\n|---|---|--:|--:|---|")
    script = Path(os.environ.get("TMPDIR", "/tmp")) / f"determinism-{os.getpid()}.py"
    script.write_text(READ, "utf-8")
    try:
        for python in sys.argv[1:] or [sys.executable]:
            for seed, batch, processes in WAYS:
                env = os.environ | {
                    "PYTHONHASHSEED": seed,
                    "PYTHONPATH": str(ROOT / "src"),
                    "OPENBLAS_NUM_THREADS": "1",
                }
                command = [python, "-W", "ignore", script, ROOT / "fixtures", str(batch), str(processes)]
                told = subprocess.run(list(map(str, command)), env=env, capture_output=True, text=True, check=True)
                version, output = told.stdout.split()
                found.add(output)
                print(f"| {version} | {seed} | {batch} | {processes} | `{output}` |", flush=True)
    finally:
        script.unlink()
    return 0 if len(found) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
