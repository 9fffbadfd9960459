"""What an expression of each kind may be: text with holes for others, ``{int}`` or, bound tightly, ``{int!}``.

``bag`` is a list whose order nobody can know. Left out is what docs/cypher.md lists as answered differently.
"""

from __future__ import annotations

#: bound by words and parentheses of their own
CLOSED: dict[str, tuple[str, ...]] = {
    "int": (
        "size({text})", "size({list int})", "size({list text})", "size({bag text})", "size({bag int})", "abs({int})",
        "sign({int})", "toInteger({float})", "toInteger(toString({int}))", "coalesce({int}, {int})",
        "head({list int})", "last({list int})", "{list int!}[{small}]", "{date!}.year", "{date!}.month",
        "{date!}.dayOfWeek", "{date!}.quarter", "{date!}.ordinalDay", "{duration!}.days", "{duration!}.months",
        "{datetime!}.hour", "{datetime!}.epochSeconds", "char_length({text})", "size(keys({map}))",
        "nullIf({int}, {int})", "size({list node})", "toInteger(left({text}, 1))",
    ),
    "float": (
        "round({int})", "toFloat({int})", "round({float}, 1)", "floor({float})", "ceil({float})",
        "sqrt(abs({int}))", "abs({float})",
        "toFloat(toString({int}))", "coalesce({float}, {float})", "round({float})",
    ),
    "text": (
        "toUpper({text})", "toLower({text})", "trim({text})", "left({text}, {small})", "right({text}, {small})",
        "substring({text}, {small}, {small})", "substring({text}, {small})", "replace({text}, {letter}, {letter})",
        "reverse({text})", "head(split({text}, {letter}))", "split({text}, {letter})[{small}]", "toString({int})",
        "toString({truth})", "toString({date})", "coalesce({text}, {text})", "head({list text})",
        "last({list text})", "{list text!}[{small}]", "head(labels({node}))", "nullIf({text}, {text})",
        "ltrim({text})", "coalesce({text}, '?')", "toString({float:plain})",
    ),
    "truth": (
        "isEmpty({text})", "isEmpty({list int})", "isEmpty({list text})", "coalesce({truth}, {truth})",
        "toBoolean(toString({truth}))", "toBoolean({text})", "isEmpty({bag text})", "coalesce({truth}, false)",
    ),
    "date": (
        "date(<<year: {year}, month: {month}, day: 1 + {small}>>)", "coalesce({date}, {date})", "head({list date})",
        "date.truncate('month', coalesce({date}, date('2020-01-31')))",
        "date.truncate('quarter', coalesce({date}, date('2020-01-31')))",
        "date.truncate('year', coalesce({date}, date('2020-01-31')))",
        "date.truncate('week', coalesce({date}, date('2020-01-31')))",
        "date(toString({date}))", "date({datetime})", "date(<<year: {year}>>)",
    ),
    "datetime": (
        "datetime.truncate('hour', {datetime})", "datetime.truncate('day', {datetime})",
        "datetime(<<year: {year}, month: {month}, day: 3, hour: 4, timezone: 'Asia/Shanghai'>>)",
        "coalesce({datetime}, {datetime})",
    ),
    "duration": (
        "duration.between({date}, {date})", "duration.inDays({date}, {date})", "duration.inMonths({date}, {date})",
        "duration(<<days: {small}, hours: {small}>>)", "duration(<<months: {small}>>)",
    ),
    "list int": (
        "range({small}, {int:near})", "range({small}, 0, -2)", "reverse({list int})", "tail({list int})",
        "{list int!}[{small}..]", "{list int!}[..{small}]", "{list int!}[{small}..{small}]", "[{int}, {int}]",
        "[{int}]", "coalesce({list int}, [])", "toIntegerList({list text})",
    ),
    "list text": (
        "split({text}, {letter})", "reverse({list text})", "tail({list text})", "{list text!}[..{small}]",
        "{list text!}[{small}..]", "[{text}, {text}]", "labels({node})", "toStringList({list int})",
        "coalesce({list text}, [])", "[{text}]", "{list text!}[-2..]",
    ),
    "list date": ("[{date}, {date}]", "[{date}]"),
    "list truth": ("[{truth!}, {truth!}]",),
    "map": (),
    "node": ("coalesce({node}, {node})",),
}  # fmt: skip

