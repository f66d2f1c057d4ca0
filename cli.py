"""Start the auditor in a checkout: python cli.py report.txt"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

from auditor.cli import main

main()
