"""Made-up hostile names, files, options and queries, shown on a real pseudo terminal: none of them may control it.

One process runs the program again and again on one terminal, since each start of the engine takes a second.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

#: what a terminal would obey, or would show in another order or not at all
PAYLOADS = (
    "\x1b[31m", "\x1b[2J\x1b[H", "\x1b]0;title\x07", "\x1b]8;;http://madeup.invalid\x1b\\", "\x1bP1;1|\x1b\\", "\x1bc",
    "\x1b[?1049h", "\x1b[6n", "\x9b31m", "\x9d0;title\x9c", "\x90q\x9c", "\x85", "\x7f", "\x08\x08\x08", "\x07", "\x0c",
    "\x0e", "\rmadeup", "a\r\rb", "\u202e", "\u202d", "\u2066", "\u2067\u2069", "\u200e", "\u200f", "\u061c", "\u200b",
    "\u200d", "\u2060", "\ufeff", "\u2028", "\u2029", "\u00ad", "\U000e0041", "\ufff9",
)  # fmt: skip
#: what our own tables and bars may send to a terminal that is more than dumb: colours, and moves within lines
OWN = re.compile(r"\x1b\[(?:\d+(?:;\d+)*)?m|\x1b\[\?25[lh]|\r?\x1b\[\d*[AKG]")
#: no such character may be left: categories Cc, Cf, Cs, Zl, Zp
OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]|\r(?![\r\n])"
)
TERMINALS = ("dumb", "xterm-256color")
MARK = "=====try"
#: of one process; the others begin in a new one
ROUND = 250


@dataclass(frozen=True, slots=True)
class Try:
    """One command line, and what it needs: files by name, text for the shell."""

    words: Sequence[str]
    files: dict[str, str] = field(default_factory=dict)
    typed: str | None = None


def tries(seed: int) -> Iterator[Try]:
    """Yield tries without end; the first hundreds have every kind of output with every payload."""
    dice = random.Random(seed)
    while True:
        payloads = list(PAYLOADS)
        dice.shuffle(payloads)
        for payload in payloads:
            name = f"madeup{payload}name"
            every = [*_answers(name), *_errors(name), *_files(name)]
            dice.shuffle(every)
            yield from every[:12]


def _answers(name: str) -> Iterator[Try]:
    """Data, columns and parameters in each format."""
    for format in ("table", "csv", "json", "jsonl", "md"):
        yield Try(["cypher", "RETURN $x AS x, [$x] AS xs, {a: $x} AS map", "-p", f"x={name}", "--format", format])
        yield Try(["cypher", f"RETURN 1 AS `{name}`", "--format", format])
        yield Try(["cypher", "MATCH (n) RETURN n.name AS name, n.note AS note", "--format", format])
        yield Try(["ask", "chains", "--format", format])
    for command in ("gaps", "hubs"):
        yield Try([command, "--all"])
    yield Try(["shell"], typed=f":params x={json.dumps(name)}\n:params\nRETURN $x AS `{name}`;\n:ask {name}\n:{name}\n")
    yield Try(
        ["shell"],
        typed=f":queries {name}\n:format {name}\n:save {name}\nRETURN {name};\nMATCH (n:`{name}`) RETURN n;\n",
    )


def _errors(name: str) -> Iterator[Try]:
    """Words of the command line, quoted in what is told."""
    yield Try(["cypher", f"MATCH (n) WHERE n.`{name}` = '{name}' RETUR n"])
    yield Try(["cypher", f"MATCH (n:`{name}`)-[:`{name}`]->() RETURN n.`{name}`"])
    yield Try(["cypher", "RETURN $x", "-p", name])
    yield Try(["cypher", "-f", name])
    yield Try(["ask", name])
    yield Try(["ask", "stages", f"chain={name}"])
    yield Try(["ask", "stages", f"{name}=1"])
    yield Try(["queries", name])
    yield Try(["queries", "--queries", name])
    yield Try(["gaps", name])
    yield Try([name])
    yield Try(["gaps", f"--{name}"])
    yield Try(["gaps", "--format", name])
    yield Try(["gaps", "--template", name])
    yield Try(["gaps", "--template", f"{name}.yaml"])
    yield Try(["gaps", "--store", name])
    yield Try(["gaps", "--store", f"bolt://{name}"])
    yield Try(["gaps", "-o", f"x.{name}"])
    yield Try(["gaps", "-o", f"no/{name}.csv"])
    yield Try(["gaps", "-o", f"{name}.csv"])
    yield Try(["map", name, "-o", f"{name}.html"])
    yield Try(["copy", name, "elsewhere"])
    yield Try(["import", name])
    yield Try(["whatif", name])
    yield Try(["search", "add", name, "--method", name])


def _files(name: str) -> Iterator[Try]:
    """Files with hostile names and contents."""
    plain = name.replace("\r", "").replace("\n", "")
    quoted = json.dumps(plain)
    mapping = "dataset: madeup\ntables: [{file: %s, rows: Company, properties: {name: name}}]\n"
    yield Try(
        ["check", "tables"],
        {"tables/mapping.yaml": mapping % '"*.csv"', f"tables/{plain}.csv": f"name,{plain}\r\n{plain},{plain}\r\n"},
    )
    yield Try(["check", "tables"], {"tables/mapping.yaml": mapping % quoted, "tables/a.csv": "name\r\na\r\n"})
    yield Try(["check", "tables"], {"tables/mapping.yaml": f"dataset: a\n{quoted}: {quoted}\n"})
    yield Try(["check", "tables"], {"tables/mapping.yaml": f"dataset: a\ntables: [{{file: a, rows: {quoted}}}]\n"})
    yield Try(["check", "tables"], {"tables/mapping.yaml": f"dataset: {plain}\n"})
    yield Try(["copy", f"{plain}.jsonl", "elsewhere"], {f"{plain}.jsonl": json.dumps({plain: plain}) + "\n"})
    yield Try(["gaps", "--template", "own.yaml"], {"own.yaml": f"{quoted}: 1\n"})
    header = f"// title: {plain}\n// about: {plain}\n// returns: {plain}\n"
    own = {f"own/{plain}.cypher": f"{header}RETURN 1 AS `{plain}` // {plain}\n"}
    yield Try(["queries", "--queries", "own"], own)
    yield Try(["queries", plain, "--queries", "own"], own)
    yield Try(["ask", plain, "--queries", "own"], own)
    yield Try(["queries", "--queries", "own"], {"own/a.cypher": f"// {plain}\nRETURN 1\n"})
    yield Try(["cypher", "-f", plain], {plain: f"RETURN '{plain}' AS x"})


def main(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Run tries for so many seconds, and at least one round on each kind of terminal."""
    begun, done, wrong = time.time(), 0, []
    left = tries(seed)
    while not done or time.time() - begun < seconds:
        for kind in TERMINALS:
            batch = list(islice(left, ROUND))
            wrong += failures(batch, kind)
            done += len(batch)
    return done, wrong


