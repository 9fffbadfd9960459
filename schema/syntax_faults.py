"""What parsers of YAML, JSON and regular expressions say of a text that is none, in both languages."""

from __future__ import annotations

from .wordings import Text

#: how a parser's sentence begins → the same in Chinese; of several that fit the first counts
_CHINESE = {
    # YAML: libyaml, and PyYAML where it is written in Python
    "found a tab character": "缩进处有制表符；请改用空格",
    "found character '\\t'": "缩进处有制表符；请改用空格",
    "found character that cannot start any token": "此处的字符不能作开头；请给文字加引号",
    "found character ": "此处的字符不能作开头；请给文字加引号",
    "did not find expected ',' or ']'": "列表缺 , 或 ]",
    "expected ',' or ']'": "列表缺 , 或 ]",
    "did not find expected ',' or '}'": "映射缺 , 或 }",
    "expected ',' or '}'": "映射缺 , 或 }",
    "did not find expected key": "此处应有键；请核对上一行的缩进与引号",
    "did not find expected '-' indicator": "此处应有 -；请核对缩进",
    "did not find expected node content": "此处应有值",
    "could not find expected ':'": "键之后缺 :",
    "mapping values are not allowed": "此处不能有 :；请核对缩进，或给含 : 的文字加引号",
    "block sequence entries are not allowed": "此处不能有 -；请核对缩进",
    "found unexpected end of stream": "引号开了没有关",
    "found unknown escape character": "双引号中的反斜杠写法不认识；请改用单引号",
    "exceeded maximum nesting depth": "嵌套过深",
    "found duplicate anchor": "锚点重名",
    # JSON
    "Expecting value": "此处应有值",
    "Expecting property name enclosed in double quotes": "此处应有加双引号的键",
    "Expecting ':' delimiter": "此处应有 :",
    "Expecting ',' delimiter": "此处应有 ,",
    "Illegal trailing comma": "末尾多了 ,",
    "Extra data": "结尾之后还有内容",
    "Unterminated string": "引号开了没有关",
    "Invalid control character": "文字中有控制字符",
    "Invalid \\": "反斜杠写法不对",
    # regular expressions
    "missing ), unterminated subpattern": "缺 )",
    "unbalanced parenthesis": "多了 )",
    "unterminated character set": "缺 ]",
    "nothing to repeat": "重复符之前没有内容",
    "multiple repeat": "重复符连写",
    "min repeat greater than max repeat": "重复次数的下限大于上限",
    "bad character range": "字符范围颠倒",
    "bad escape": "反斜杠写法不对",
    "unknown extension": "(? 之后的写法不认识",
    "look-behind requires fixed-width pattern": "后顾断言的长度须固定",
    "invalid group reference": "所引的组不存在",
    "unknown group name": "所引的组不存在",
    "bad character in group name": "组名不合写法",
    "missing group name": "缺组名",
    "redefinition of group name": "组名重复",
}  # fmt: skip
_OTHERWISE = "写法有误"


def syntax_fault(said: str) -> Text:
    """Return what a parser said, in both languages; of what is not known Chinese says that the form is wrong.

    >>> print(syntax_fault("Expecting value").zh)
    此处应有值
    """
    return Text(next((zh for begin, zh in _CHINESE.items() if said.startswith(begin)), _OTHERWISE), said)
