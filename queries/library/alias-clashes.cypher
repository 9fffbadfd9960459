// title: 同名与别名冲突 | Words that stand for several nodes
// about: 既是一个节点的名称或别名、又是另一个节点的；按名查找时会有歧义。 | A word that is a name or alias of one node and of another: looking it up by name is ambiguous.
// family: data
// returns: word, nodes, types
// example:
MATCH (n) WHERE n.name IS NOT NULL
UNWIND coalesce(n.aliases, []) + [n.name] AS each
WITH DISTINCT toLower(each) AS word, n
WITH word, n ORDER BY n.id
WITH word, collect(n.id) AS nodes, collect(labels(n)[0]) AS types
WHERE size(nodes) > 1
RETURN word, nodes, types
ORDER BY word
