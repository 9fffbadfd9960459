/* Shortest paths by number of relations: breadth first from the end, then forward along what comes nearer to it. */
{
  /* near(node) gives its neighbours. `count` is how many paths there are, `paths` the first `most` of them. */
  page.shortest = (from, to, near, most) => {
    const far = new Map([[to, 0]]);
    let ring = [to];
    while (ring.length && !far.has(from)) {
      const next = [];
      for (const node of ring) {
        for (const other of near(node)) {
          if (far.has(other)) continue;
          far.set(other, far.get(node) + 1);
          next.push(other);
        }
      }
      ring = next;
    }
    if (!far.has(from)) return { steps: 0, count: 0, paths: [] };
    const onward = node => near(node).filter(other => far.get(other) === far.get(node) - 1);
    const counts = new Map([[to, 1]]);
    const count = node => {
      if (!counts.has(node)) counts.set(node, onward(node).reduce((sum, other) => sum + count(other), 0));
      return counts.get(node);
    };
    const paths = [];
    const follow = way => {
      const last = way[way.length - 1];
      if (last === to) paths.push(way);
      else for (const other of onward(last)) if (paths.length < most) follow([...way, other]);
    };
    follow([from]);
    return { steps: far.get(from), count: count(from), paths };
  };
}
