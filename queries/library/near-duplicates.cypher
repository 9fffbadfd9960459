// title: 疑似重复的名称 | Names that may be the same
// about: 同类节点中，名称、英文名或别名除公司字样（股份有限公司、Co., Ltd. 等）、标点、空格、全半角、大小写及地名的写法与位置外全同的。地名不同的（如两地分院）不是重复；only_place=true 时也列仅一方写明地名的。集团与其公司不同名，不在此列。tied 为其间有无股权或依托关系，有则本就是两家。 | Nodes of a type whose name, English name or an alias is the same but for the form of company (股份有限公司, Co., Ltd. …), punctuation, spaces, width, case, and where and how a place is written. Names with different places (branches in two towns) are not; with only_place=true those are listed, too, of which only one names a place. tied says whether there is capital or hosting between them: then they are known to be two.
// family: data
// param type: node type = Company — 节点类型 | node type
// param only_place: boolean = false — 也列仅一方写明地名的 | also those of which only one names a place
// returns: stem, nodes, names, places, tied
// example: only_place=true
WITH COLLECT {
    MATCH (g:Region)
    UNWIND [g.name] + coalesce(g.aliases, []) AS word
    WITH word, CASE WHEN size(word) > 2
      AND right(word, 1) IN ['省', '市', '区', '县', '镇'] THEN left(word, size(word) - 1)
      ELSE word END AS short
    UNWIND [word, short] AS each
    WITH DISTINCT each WHERE size(each) > 1
    RETURN each ORDER BY size(each) DESC, each
  } AS words,
  ['股份有限责任公司', '股份有限公司', '有限责任公司', '有限公司', '股份公司', '总公司', '公司', '股份'] AS forms,
  ['co', 'company', 'ltd', 'limited', 'inc', 'incorporated', 'corp', 'corporation', 'llc', 'plc', 'gmbh', 'ag', 'sa', 'the'] AS tokens,
  ['　', '(', ')', '（', '）', '[', ']', '【', '】', '·', '•', '.', '．', ',', '，', '、', '-', '－', '–', '—', '/', '／', '&', '＆', '"', '“', '”', "'", '’', '‘'] AS marks,
  'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９' AS wide, 'abcdefghijklmnopqrstuvwxyz0123456789' AS narrow
MATCH (n) WHERE $type IN labels(n) AND n.name IS NOT NULL
UNWIND [n.name] + coalesce(n.aliases, []) + CASE coalesce(n.name_en, '') WHEN '' THEN [] ELSE [n.name_en] END AS name
WITH n, words, forms, tokens, marks, wide, narrow, reduce(t = toLower(name), each IN marks | replace(t, each, ' ')) AS spaced
WITH n, words, forms, tokens,
  CASE WHEN spaced =~ '.*[ａ-ｚ０-９].*'
    THEN reduce(t = spaced, k IN range(0, size(wide) - 1) | replace(t, substring(wide, k, 1), substring(narrow, k, 1)))
    ELSE spaced
  END AS folded
WITH n, words, forms,
  reduce(t = '', each IN [each IN split(folded, ' ') WHERE NOT each IN tokens] | t + each) AS joined
WITH n, words, reduce(t = joined, each IN forms | replace(t, each, '')) AS bare
WITH n, [each IN words WHERE bare CONTAINS each] AS found, bare
WITH n, reduce(t = bare, each IN found | replace(t, each, '')) AS stem,
  [each IN found WHERE NOT any(other IN found WHERE other <> each AND each CONTAINS other)] AS places
WHERE size(stem) > 1
WITH DISTINCT n, stem, reduce(t = '', each IN places | t + each + ' ') AS place
WITH stem, n, trim(place) AS place ORDER BY n.id
WITH stem, collect({n: n, place: place}) AS every
UNWIND every AS one
WITH stem, one.n AS n, one.place AS place,
  CASE WHEN $only_place AND any(other IN every WHERE other.place = '') THEN '' ELSE one.place END AS at
WITH stem, at, collect(DISTINCT n) AS found, collect(DISTINCT place) AS unsorted
WHERE size(found) > 1
RETURN at + stem AS stem, [each IN found | each.id] AS nodes, [each IN found | each.name] AS names,
  COLLECT { UNWIND unsorted AS each WITH each WHERE each <> '' RETURN each ORDER BY each } AS places,
  any(a IN found WHERE any(b IN found WHERE a.id < b.id AND EXISTS { (a)-[:PARENT_OF|HOSTED_BY]-(b) })) AS tied
ORDER BY stem
