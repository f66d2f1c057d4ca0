"""Start the auditor in a checkout: python cli.py report.txt"""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "src"))

from auditor.cli import main

main()
