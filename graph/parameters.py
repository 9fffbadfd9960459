"""What may be given to a query: values that JSON has words for."""

from __future__ import annotations

import json
from typing import Any

from ..schema import UsageError


def check_parameters(params: dict[str, Any]) -> str:
    """Return parameters as JSON; UsageError for a value that JSON has no word for."""
    try:
        return json.dumps(params, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise UsageError(f"a parameter is no text, number, list or map: {error}") from error
