"""The form of a bank file as JSON Schema, for editors: derived from the types and tables the loader reads by.

It tells shapes, keys and single values; what an item must be besides, `bank check` tells.
"""

from __future__ import annotations

import ast
import inspect as source
import itertools
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import inspect

from examprep.core.bank import Concept, Extension
from examprep.core.item import Text
from examprep.loader.banks import Header
from examprep.loader.blanks import LANGUAGES
from examprep.loader.rules import DAY, LEVELS, SELF_EXPLAINING, SLUG, SLUG_HINT
from examprep.loader.shape import JAPANESE, NUMBER, PROSE, WHOLE
from examprep.loader.whole import FORMAT

Schema = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest that the usual language server for YAML knows well."""

_ID: Schema = {"pattern": f"^{SLUG.pattern}$", "patternErrorMessage": SLUG_HINT}
_ID_IN_LIST = {"type": ["string", "number", "boolean"], **_ID}
_NARROWER: dict[str, Schema] = {
    "bank": _ID,
    "id": _ID,
    "extend": _ID,
    "requires": {"items": _ID_IN_LIST},
    "drills": {"items": _ID_IN_LIST},
    "level": {"minimum": LEVELS.start, "maximum": LEVELS.stop - 1},
    "language": {"enum": list(LANGUAGES)},
    "as_of": {"pattern": f"^(?:{DAY.pattern})$"},
}
"""What the loader's rules demand of a field beyond its type."""


def bank_schema() -> Schema:
    """Return the schema of a bank file."""
    definitions: dict[str, Schema] = {}
    header = _fields(_type(Header), definitions)
    entry = {
        "type": "object",
        "if": {"required": ["extend"]},
        "then": _struct(_type(Extension), definitions),
        "else": _struct(_type(Concept), definitions),
    }
    return {
        "$schema": DIALECT,
        "title": "examprep bank",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            **header["properties"],
            "concepts": {"type": "array", "minItems": 1, "items": entry},
        },
        "required": ["format", *header["required"], "concepts"],
        "additionalProperties": False,
        "definitions": definitions,
    }


def _type(wanted: type) -> inspect.StructType:
    found = inspect.type_info(wanted)
    assert isinstance(found, inspect.StructType)
    return found


def _schema(wanted: inspect.Type, name: str, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of what the loader takes for a type under a key."""
    match wanted:
        case inspect.StructType(cls=cls) if cls is Text:
            return _text(name, definitions)
        case inspect.StructType(cls=cls):
            if cls.__name__ not in definitions:
                definitions[cls.__name__] = {}  # known from here on, also to itself
                definitions[cls.__name__] = _struct(wanted, definitions)
            return {"$ref": f"#/definitions/{cls.__name__}"}
        case inspect.UnionType():
            return _union(wanted, name, definitions)
        case inspect.VarTupleType(item_type=item_type):
            return {"type": "array", "items": _schema(item_type, name, definitions)}
        case inspect.TupleType(item_types=types):
            parts = [_schema(part, name, definitions) for part in types]
            return {"type": "array", "items": parts, "minItems": len(parts), "maxItems": len(parts)}
        case inspect.DictType(key_type=key_type, value_type=value_type):
            keys = {"propertyNames": {"pattern": f"^(?:{WHOLE.pattern})$"}}
            values = {"type": "object", "additionalProperties": _schema(value_type, name, definitions)}
            return values | keys if isinstance(key_type, inspect.IntType) else values
        case _:
            return _SCALARS[type(wanted)]


_SCALARS: dict[type, Schema] = {
    inspect.StrType: {"type": ["string", "number", "boolean"]},  # the loader reads each as it is written
    inspect.IntType: {"type": ["integer", "string"], "pattern": f"^(?:{WHOLE.pattern})$"},
    inspect.FloatType: {"type": ["number", "string"], "pattern": f"^(?:{NUMBER.pattern})$"},
    inspect.BoolType: {"type": "boolean"},
}


def _text(name: str, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a text: both languages, or one scalar that serves both where it is no sentence."""
    definitions.setdefault("Text", _struct(_type(Text), definitions))
    both: Schema = {"$ref": "#/definitions/Text"}
    if name in PROSE:
        return both
    shared = {**_SCALARS[inspect.StrType], "not": {"type": "string", "pattern": JAPANESE.pattern}}
    return {"anyOf": [both, shared]}


def _union(wanted: inspect.UnionType, name: str, definitions: dict[str, Schema]) -> Schema:
    options = [option for option in wanted.types if not isinstance(option, inspect.NoneType)]
    tagged = [option for option in options if isinstance(option, inspect.StructType) and option.tag]
    if len(tagged) > 1:
        return _tagged(tagged, definitions)
    schemas = [_schema(option, name, definitions) for option in options]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _tagged(options: list[inspect.StructType], definitions: dict[str, Schema]) -> Schema:
    """Return a schema that first asks for the tag, so that complaints are about the kind that is meant."""
    field = str(options[0].tag_field)
    tags = {str(option.tag): option for option in options}
    told = "\n".join(f"{tag}: {source.getdoc(option.cls)}" for tag, option in tags.items())
    cases = [
        {"if": {"properties": {field: {"const": tag}}, "required": [field]},
         "then": _schema(option, "items", definitions)}
        for tag, option in tags.items()
    ]  # fmt: skip
    kind = {"enum": list(tags), "description": told}
    return {"type": "object", "properties": {field: kind}, "required": [field], "allOf": cases}


def _struct(wanted: inspect.StructType, definitions: dict[str, Schema]) -> Schema:
    told = {"description": source.getdoc(wanted.cls) or ""}
    return {"type": "object", **told, **_fields(wanted, definitions), "additionalProperties": False}


def _fields(wanted: inspect.StructType, definitions: dict[str, Schema]) -> Schema:
    notes = dict(_notes(wanted.cls))
    properties: dict[str, Schema] = {}
    required: list[str] = []
    if wanted.tag is not None:
        properties[str(wanted.tag_field)] = {"const": wanted.tag}
        required.append(str(wanted.tag_field))
    for field in wanted.fields:
        name = field.encode_name
        schema = _schema(field.type, name, definitions) | _NARROWER.get(name, {})
        told = {"description": notes[name]} if name in notes else {}
        properties[name] = {"allOf": [schema], **told} if "$ref" in schema and told else {**schema, **told}
        if field.required or (name == "why" and _must_explain(wanted)):
            required.append(name)
    return {"properties": properties, "required": required}


def _must_explain(wanted: inspect.StructType) -> bool:
    """Tell whether a type is a kind of item that says why its answer is right."""
    return wanted.tag is not None and not issubclass(wanted.cls, SELF_EXPLAINING)


def _notes(cls: type) -> Iterator[tuple[str, str]]:
    """Yield what the sentences below the fields of a type, and of those it is made of, say of them."""
    for owner in reversed(cls.__mro__):
        body = _bodies(owner.__module__).get(owner.__name__, [])
        for field, note in itertools.pairwise(body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                match note:
                    case ast.Expr(value=ast.Constant(value=str() as words)):
                        yield field.target.id, source.cleandoc(words)


@cache
def _bodies(module: str) -> dict[str, list[ast.stmt]]:
    """Return the statements of each class of a module of this program, by the class's name."""
    if not module.startswith("examprep."):
        return {}
    tree = ast.parse(source.getsource(sys.modules[module]))
    return {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}
