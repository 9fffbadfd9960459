"""The file of a picture: its suffix says whether it is a page, a drawing or an image."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .options import Options, tell
from .output import save
from .parser import Commands, Parser

if TYPE_CHECKING:
    from ..schema import Scene

#: kind of picture by suffix
_KINDS = {".html": "html", ".htm": "html", ".svg": "svg", ".png": "png", ".pdf": "pdf"}
#: which options count for which kinds
_COUNTS = {
    "dpi": ("png",), "width_mm": ("png",), "outline": ("svg",), "font": ("svg", "png"), "paper": ("pdf", "png"),
    "landscape": ("pdf", "png"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PictureFile:
    """Where a picture goes, and how it is made."""

    path: Path
    #: html, pdf, svg or png
    kind: str
    #: None leaves it to `viz.png`
    dpi: float | None
    width_mm: float | None
    outline: bool
    font: str | None
    #: of a PDF, and of a PNG that is for sheets of paper
    paper: str = "A4"
    landscape: bool = False
    sheets: bool = False

    @classmethod
    def of(
        cls,
        parsed: Namespace,
        picture: str,
        kinds: Sequence[str] = ("html", "pdf", "svg", "png"),
        instead: tuple[str, str] = ("", ""),
    ) -> PictureFile:
        """Take it from what was parsed, before any work is done; UsageError lists the suffixes that can be.

        ``instead`` says, zh and en, what to do for a drawing or image where a picture is a page only.
        """
        from ..schema import UsageError, listed

        options = Options.of(parsed)
        path = Path(options.output)
        kind = _KINDS.get(path.suffix.lower(), "")
        if kind not in kinds:
            known = listed(f".{each}" for each in kinds)
            zh = f"{picture} 画成文件：用 -o 给出文件名，后缀 {known.zh} 之一" + (
                f"（{path}）" if options.output else ""
            )
            en = f"{picture} draws into a file: name it with -o, its suffix one of {known.en}"
            en += f" ({path})" if options.output else ""
            raise UsageError(en + (instead[1] if kind else ""), zh + (instead[0] if kind else ""))
        for name, counts in _COUNTS.items():
            if getattr(parsed, name, None) and kind not in counts:
                option = "--" + name.replace("_", "-")
                files = listed(f".{each}" for each in counts)
                raise UsageError(f"{option} is for {files.en} files only", f"{option} 只用于 {files.zh} 文件")
        sheets = kind == "png" and bool(getattr(parsed, "paper", None) or getattr(parsed, "landscape", False))
        if sheets and getattr(parsed, "width_mm", None):
            raise UsageError(
                "--width-mm does not go with --paper and --landscape: the sheet says how wide the picture is",
                "--width-mm 与 --paper、--landscape 不能同用：纸张已定图的宽度",
            )
        return cls(
            path,
            kind,
            _number(getattr(parsed, "dpi", None), "--dpi", 10, 2400),
            _number(getattr(parsed, "width_mm", None), "--width-mm", 10, 5000),
            bool(getattr(parsed, "outline", False)),
            getattr(parsed, "font", None),
            getattr(parsed, "paper", None) or "A4",
            bool(getattr(parsed, "landscape", False)),
            sheets,
        )

    @property
    def is_page(self) -> bool:
        """Say whether the picture is wanted as a page, on a screen or on paper."""
        return self.kind in ("html", "pdf")

    @property
    def is_drawing(self) -> bool:
        """Say whether the picture is wanted as a drawing: a file of its own, or sheets of paper."""
        return self.kind != "html"

    def on_sheets(self, drawing: str, scene: Scene, options: Options, chain: str | None = "") -> str:
        """Return a drawing as it is saved: for a PDF on sheets, with the lists of a chain (see `printed_picture`)."""
        from ..viz import printed_picture

        if self.kind != "pdf":
            return drawing
        return printed_picture(
            scene, drawing, chain=chain, lang=options.lang, paper=self.paper, landscape=self.landscape
        )

    def save(self, picture: str, options: Options) -> None:
        """Write a picture, the HTML of a page or an SVG drawing as `kind` says, and tell so."""
        if self.kind == "html":
            save(self.path, picture)
            tell(options.say(f"已写入 {self.path}，用浏览器打开", f"wrote {self.path}; open it in a browser"))
            return
        from ..viz import DPI, SMALLEST, document, on_paper, png, smallest

        if self.kind == "pdf":
            from .printing import pdf

            save(self.path, pdf(on_paper(picture, self.paper, landscape=self.landscape)))
            many = picture.count('<section id="sheet-')
            zh, en = (f"，{many} 张", f", sheets: {many}") if many else ("", "")
            if "(1/" in picture and self.paper == "A4":
                zh += "；字不小于 7 磅，大图分张，--paper A3 较少"
                en += "; no letter is below 7 pt: large drawings take several, fewer with --paper A3"
            tell(options.say(f"已写入 {self.path}（{self.paper}{zh}）", f"wrote {self.path} ({self.paper}{en})"))
            return

        if self.kind == "svg":
            save(self.path, document(picture, outline=self.outline, font=self.font))
            tell(options.say(f"已写入 {self.path}", f"wrote {self.path}"))
            return
        if self.sheets:
            self.save_sheets([picture], options)
            return
        if self.width_mm and (least := smallest(picture, self.width_mm)) < SMALLEST:
            zh = f"这么宽时最小的字只有 {least:.1f} 磅；--paper A4 分张画出，字不小于 {SMALLEST:g} 磅"
            en = (
                f"so wide its smallest letters are {least:.1f} pt; --paper A4 draws sheets with {SMALLEST:g} pt or more"
            )
            tell(options.say(zh, en))
        image = png(picture, dpi=self.dpi or DPI, width_mm=self.width_mm, font=self.font)
        save(self.path, image)
        size = f"{image.size[0]} × {image.size[1]} px"
        tell(options.say(f"已写入 {self.path}（{size}）", f"wrote {self.path} ({size})"))

    def save_sheets(self, drawings: Sequence[str], options: Options) -> None:
        """Write an image for each sheet of paper that some drawings take: x.png, or x-1.png, x-2.png …"""
        from ..viz import DPI, png_sheets

        images = [
            image
            for drawing in drawings
            for image in png_sheets(drawing, self.paper, landscape=self.landscape, dpi=self.dpi or DPI, font=self.font)
        ]
        for path, image in zip(save_numbered(self.path, images), images, strict=True):
            size = f"{self.paper}, {image.size[0]} × {image.size[1]} px"
            tell(options.say(f"已写入 {path}（{size.replace(', ', '，')}）", f"wrote {path} ({size})"))


def save_numbered(path: Path, parts: Sequence[bytes]) -> list[Path]:
    """Write what takes several files under numbers (x-1.png), a single one under the name itself; return where."""
    many = len(parts) > 1
    files = [path.with_name(f"{path.stem}-{at}{path.suffix}") if many else path for at in range(1, len(parts) + 1)]
    for file, part in zip(files, parts, strict=True):
        save(file, part)
    return files


def paper_options(parser: Parser, to: Commands) -> None:
    """Add the options of PDF files."""
    from .printing import PAPERS

    say = to.say
    parser.add_argument(
        "--paper",
        choices=PAPERS,
        metavar="SIZE",
        help=say(
            "PDF 的纸张 A4|A3，默认 A4；PNG 按该纸张分张，字不小于 7 磅",
            "paper of a PDF: A4 (default) or A3; a PNG in sheets of it, no letter below 7 pt",
        ),
    )
    parser.add_argument(
        "--landscape",
        action="store_true",
        help=say("各张一律横放；默认按图的形状", "all sheets lie; default: by the picture's shape"),
    )


def picture_options(parser: Parser, to: Commands) -> None:
    """Add the options of PDF, SVG and PNG files."""
    say = to.say
    paper_options(parser, to)
    parser.add_argument(
        "--dpi", metavar="N", help=say("PNG 的分辨率，默认 300", "resolution of a PNG; default: 300 dots an inch")
    )
    parser.add_argument(
        "--width-mm",
        metavar="MM",
        help=say("PNG 在纸上的宽度（A3 横放 420）；默认按原大", "width of a PNG on paper (A3 landscape: 420)"),
    )
    parser.add_argument(
        "--outline",
        action="store_true",
        help=say(
            "SVG 的文字转为轮廓：任何电脑都能显示，但不能搜索、复制",
            "letters of an SVG as shapes: they show on any machine, and cannot be searched or copied",
        ),
    )
    parser.add_argument(
        "--font",
        metavar="FILE",
        help=say(
            "PNG 与轮廓所用的中文字体文件或文件夹；默认自动查找",
            "font file or folder with Chinese for PNG and outlines; default: found on this machine",
        ),
    )


def _number(text: str | None, option: str, least: float, most: float) -> float | None:
    from ..schema import UsageError

    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not least <= value <= most:
        raise UsageError(
            f"{option} wants {least:g} to {most:g}, found {text!r}",
            f"{option} 要 {least:g} 到 {most:g} 的数，得到「{text}」",
        )
    return value
