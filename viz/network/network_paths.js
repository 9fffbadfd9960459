/* Shortest paths by number of relations: breadth first from the end, then forward along what comes nearer to it. */
{
  /* near(node) gives its neighbours. `count` is how many paths there are, `paths` the first `most` of them. */
  page.shortest = (from, to, near, most) => {
    /* how many relations a node is from the end */
    const far = new Map([[to, 0]]);
    const left = (/** @type {typeof to} */ node) => far.get(node) ?? Infinity;
    let ring = [to];
    while (ring.length && !far.has(from)) {
      const next = [];
      for (const node of ring) {
        for (const other of near(node)) {
          if (far.has(other)) continue;
          far.set(other, left(node) + 1);
          next.push(other);
        }
      }
      ring = next;
    }
    if (!far.has(from)) return { steps: 0, count: 0, paths: [] };
    /** @param {Net.Item} node */
    const onward = node => near(node).filter(other => left(other) === left(node) - 1);
    const counts = new Map([[to, 1]]);
    /** @type {(node: Net.Item) => number} */
    const count = node => {
      const known = counts.get(node) ?? onward(node).reduce((sum, other) => sum + count(other), 0);
      counts.set(node, known);
      return known;
    };
    /** @type {Net.Item[][]} */
    const paths = [];
    /** @param {Net.Item[]} way */
    const follow = way => {
      const last = way[way.length - 1];
      if (last === to) paths.push(way);
      else for (const other of onward(last)) if (paths.length < most) follow([...way, other]);
    };
    follow([from]);
    return { steps: left(from), count: count(from), paths };
  };
}
