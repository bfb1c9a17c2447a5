"""A pytest plugin, loaded before Django reads its settings: tests have a data folder of their own, never the
installation's."""

import os
import tempfile
from pathlib import Path

if not os.environ.get("PROSPECT_TESTING"):
    os.environ["PROSPECT_TESTING"] = "yes"
    os.environ["PROSPECT_DATA"] = tempfile.mkdtemp(prefix="prospect-test-")
    os.environ.update(
        PROSPECT_DEBUG="off",
        PROSPECT_DEMO="on",
        PROSPECT_HTTPS="off",
        PROSPECT_SMTP="",
        PROSPECT_URL="http://testserver",
    )
(Path(os.environ["PROSPECT_DATA"]) / "static").mkdir(parents=True, exist_ok=True)