#: open to both sides
LOOSE: dict[str, tuple[str, ...]] = {
    "int": (
        "{int} + {int}", "{int} - {int}", "{int} * {small}", "{int} / {whole}", "{int} % {whole}", "{int} + {int}",
        "-{int!}",
    ),
    "float": ("{float} + {float}", "{float} - {float}", "{float} * {float:plain}", "{int} / 2.0", "{float} / 4",
              "{int} * 0.5", "2 ^ {small}"),
    "text": ("{text} + {text}", "{text} || {text}", "{text} + {int!}", "{text} + {letter}"),
    "truth": (
        "{int} = {int}", "{int} <> {int}", "{int} < {int}", "{int} >= {int}", "{int} > {small}", "{int} <= {year}",
        "{text} = {text}", "{text} <> {text}", "{text} < {text}", "{text} >= {text}", "{date} < {date}",
        "{date} = {date}", "{date} >= {date}", "{float} < {float}", "{float} >= {int}", "{small} < {int} <= {year}",
        "{text} STARTS WITH {letter}", "{text} ENDS WITH {letter}", "{text} CONTAINS {letter}",
        "{text} CONTAINS {text}", "{text} =~ {pattern}", "{int} IN {list int}", "{text} IN {list text}",
        "{int} IN {bag int}", "{text} IN {bag text}", "{date} IN {list date}", "NOT {truth}", "NOT {truth}",
        "{truth} AND {truth}", "{truth} AND {truth}", "{truth} OR {truth}", "{truth} OR {truth}",
        "{truth} XOR {truth}", "{int} IS NULL", "{text} IS NULL", "{text} IS NOT NULL", "{any} IS NOT NULL",
        "{any} IS NULL", "{list int} = {list int}", "{list text} = {list text}", "{list text} <> {list text}",
        "{node} = {node}", "{node} <> {node}", "{truth!} = {truth!}", "{truth!} <> {truth!}", "{named}:{label}",
        "{named}:{label}|{label}", "{named}:!{label}", "{small} = {int!} % 2", "{truth!} IS NULL",
        "{truth!} IN {list truth}",
        "{datetime} < {datetime}", "{map} = {map}", "{list int} < {list int}", "{int} IS :: INTEGER",
        "{text} IS NOT :: STRING",
    ),
    "date": ("{date} + {duration}", "{date} - {duration}"),
    "datetime": ("{datetime} + {duration}", "{datetime} - {duration}"),
    "duration": ("{duration} + {duration}", "{duration} * 2", "{duration} - {duration}"),
    "list int": ("{list int} + {list int}", "{list int} + {int!}", "{list int} || {list int}"),
    "list text": ("{list text} + {list text}", "{list text} + {text!}", "{list text} || {list text}"),
}  # fmt: skip

#: what stands without anything around it
PLAIN: dict[str, tuple[str, ...]] = {
    "int": ("0", "1", "2", "3", "-1", "7", "10", "2020", "2018", "null", "$n", "$m.a", "$l[1]"),
    "float": ("0.5", "1.0", "-2.5", "100.25", "3.0", "null", "$x"),
    "truth": ("true", "false", "true", "$b", "null"),
    "date": ("date('2024-03-01')", "date('2018-12-31')", "date('2024-02-29')", "date($d)", "date('2020-W10')", "null"),
    "datetime": (
        "datetime('2024-03-01T10:11:12+08:00')", "datetime('2020-12-31T23:59:59Z')",
        "datetime('2024-07-01T00:30:00.5[Asia/Shanghai]')",
    ),
    "duration": ("duration('P1M')", "duration('P3D')", "duration('PT36H')", "duration('P1Y2M10D')"),
    "list int": ("[]", "[1, 2, 3]", "[3, 1, 2, 1]", "[0, null, 2]", "$l", "null", "range(0, 4)"),
    "list text": ("[]", "['a', 'b']", "['光', 'a', null]", "$t", "['', 'B', 'a']"),
    "list date": ("[date('2024-03-01'), date('2020-01-31')]",),
    "list truth": ("[true, null]", "[false, true]"),
    "map": ("{a: 1, b: 'x'}", "$m", "{a: null}"),
    "letter": ("'a'", "'e'", "'光'", "'-'", "':'", "' '", "'o'", "'汽车'", "'业'", "'A'", "'1'"),
    "small": ("0", "1", "2", "3", "4", "1", "2"),
    "whole": ("2", "3", "5", "7", "-2"),
    "year": ("2012", "2020", "2024", "2018"),
    "month": ("1", "2", "7", "12"),
    "pattern": ("'.*a.*'", "'(?i).*CHAIN.*'", "'[a-z:-]+'", "'.*(光|电).*'", "'^.{3,9}$'", "'.*[0-9]$'"),
    "int:near": ("0", "3", "5", "-2", "7"),
    "float:plain": ("0.5", "1.25", "-2.5", "10.0"),
    "any": ("null", "1", "'a'"),
}  # fmt: skip

#: given to every text
PARAMETERS: dict[str, object] = {
    "n": 3, "x": 2.5, "b": True, "d": "2023-11-05", "l": [5, 2, 8], "t": ["光", "chain:automotive", "a"],
    "m": {"a": 4, "b": "y"}, "rows": [{"k": "a", "n": 1}, {"k": "b", "n": 2}, {"k": "a", "n": 3}],
    "ids": ["chain:automotive", "chain:metallurgy", "stage:none"],
}  # fmt: skip
