"""The JSON Schema of readings, for every test that makes one."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jsonschema import Draft202012Validator


@cache
def reading_validator(definition: str = "") -> Draft202012Validator:
    """Return the validator of `duban.reading/1`, or of one definition in it, itself checked."""
    schema = json.loads(files("duban.plans.reading").joinpath("reading-1.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]} if definition else schema)


def assert_keeps_the_contract(written: Mapping[str, object]) -> None:
    """Fail with the place where a reading or refusal leaves the schema."""
    # The fitting half of the schema tells where; the whole of it would only tell that neither half fits.
    half = reading_validator("refusal" if "error" in written else "reading")
    problems = [f"{error.json_path}: {error.message[:300]}" for error in half.iter_errors(written)]
    assert not problems, problems
    assert reading_validator().is_valid(written)
