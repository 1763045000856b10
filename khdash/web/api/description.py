"""The API described by itself: OpenAPI 3.1, made from the resources, parameters and fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from starlette.responses import Response

from khdash.exhibit.registry import EXHIBITS
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.web.api.answer import MEDIA_TYPES
from khdash.web.api.exhibits import ONE
from khdash.web.api.fields import Field
from khdash.web.api.parameters import PARAMETERS, QueryParameter, Schema
from khdash.web.api.problem import MEDIA_TYPE, TITLES, Code
from khdash.web.api.resource import Resource
from khdash.web.api.resources import RESOURCES, parameters_of
from khdash.web.common.exhibit_files import API

VERSION = "1.0.0"
REFUSALS: tuple[Code, ...] = (
    "bad-question",
    "not-found",
    "read-only",
    "data-changed",
    "no-answer",
    "too-many",
    "failed",
    "unreadable",
)
TYPES: dict[str, Schema] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "texts": {"type": "array", "items": {"type": "string"}},
}
ABOUT = mark(
    "Chỉ đọc, không cần đăng nhập. Tham số trùng tên với địa chỉ các trang, nên một liên kết đã lọc"
    " dùng được ở đây. Mỗi câu trả lời kèm bộ lọc, phiên bản số liệu, nguồn, ghi chú; số liệu kèm"
    " cận và độ chính xác; chỗ chưa có số là null kèm lý do, không bao giờ là 0. Số liệu minh hoạ"
    " được ghi rõ ở demo và notice. Tiền tính bằng triệu đồng, tỷ lệ bằng phần trăm."
)
TEXT, OBJECT, FLAG = {"type": "string"}, {"type": "object"}, {"type": "boolean"}


def described(dataset: Dataset, words: Words) -> Response:
    """The description in the reader's language, with the codes that the catalogue knows."""
    paths = {
        f"{API}/{one.name}": {"get": _operation(one, words)}
        for one in RESOURCES.values()
        if one not in ONE
    }
    paths[f"{API}/exhibits/{{name}}"] = {"get": _any_exhibit(words)}
    told = {
        "openapi": "3.1.0",
        "info": {
            "title": words("Số liệu khuyến học: API dữ liệu"),
            "version": VERSION,
            "description": words(ABOUT),
        },
        "servers": [{"url": "/"}],
        "paths": paths | _watching(words),
        "components": {
            "schemas": {"Problem": _problem(), "Envelope": _envelope()},
            "parameters": {
                one.name: _parameter(one, dataset.catalogue, words) for one in PARAMETERS
            },
            "responses": {code: _refusal(code, words) for code in TITLES},
        },
    }
    return Response(orjson.dumps(told), media_type="application/json")


def _any_exhibit(words: Words) -> Schema:
    """All exhibits as one operation: they differ in nothing but their name."""
    operation = _operation(ONE[0], words)
    name = {
        "name": "name",
        "in": "path",
        "required": True,
        "description": words("Tên của hình, xem /api/v1/exhibits"),
        "schema": {"type": "string", "enum": list(EXHIBITS)},
    }
    parameters = [name, *operation["parameters"]]
    summary = words("Một hình")
    return operation | {"operationId": "exhibit", "summary": summary, "parameters": parameters}


def _operation(one: Resource, words: Words) -> Schema:
    title, about = words(one.title), words(one.about)
    return {
        "operationId": one.name,
        "summary": title,
        "description": about,
        "parameters": [{"$ref": f"#/components/parameters/{n}"} for n in parameters_of(one)],
        "responses": {
            "200": _success(one, words),
            "304": {"description": words("Bản đã có ở phía hỏi vẫn là bản mới nhất")},
            **_refusals(REFUSALS),
        },
    }


