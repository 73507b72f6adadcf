#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""validate-json.py SCHEMA FILE...: exit 0 if each FILE is what SCHEMA describes.

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


def problems(validator, path):
    try:
        with open(path, encoding="utf-8") as f:
            instance = json.load(f, parse_constant=not_json)
    except ValueError as error:
        yield str(error)
        return
    for error in sorted(validator.iter_errors(instance), key=lambda e: list(map(str, e.path))):
        yield f"{'/'.join(map(str, error.path)) or '(whole)'}: {error.validator}: {error.message[:300]}"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as f:
        schema = json.load(f)
    jsonschema.Draft202012Validator.check_schema(schema)
    close(schema)
    validator = jsonschema.Draft202012Validator(schema)
    found = [f"{path}: {line}" for path in sys.argv[2:] for line in problems(validator, path)]
    for line in found:
        print(line, file=sys.stderr)
    sys.exit(1 if found else 0)


main()
