#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""validate.py sarif|rdjsonl FILE [ROOT]: exit 0 if FILE is what the format's own schema describes, and if what no
schema can say holds as well: indices point to what they name, names are URIs, regions in lines and in bytes are the
same, hashes are those of the files below ROOT. The schemas are those of Inputs/README.md.
"""
import hashlib
import json
import pathlib
import re
import sys
import urllib.parse

import jsonschema

from apply_fixes import position

INPUTS = pathlib.Path(__file__).parent / "Inputs"
URI = re.compile(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+")


def strict(text):
    def refuse(word):
        raise ValueError(f"{word} is not JSON")
    return json.loads(text, parse_constant=refuse)


def closed(schema):
    """reviewdog ignores fields it does not know; Hone must not write any."""
    if isinstance(schema, dict):
        return {key: False if key == "additionalProperties" else closed(value) for key, value in schema.items()}
    return [closed(value) for value in schema] if isinstance(schema, list) else schema


def check(schema, instance):
    for error in jsonschema.Draft4Validator(schema).iter_errors(instance):
        yield f"{'/'.join(map(str, error.path)) or '(whole)'}: {error.message[:300]}"


def locations(value):
    """Every artifactLocation, wherever it is."""
    if isinstance(value, dict):
        if "uri" in value:
            yield value
        for inner in value.values():
            yield from locations(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from locations(inner)


def physical(result):
    for place in result["locations"]:
        yield place["physicalLocation"]["artifactLocation"], place["physicalLocation"].get("region", {})
    for fix in result.get("fixes", []):
        for change in fix["artifactChanges"]:
            for one in change["replacements"]:
                yield change["artifactLocation"], one["deletedRegion"]


def sarif(path, root):
    log = strict(pathlib.Path(path).read_text(encoding="utf-8"))
    yield from check(strict((INPUTS / "sarif-schema-2.1.0.json").read_text()), log)
    run, = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    texts = {}
    for artifact in run["artifacts"] if root else []:
        name = artifact["location"]["uri"]
        texts[name] = (root / urllib.parse.unquote(name)).read_bytes()
        if hashlib.sha256(texts[name]).hexdigest() != artifact["hashes"]["sha-256"]:
            yield f"{name}: not the hash of the file"
    for place in locations(run):
        if not URI.fullmatch(place["uri"].removeprefix("file://")):
            yield f"{place['uri']} is not a URI"
        if "index" in place and run["artifacts"][place["index"]]["location"]["uri"] != place["uri"]:
            yield f"{place['uri']}: another index"
    prints = [p for r in run["results"] for p in r["partialFingerprints"].values()]
    if len(set(prints)) != len(prints):
        yield "two results have one fingerprint"
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            yield f"{result['ruleId']}: another rule's index"
        if (result["kind"] == "fail") == (result["level"] == "none"):
            yield f"{result['kind']} with level {result['level']}"
        for place, region in physical(result):
            text = texts.get(place["uri"])
            if text is None or "startColumn" not in region or "byteOffset" not in region:
                continue
            begin = position(text, region["startLine"], region["startColumn"])
            end = position(text, region["endLine"], region["endColumn"])
            if (begin, end - begin) != (region["byteOffset"], region["byteLength"]):
                yield f"{place['uri']}: {region} is two regions"


def rdjsonl(path, root):
    schema = closed(strict((INPUTS / "rdf-Diagnostic.json").read_text()))
    for number, line in enumerate(pathlib.Path(path).read_bytes().split(b"\n")[:-1], 1):
        if len(line) >= 65536:
            yield f"line {number}: reviewdog stops here"
        diagnostic = strict(line.decode())
        yield from (f"line {number}: {error}" for error in check(schema, diagnostic))
        if len(diagnostic.get("suggestions", [])) > 1:
            yield f"line {number}: parts of a rewrite that can be committed alone"


def main():
    if len(sys.argv) not in (3, 4) or sys.argv[1] not in ("sarif", "rdjsonl"):
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[3]) if len(sys.argv) == 4 else None
    found = list((sarif if sys.argv[1] == "sarif" else rdjsonl)(sys.argv[2], root))
    for line in found:
        print(line, file=sys.stderr)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
