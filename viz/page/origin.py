"""What a picture rests on: its foot line, and the date of the data beside its title."""

from __future__ import annotations

from ... import __version__
from ...schema import Scene, Text
from .words import pair


def foot(scene: Scene) -> Text:
    """Return the foot of a picture: data date, pack, template and its hash, program version."""
    label, hash = scene.template.label, scene.findings.template_hash or scene.template.hash
    parts = [
        data_date(scene),
        *([pair("pack", name=scene.pack_name)] if scene.pack_name else []),
        Text(pair("template", name=label.zh, hash=hash).zh, pair("template", name=label.en, hash=hash).en),
        pair("program", version=__version__),
    ]
    return Text("｜".join(part.zh for part in parts), " | ".join(part.en for part in parts))


def data_date(scene: Scene) -> Text:
    """Return how new the data are, for the small print beside a title."""
    if scene.findings.known_by:
        return pair("known_by", date=scene.findings.known_by)
    date = scene.findings.data_date
    return pair("data_date", date=date) if date else pair("no_data_date")


def signed(title: Text, scene: Scene, lang: str) -> str:
    """Return the last line of a picture that stands alone in a document: its title, then its foot."""
    return f"{title.to(lang)}｜{foot(scene).to(lang)}"