def _parameter(one: QueryParameter, catalogue: Catalogue, words: Words) -> Schema:
    schema = one.schema(catalogue)
    if one.most != 1 and "anyOf" not in schema:
        schema = {"type": "array", "items": schema, "minItems": 1}
        schema |= {"maxItems": one.most} if one.most else {}
    allowed = words(one.allowed)
    return {
        "name": one.name,
        "in": "query",
        "description": f"{words(one.about)}. {words('Dùng được: {allowed}.', allowed=allowed)}",
        "schema": schema,
        "explode": True,
    }


def _success(one: Resource, words: Words) -> Schema:
    rows = {"type": "array", "items": _row(one.fields, words)}
    content: Schema = {
        "type": "object",
        "allOf": [{"$ref": "#/components/schemas/Envelope"}],
        "properties": {"data": rows},
    }
    schemas = {"json": content, "csv": TEXT, "parquet": TEXT | {"format": "binary"}}
    return {
        "description": words(one.about),
        "headers": {name: {"schema": TEXT} for name in ("ETag", "Link", "Data-Version")},
        "content": {MEDIA_TYPES[form]: {"schema": schema} for form, schema in schemas.items()},
    }


def _row(fields: Sequence[Field], words: Words) -> Schema:
    if not fields:
        return OBJECT
    return {
        "type": "object",
        "properties": {field.name: _cell(field) | _about(field, words) for field in fields},
        "required": [field.name for field in fields],
        "additionalProperties": False,
    }


def _cell(field: Field) -> Schema:
    schema = TYPES[field.kind]
    return schema | {"type": [schema["type"], "null"]} if field.gap else schema


def _about(field: Field, words: Words) -> Schema:
    return {"description": words(field.about)}


def _envelope() -> Schema:
    """What stands around the rows of every answer as JSON."""
    numbers = ("number", "of", "rows", "size", "total")
    properties: dict[str, Any] = {
        "resource": TEXT,
        "title": TEXT,
        "lang": TEXT,
        "filters": OBJECT,
        "data_version": {"type": "integer"},
        "updated_at": TEXT,
        "demo": FLAG,
        "notice": {"type": ["string", "null"]},
        "notes": {"type": "array", "items": TEXT},
        "page": {
            "type": "object",
            "properties": {name: {"type": "integer"} for name in numbers},
            "required": list(numbers),
        },
        "links": {"type": "object", "additionalProperties": TEXT},
        "gap_reasons": {"type": "object", "additionalProperties": TEXT},
        "sources": {"type": "array", "items": OBJECT},
        "data": {"type": "array", "items": OBJECT},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _problem() -> Schema:
    names = ("parameter", "value", "reason", "detail")
    fault = {"type": "object", "properties": dict.fromkeys(names, TEXT), "required": list(names)}
    told = dict.fromkeys(("type", "title", "detail", "instance"), TEXT)
    properties: Schema = {**told, "status": {"type": "integer"}}
    return {
        "type": "object",
        "properties": properties | {"errors": {"type": "array", "items": fault}},
        "required": list(properties),
    }


def _refusal(code: Code, words: Words) -> Schema:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words(TITLES[code][1]), "content": {MEDIA_TYPE: {"schema": schema}}}


def _refusals(codes: Sequence[Code]) -> Schema:
    return {str(TITLES[code][0]): {"$ref": f"#/components/responses/{code}"} for code in codes}


def _watching(words: Words) -> Schema:
    """The two addresses for whoever watches over the process."""
    told: dict[str, tuple[str, tuple[Code, ...]]] = {
        "/healthz": (words("Tiến trình còn sống"), ()),
        "/readyz": (words("Đọc được và, ở nơi nhận số liệu, ghi được"), ("unreadable",)),
    }
    return {
        path: {
            "get": {
                "operationId": path[1:],
                "summary": about,
                "responses": {
                    "200": {
                        "description": about,
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "object",
                                    "properties": {"status": TEXT},
                                    "required": ["status"],
                                }
                            }
                        },
                    },
                    **_refusals(("read-only", *codes)),
                },
            }
        }
        for path, (about, codes) in told.items()
    }
