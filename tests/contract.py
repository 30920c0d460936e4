"""The JSON Schema of readings, for every test that makes one."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jsonschema import Draft202012Validator


@cache
def reading_validator() -> Draft202012Validator:
    """Return the validator of `duban.reading/1`, itself checked."""
    schema = json.loads(files("duban.plans.reading").joinpath("reading-1.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def assert_keeps_the_contract(written: Mapping[str, object]) -> None:
    """Fail with the place where a reading or refusal leaves the schema."""
    definition = "#/$defs/refusal" if "error" in written else "#/$defs/reading"
    validator = reading_validator()
    one = validator.evolve(schema={"$ref": definition, "$defs": validator.schema["$defs"]})
    problems = [f"{error.json_path}: {error.message[:300]}" for error in one.iter_errors(written)]
    assert not problems, problems
    assert validator.is_valid(written)
