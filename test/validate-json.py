#!/usr/bin/env python3
"""validate-json.py SCHEMA FILE: exit 0 if FILE is what SCHEMA describes.

The published schema is open, since later versions may add fields. Here it is
closed first: a field that Hone writes and nobody described is an error. Python
reads NaN and Infinity where JSON has none, so those are refused as well.
"""
import json
import sys

import jsonschema


def close(schema):
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            schema["additionalProperties"] = False
        for value in schema.values():
            close(value)
    elif isinstance(schema, list):
        for value in schema:
            close(value)


def not_json(word):
    raise ValueError(f"{word} is not JSON")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as f:
        schema = json.load(f)
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    close(schema)
    try:
        with open(sys.argv[2], encoding="utf-8") as f:
            instance = json.load(f, parse_constant=not_json)
    except ValueError as error:
        sys.exit(f"{sys.argv[2]}: {error}")
    errors = sorted(validator(schema).iter_errors(instance), key=lambda e: list(map(str, e.path)))
    for error in errors:
        where = "/".join(map(str, error.path)) or "(whole)"
        print(f"{sys.argv[2]}: {where}: {error.message[:300]}", file=sys.stderr)
    sys.exit(1 if errors else 0)


main()
