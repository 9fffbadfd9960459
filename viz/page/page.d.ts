/* The protocol of the global `page`: what the shell gives, and what pictures set. Types only, checked by `make check`;
   a picture's own additions stand in a file beside its scripts (interface Page, interface PageData). */

/** an element of the page. Data attributes are those that Python wrote: their texts are there */
type Part = Element & ElementCSSInlineStyle & Omit<HTMLOrSVGElement, 'dataset'> & {
  dataset: Record<string, string>;
  hidden: boolean;
  title: string;
};
/** what stands on every page, by the selector that finds it */
interface Places {
  '#picture': HTMLElement;
  '#panel': HTMLElement;
  '#query': HTMLInputElement;
  '#hits': HTMLElement;
  '#grade': HTMLSelectElement;
  '#language': HTMLButtonElement;
  '#theme': HTMLButtonElement;
  '#fold': HTMLButtonElement;
  '#print': HTMLButtonElement;
  '#save': HTMLDetailsElement;
  '#filters': HTMLDetailsElement;
  '#filters-on': HTMLElement;
  '#shared-filters': HTMLElement;
  '.skip': HTMLAnchorElement;
}
type Child = globalThis.Node | string | null | undefined;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event & { target: HTMLInputElement }) => void)>;
/** a picture's part of the address: '' is how the page opens, in both directions */
interface Kept {
  read(): string;
  write(text: string): void;
}
interface Keep {
  (name: string, part: Kept): void;
  /** say so after every change: the address follows */
  changed(): void;
  /** what a part of the address says now, '' as the page opens */
  now(name: string): string;
}
/** any of a group, all of the groups */
type FilterGroup = 'type' | 'region' | 'verdict' | 'method';
/** What is ticked in 筛选. Fade, never remove or move, what does not match. */
interface Filter {
  /** '' any time, a year, or 'undated' */
  since: string;
  /** '' any time, or a year, month or day: what was known by then */
  until: string;
  /** part of a source's id, title or publisher; set by `look` */
  source: string;
  look(source: string): void;
  readonly chosen: Record<FilterGroup, Set<string>>;
  /** ids of the regions directly in that of the rules */
  readonly districts: string[];
  /** how many ticks */
  readonly count: number;
  /** anything at all, reliability too; while it is false everything stays */
  readonly any: boolean;
  node(id: string): boolean;
  relation(relation: Facts.Relation): boolean;
  /** a relation by its own evidence alone */
  evidenced(relation: Facts.Relation): boolean;
  cell(id: string): boolean;
  /** a cell keeps the card of its stage */
  keeps(id: string): boolean;
  extension(id: string): boolean;
  /** what a body does in some cells (ids) */
  tie(id: string, cells: string[]): boolean;
  /** of a patent, an award …: who holds it */
  readonly holders: ReadonlyMap<string, Set<string>>;
  /** the values of a group that something has: seat and regions of a body, kinds of verdict, how it was looked for */
  seatsOf(id: string, seat: string): string[];
  verdictsOf(each: Facts.Cell | Facts.Extension | undefined): string[];
  methodsOf(each: Facts.Cell | Facts.Extension | undefined): string[];
  /** the last year that a date may mean; null undated */
  yearOf(date: string): number | null;
}
/** what page.on listens for, and what it is told */
interface Events {
  select: string | null;
  emphasis: Emphasis;
  reliability: Grade;
  filter: Filter;
  measure: Measure;
  language: string;
  theme: string;
  resize: undefined;
  /** the reader has hidden something, pinned a note or chosen a title (touch.js) */
  touched: undefined;
  /** the address has been taken up */
  restored: undefined;
}
/** a Map of the page's facts; a picture too large for objects makes them as they are asked for */
interface Known<T> extends Iterable<[string, T]> {
  readonly size: number;
  has(key: string | null | undefined): boolean;
  get(key: string | null | undefined): T | undefined;
  keys(): Iterable<string>;
  values(): Iterable<T>;
}

interface Page {
  data: PageData;
  root: HTMLElement;
  lang: 'zh' | 'en';
  nodes: Known<Facts.Node>;
  cells: Known<Facts.Cell>;
  extensions: Known<Facts.Extension>;
  sources: Known<Facts.Source>;