def failures(batch: Sequence[Try], kind: str) -> list[str]:
    """Run tries on a terminal of a kind and return a line for each that sent it what it may not."""
    shown = on_a_terminal(batch, kind)
    parts = re.split(rf"{MARK} (\d+)\r?\n", shown)
    texts = dict(zip(map(int, parts[1::2]), parts[2::2], strict=True))
    found = []
    for at, each in enumerate(batch):
        if at not in texts:
            return [*found, f"{kind}: {each.words}: the program ended before it: {shown[-300:]!r}"]
        if wrong := amiss(texts[at], kind):
            found.append(f"{kind}: {each.words} {sorted(each.files)}: {wrong}")
    return found


def amiss(shown: str, kind: str) -> str:
    """Return what a terminal was sent that is not ours, "" where there is nothing."""
    # a terminal ends lines by \r\n, after a carriage return of ours by \r\r\n
    text = shown if kind == "dumb" else OWN.sub("", shown)
    if "Traceback" in text:
        return "a traceback: " + " / ".join(text.strip().splitlines()[-2:])
    if bad := OBEYED.search(text):
        return f"U+{ord(bad[0][0]):04X} in {text[max(0, bad.start() - 40) : bad.end() + 20]!r}"
    if "\x1b[31mname" in shown:
        return "a colour of the data"
    return ""


def on_a_terminal(batch: Sequence[Try], kind: str) -> str:
    """Run the program on a pseudo terminal, once for each try, and return all that the terminal was sent."""
    import pty

    program = str(Path(__file__).resolve())

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "tries.json").write_text(json.dumps([asdict(each) for each in batch]), encoding="utf-8")
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(folder)
            os.environ.update(TERM=kind, LC_ALL="C.UTF-8", COLUMNS="300", PYTHONIOENCODING="utf-8")
            os.execv(sys.executable, [sys.executable, program])
        shown = b""
        while True:
            try:
                part = os.read(terminal, 1 << 16)
            except OSError:  # Linux says so when the other side is closed
                break
            if not part:
                break
            shown += part
        os.close(terminal)
        os.waitpid(child, 0)
    return shown.decode("utf-8", "surrogateescape")


def drive() -> None:
    """Run the tries of this folder, on the terminal that this process has."""
    import io
    import traceback

    from chainscape import graph
    from chainscape.cli import main as program

    with graph.open_store("kg", mode="w") as store:
        graph.load(store, _records())
    os.environ["CHAINSCAPE_STORE"] = str(Path("kg").resolve())
    for at, each in enumerate(json.loads(Path("tries.json").read_text(encoding="utf-8"))):
        folder = Path(str(at))
        for name, text in each["files"].items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        folder.mkdir(exist_ok=True)
        os.chdir(folder)
        sys.stdin = io.StringIO(each["typed"] or "")
        os.write(1, f"{MARK} {at}\n".encode())
        try:
            program(each["words"])
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os.chdir("..")
    os._exit(0)


def _records() -> Iterator[object]:
    """Made-up bodies, a chain and its stages, each with a payload in every text."""
    from chainscape.schema import Node, Relation, Source, Statement

    def said(row: str, **properties: object) -> tuple[Statement, ...]:
        return (Statement("madeup", row, ("source:madeup",), "2025", properties),)

    yield Source("source:madeup", "madeup\x1b[31m source\u202e")
    yield Node("IndustryChain", "chain:madeup", said("chain", name="madeup\x1b[31mname\u2066链", note="\x9b31m\x7f"))
    for at, payload in enumerate(PAYLOADS):
        name = f"madeup{payload}name{at}"
        yield Node("Stage", f"stage:{at}", said(f"s{at}", name=name))
        yield Relation("PART_OF", f"stage:{at}", "chain:madeup", said(f"p{at}", position="upstream"))
        yield Node("Company", f"company:{at}", said(f"c{at}", name=name, note=name, aliases=[name]))
        yield Relation("OPERATES_IN", f"company:{at}", f"stage:{at}", said(f"o{at}", role="maker", note=name))


if __name__ == "__main__":
    if Path("tries.json").exists():
        drive()
    else:
        many, failed = main(float((sys.argv[1:] or ["60"])[0]), int((sys.argv[2:] or ["1"])[0]))
        print(f"{many} tries, {len(failed)} failed", *failed, sep="\n")
