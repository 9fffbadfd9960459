'use strict';
/* A large network out of its columns, page.large: see large.d.ts. The shell's page.nodes and page.ties are answered from
   the columns: an object is made when it is shown. */
{
  const packed = page.data.large;
  /** @param {string} text */
  const bytes = text => {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const raw = atob(text);
    const made = new Uint8Array(raw.length);
    for (let at = 0; at < raw.length; at += 1) made[at] = raw.charCodeAt(at);
    return made;
  };
  /* little-endian as written; every browser's machine is */
  /** @param {string} text */
  const short = text => new Uint16Array(bytes(text).buffer);
  /** @param {string} text */
  const long = text => new Uint32Array(bytes(text).buffer);
  /** @param {string} text */
  const lines = text => (text ? text.split('\n') : []);

  const count = packed.count;
  const keys = count ? packed.keys.split('\n') : [];
  const names = count ? packed.names.split('\n') : [];
  /** @param {Large.Sparse} column */
  const sparse = column => {
    const texts = column.text.split('\n');
    const found = new Map();
    long(column.at).forEach((n, at) => found.set(n, texts[at]));
    return found;
  };
  const namesEn = sparse(packed.names_en);
  const aliases = sparse(packed.aliases);
  const numbers = new Map();
  for (let n = 0; n < count; n += 1) numbers.set(keys[n], n);

  /** @param {string} column @param {number} size */
  const scaled = (column, size) => {
    const steps = short(column);
    const made = new Float32Array(steps.length);
    for (let n = 0; n < steps.length; n += 1) made[n] = steps[n] / 65535 * size;
    return made;
  };
  const out = long(packed.out);
  const to = long(packed.to);
  const first = new Uint32Array(count + 1);
  for (let n = 0; n < count; n += 1) first[n + 1] = first[n] + out[n];
  const from = new Uint32Array(to.length);
  for (let n = 0; n < count; n += 1) from.fill(n, first[n], first[n + 1]);
  /* the same relations by the node they reach */
  const firstIn = new Uint32Array(count + 1);
  for (const n of to) firstIn[n + 1] += 1;
  for (let n = 0; n < count; n += 1) firstIn[n + 1] += firstIn[n];
  const inward = new Uint32Array(to.length);
  const place = firstIn.slice();
  for (let line = 0; line < to.length; line += 1) {
    inward[place[to[line]]] = line;
    place[to[line]] += 1;
  }

  const parts = lines(packed.pools.parts);
  const sets = long(packed.pools.sets);
  /** @param {number} at */
  const parsed = at => (at ? JSON.parse(parts[at - 1]) : undefined);
  /** @param {number} set */
  const said = set => ({ properties: parsed(sets[3 * set]), evidence: parsed(sets[3 * set + 1]), differ: parsed(sets[3 * set + 2]) });
  const facts = long(packed.facts);
  const relationFacts = long(packed.relation_facts);
  const hubs = new Set(packed.hubs);

  const large = page.large = {
    count,
    size: packed.size,
    names,
    namesEn,
    aliases,
    numbers,
    hubs,
    gaps: new Set(packed.gaps),
    types: packed.types,
    ties: packed.relation_types,
    kind: short(packed.kind),
    area: short(packed.area),
    x: scaled(packed.x, packed.size[0]),
    y: scaled(packed.y, packed.size[1]),
    first,
    from,
    to,
    tie: short(packed.tie),
    standing: bytes(packed.standing),
    areas: packed.areas,
    key: n => keys[n],
    label: n => (page.lang === 'en' && namesEn.get(n)) || names[n],
    degree: n => first[n + 1] - first[n] + firstIn[n + 1] - firstIn[n],
    around(n) {
      const found = [];
      for (let line = first[n]; line < first[n + 1]; line += 1) found.push(line);
      for (let at = firstIn[n]; at < firstIn[n + 1]; at += 1) if (from[inward[at]] !== n) found.push(inward[at]);
      return found;
    },
  };

  /** @type {(n: number) => Facts.Node} */
  const node = n => ({
    type: packed.types[large.kind[n]],
    name: [names[n], namesEn.get(n) || ''],
    aliases: aliases.has(n) ? aliases.get(n).split('\t') : undefined,
    hub: hubs.has(n),
    drawn: true,
    role: packed.roles[n],
    sole: packed.sole[n],
    house: packed.house[n],
    ...said(facts[n]),
  });
  page.nodes = {
    size: count,
    has: key => numbers.has(key),
    get: key => (numbers.has(key) ? node(numbers.get(key)) : undefined),
    /* the panel at rest asks which types are drawn: one node of each says it */
    values() {
      const seen = new Map();
      for (let n = 0; n < count; n += 1) if (!seen.has(large.kind[n])) seen.set(large.kind[n], n);
      return [...seen.values()].map(node);
    },
    keys: () => keys.values(),
    /** @returns {Generator<[string, Facts.Node], void>} */
    * [Symbol.iterator]() {
      for (let n = 0; n < count; n += 1) yield [keys[n], node(n)];
    },
  };
  page.ties = key => {
    if (!numbers.has(key)) return [];
    return large.around(numbers.get(key)).map(line => ({
      type: packed.relation_types[large.tie[line]],
      from: keys[from[line]],
      to: keys[to[line]],
      ...said(relationFacts[line]),
    }));
  };
}