  /** the first element; null where there is none (what stands on every page is always there) */
  find<S extends keyof Places>(selector: S): Places[S];
  find<E extends Element = Part>(selector: string, root?: ParentNode): E | null;
  /** the first element that the picture's markup promises; an error where there is none */
  the<E extends Element = Part>(selector: string, root?: ParentNode): E;
  findAll<E extends Element = Part>(selector: string, root?: ParentNode): E[];
  /** a new element; functions are listeners, texts become text nodes, null and '' are passed over */
  element<T extends keyof HTMLElementTagNameMap>(tag: T, attributes?: Attributes, ...children: Child[]): HTMLElementTagNameMap[T];
  /** the boxes of a picture's own 筛选, by what they hide */
  ticks(root?: ParentNode): Tick[];
  /** `hide` is called when they have changed, by hand or by the address */
  hiding(ticks: Tick[], hide: (byHand: boolean) => void): void;
  /** somebody writes: keys are letters */
  isTyping(): boolean;
  /** the nearest element around what an event hit */
  hit<E extends Element = Part>(event: Event, selector: string): E | null;

  /** what an id of the data stands for: there, by the data's promise */
  node(id: string): Facts.Node;
  cell(id: string): Facts.Cell;
  extension(id: string): Facts.Extension;
  /** the cells of a stage, or of a chain as a whole, in the order of the slots */
  cellsOf(owner: string): string[];
  /** does a body fill a cell (ids) by itself, and not as what the chain lends to all its stages */
  fills(body: string, cell: string): boolean;
  /** the name of a cell's stage, or that it is the whole chain's */
  placeOf(cell: Facts.Cell): string;
  /** how many fill a cell, in measure words */
  amount(cell: Facts.Cell): string;
  /** a body and the others of its house, itself first */
  houseOf(id: string): string[];
  /** what is known of a cell */
  stateWord(cell: Facts.Cell): string;
  backButton(): HTMLElement;

  text(pair: Pair | string[] | string | number | null | undefined): string;
  /** an interface word, {name} replaced by its value */
  say(word: string, values?: Record<string, string | number>): string;
  name(id: string): string;
  /** a text between its own marks of direction, marked lang="zh" where an English page has no English one */
  isolated(pair: Pair | string): HTMLElement;
  /** the name of a node so */
  named(id: string): HTMLElement;
  /** EDTF for reading */
  date(edtf: string): string;
  /** the present value of a colour of the palette */
  colour(name: string): string;

  on<E extends keyof Events>(event: E, listener: (detail: Events[E]) => void): void;
  tell<E extends keyof Events>(event: E, ...detail: Events[E] extends undefined ? [] : [Events[E]]): void;
  listeners: Map<string, ((detail: any) => void)[]>;

  /** the chosen node, cell or extension */
  selected: string | null;
  select(key: string | null): void;
  emphasis: Emphasis;
  emphasise(emphasis: Emphasis): void;
  /** the least reliability that stays */
  grade: Grade;
  trust(grade: Grade): void;
  speak(): void;
  filter: Filter;
  clearFilters(): void;
  keep: Keep;

  measure: Measure;
  measured(id: string, measure?: Measure): number;
  badge(id: string): string;
  byMeasure(entries: Facts.Entry[]): Facts.Entry[];
  measureBy(measure: Measure): void;
  measureChoice(): HTMLElement;

  search(query: string): string[];
  /** the relations of a node */
  ties(id: string): Facts.Relation[];
  evidence: EvidenceParts;
  filling: Filling;
  /** name of the colour and path of the shape of a type; a square for one that nobody foresaw */
  shape(type: string): [hue: string, path: string];
  glyph(type: string): SVGElement;
  longList<T>(entries: T[], draw: (entry: T) => HTMLElement): HTMLElement;
  showPanel(): void;

