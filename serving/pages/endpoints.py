"""The page at /, the API's page at /docs and their assets: files of this folder, nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

router = APIRouter(include_in_schema=False)

_HERE = Path(__file__).parent
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# Listed once, at import: a name from a URL is looked up here and never joined to a path.
_ASSETS = {path.name: path for path in _HERE.iterdir() if path.suffix in _MEDIA_TYPES}
_REVALIDATE = {"Cache-Control": "no-cache"}  # a new version shows at the next load


@router.api_route("/", methods=["GET", "HEAD"])
async def home() -> FileResponse:
    return FileResponse(_HERE / "index.html", media_type="text/html", headers=_REVALIDATE)


@router.api_route("/docs", methods=["GET", "HEAD"])
async def docs() -> FileResponse:
    return FileResponse(_HERE / "docs.html", media_type="text/html", headers=_REVALIDATE)


@router.get("/assets/{name}")
async def asset(name: str) -> FileResponse:
    if (path := _ASSETS.get(name)) is None:
        raise HTTPException(404, "There is no such file")
    return FileResponse(path, media_type=_MEDIA_TYPES[path.suffix], headers=_REVALIDATE)
