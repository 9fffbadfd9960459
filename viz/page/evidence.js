/* Pieces of the panel that say where a fact comes from: shapes, links to nodes, sources, dates, differing readings. */
{
  const SVG = 'http://www.w3.org/2000/svg';
  const make = (tag, attributes, ...children) => page.element(tag, attributes, ...children);
  const bdi = text => make('bdi', {}, text);

  /* the shape of a type, as in the picture */
  const glyph = type => {
    const [hue, path] = page.data.glyphs[type] || ['thing', 'M-.8 -.8H.8V.8H-.8Z'];
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('class', 'glyph');
    svg.setAttribute('viewBox', '-1.5 -1.5 3 3');
    svg.setAttribute('aria-hidden', 'true');
    const shape = document.createElementNS(SVG, 'path');
    shape.setAttribute('class', 'g-' + hue);
    shape.setAttribute('d', path);
    svg.append(shape);
    return svg;
  };
  const go = (key, ...children) => make('button', { type: 'button', class: 'go', click: () => page.select(key) }, ...children);
  const goNode = id => {
    const node = page.nodes.get(id);
    return node ? go(id, glyph(node.type), page.named(id)) : bdi(id);
  };
  const grade = letter => make('span', { class: 'grade grade-' + letter, title: page.say('grade', { grade: letter }) }, letter);

  /* [A] title｜publisher｜date, linked where the source has a web address */
  const sourceLine = id => {
    const source = page.sources.get(id);
    if (!source) return make('div', { class: 'evidence' }, bdi(id));
    const title = bdi(source.title || id);
    const linked = /^https?:\/\//i.test(source.url || '')
      ? make('a', { href: source.url, target: '_blank', rel: 'noreferrer noopener' }, title)
      : title;
    const rest = [source.publisher, page.date(source.published)].filter(Boolean).flatMap(text => ['｜', bdi(text)]);
    return make('div', { class: 'evidence' }, grade(source.reliability), linked, ...rest);
  };
  const evidenceLines = (sources, date) => {
    const lines = sources.map(sourceLine);
    if (!lines.length) lines.push(make('div', { class: 'evidence' }, page.say('no_evidence')));
    lines.push(make('div', { class: 'evidence' }, date ? page.say('as_of') + ' ' + page.date(date) : page.say('no_date')));
    return lines;
  };
  const allEvidence = part => {
    const found = part.evidence || [];
    if (!found.length) return evidenceLines([], '');
    return found.flatMap(([date, sources]) => evidenceLines(sources, date));
  };

  const value = (property, raw) => {
    const codes = page.data.codes[property];
    if (raw === true || raw === false) return raw ? '✓' : '✗';
    if (Array.isArray(raw)) return raw.join(page.lang === 'zh' ? '、' : ', ');
    if (raw === null || raw === undefined) return '—';
    return codes && Object.hasOwn(codes, raw) ? page.text(codes[raw]) : String(raw);
  };
  const label = property => page.text(page.data.properties[property] || property);
  const properties = part => Object.entries(part.properties || {}).map(([name, raw]) =>
    make('div', { class: 'fact' }, make('span', { class: 'label' }, label(name)), ' ', bdi(value(name, raw))));
  /* readings that differ stand side by side, never averaged */
  const differing = part => (part.differ || []).map(([name, readings]) =>
    make('div', { class: 'differ' },
      make('div', { class: 'label' }, page.say('readings') + ' · ' + label(name)),
      make('div', { class: 'readings' }, ...readings.map(([raw, sources, date]) =>
        make('div', {}, make('b', {}, bdi(value(name, raw))), ...evidenceLines(sources, date))))));

  page.glyph = glyph;
  page.evidence = { glyph, go, goNode, sourceLine, evidenceLines, allEvidence, label, value, properties, differing };
}