  /** of the drawings in both languages the one that is seen */
  shown(drawings: SVGSVGElement[]): SVGSVGElement;
  /** drawings as wide as the pane, within bounds; up to `whole` times their size where they then still stand in it whole */
  fit(pane: Element, drawings: SVGSVGElement[], whole?: number): void;
  /** where the window shows only a corner of a picture: scroll to what is there first */
  begin(part: Element | null | undefined, block: ScrollLogicalPosition): void;
  /** the address of a page beside this one, with what the reader has set here; of the front page the language alone */
  along(address: string, isFront?: boolean): string;
  zoomButtons(buttons: { word: string; sign: string; act(): void }[]): HTMLElement;
  /** what draws on a canvas */
  brush(canvas: HTMLCanvasElement): CanvasRenderingContext2D;
  png(canvas: HTMLCanvasElement): Promise<Blob | null>;
  /** how much larger than its size in px a canvas is drawn: as wanted, or as much as browsers take */
  enlarged(wanted: number, width: number, height: number): number;
  savers: Map<string, Saver>;
  saver(kind: string, make: Saver): void;
  /** an SVG written as text, its last text the foot; `known` are the marks that it has, as classes */
  saveText(text: () => string, known: () => string[]): void;
  /** takes away what only a page can do: signs that open something say how many there are */
  quiet(drawing: ParentNode): void;
  /** writes title, legend and ground on a drawing that stands in the document; `feet` are its last lines */
  stand(drawing: SVGSVGElement, feet: Element[], known?: string[]): void;
  saveDrawing(current: () => SVGSVGElement): void;
  drawingText(drawing: SVGSVGElement): string;
  /** gives the reader a file, called as the page is */
  download(blob: Blob | null | undefined, extension: string): void;
  /** lines below a saved drawing: what it shows beyond the records; '' nothing */
  caption(): string;

  arrows: Arrows;
  /** the reader has put it away (touch.js) */
  isHidden(id: string): boolean;
  /** the number of the reader's note on it, 0 without one */
  noteOn(id: string): number;
  /** set by the picture: where the skip link goes */
  focusPicture: (() => void) | null;
  /** the first drawing stands */
  ready(): void;
  /** in a book: does a node stand on the open tab */
  isHere?(id: string): boolean;
  /** in a book: opens another tab */
  open?(kind: string, chain?: string): void;
}
interface Tick {
  box: HTMLInputElement;
  kind: 'type' | 'relation' | 'status';
  name: string;
  /** as the page opens */
  opens: boolean;
}
type Saver = () => Blob | null | Promise<Blob | null>;

/** who fills a cell, one house: places in page.data.evidence, and the head where that is another body */
interface FillingGroup {
  places: number[];
  house: string | undefined;
  /** more than one body of it */
  isHouse: boolean;
}
/** page.filling: pieces that say who fills a cell, who looked, what can be done next */
interface Filling {
  houseName(house: string): HTMLElement;
  groups(places: number[]): FillingGroup[];
  groupItem(group: FillingGroup): HTMLElement;
  /** `counts`: what its result counts as, where that is not what it says */
  searchBox(search: Facts.Search, counts?: string): HTMLElement;
  stepParts(each: Facts.Cell | Facts.Extension): HTMLElement[];
}

/** page.evidence: pieces that say where a fact comes from */
interface EvidenceParts {
  glyph(type: string): SVGElement;
  go(key: string, ...children: Child[]): HTMLElement;
  goNode(id: string): HTMLElement;
  /** one line a source, or one that says there is none */
  sourceLines(sources: string[]): HTMLElement[];
  /** those, and the date */
  evidenceLines(sources: string[], date: string): HTMLElement[];
  allEvidence(part: Facts.Stated): HTMLElement[];
  properties(part: Facts.Stated): HTMLElement[];
  differing(part: Facts.Stated): HTMLElement[];
}

type Way = [right: number, down: number];
/** page.arrows: one tab stop, and the nearest stop that way */
interface Arrows {
  /** the direction of an arrow key, undefined for another key */
  way(key: string): Way | undefined;
  /**
   * which of so many lies nearest that way, -1 for none: `offset` says how far each is across and down (null: not to be
   * gone to); it must lie `least` ahead, and what it is off to a side counts three times
   */
  pick(count: number, offset: (at: number) => [dx: number, dy: number] | null, way: Way, least: number): number;
  /** the nearest on the screen */
  nearest<E extends Element>(stops: E[], from: Element, way: Way): E | null;
  /** to the stop, else to the pane */
  enter(root: ParentNode, pane: HTMLElement): void;
  /** makes one the stop that Tab comes to */
  stop(root: ParentNode, stop: Element): void;
  /** `next`: where a key leads, null nowhere, undefined when it is no key for walking; without it to the nearest stop */
  walk(root: HTMLElement | SVGSVGElement, how: { stops: string; next?(stop: Part, event: KeyboardEvent): Part | null | undefined; open(stop: Part): void }): void;
}
