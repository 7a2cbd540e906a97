"""What a schema cannot say of a request that is right: keys are new, and opaque texts come from an earlier answer."""

import re
import uuid

import schemathesis
from schemathesis.generation import GenerationMode

KEY = re.compile(r"^[!-~]([ -~]{0,198}[!-~])?$")


@schemathesis.hook
def before_call(context, case, kwargs):
    headers = case.headers or {}
    if KEY.match(str(headers.get("Idempotency-Key", ""))):
        headers["Idempotency-Key"] = str(uuid.uuid4())
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    # A cursor, a version or a token that is made up is refused.
    headers.pop("If-Match", None)
    headers.pop("Consistency-Token", None)
    if case.query:
        case.query.pop("cursor", None)
