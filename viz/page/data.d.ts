/* What stands in a page's data, page.data: written by Python (reading/facts.py, reading/listing.py and each picture's own
   picture.py), read by the scripts. Types only: nothing of this reaches a page. */

/** Chinese and English; the English one may be '' */
type Pair = [string, string];
/** of a source: A is best */
type Grade = 'A' | 'B' | 'C';
/** what the header emphasises */
type Emphasis = 'all' | 'gap' | 'hub' | 'look_up';
/** a hub measure, see reading/measures.py */
type Measure = string;

declare namespace Facts {
  /** when, in EDTF ('' undated), and the ids of the sources that say so */
  type Evidence = [date: string, sources: string[]];
  /** an item of the details that has a name: its label in both languages, and what it says */
  type Detail = [zh: string, en: string, value: string];
  type Value = string | number | boolean | null | (string | number | Detail)[];
  /** a property, and its readings by value, sources and date */
  type Differing = [property: string, readings: [value: Value, sources: string[], date: string][]];

  interface Stated {
    properties?: Record<string, Value>;
    evidence?: Evidence[];
    differ?: Differing[];
  }
  interface Node extends Stated {
    type: string;
    name: Pair;
    aliases?: string[];
    /** the name and the aliases by pinyin: readings of each character, parted by /; characters by blanks */
    spelled?: string[];
    /** it stands on the picture */
    drawn?: boolean;
    seat?: string;
    /** what falls without its house */
    role?: Pair;
    hub?: boolean;
    /** cells that only its house fills */
    sole?: string[];
    /** id of the head of its house, where it is not a house by itself */
    house?: string;
  }
  interface Relation extends Stated {
    id?: string;
    type: string;
    from: string;
    to: string;
  }
  interface Verdict {
    kind: 'build' | 'fill' | 'extend' | 'strengthen' | 'single_on_record' | 'look_up';
    rule: string;
    /** left out by the matrix where it is the cell's own: page/cells.js puts it back */
    sentence?: Pair;
    web_only?: boolean;
  }
  interface Search {
    method: string;
    result: string;
    date: string;
    by: string;
    queries: string[];
    pages: number;
    note: Pair;
  }
  /** chain × stage × slot; stage '' for the whole chain */
  interface Cell {
    chain: string;
    stage: string;
    slot: string;
    state: 'present' | 'not_found' | 'unknown' | 'not_expected';
    count: number;
    minimum: number;
    sentence: Pair;
    inherited?: boolean;
    /** no cell by itself: it adds up those of the stages */
    adds?: boolean;
    thin?: boolean;
    stale?: boolean;
    undated?: boolean;
    web_only?: boolean;
    /** the records are about the whole chain */
    searched_whole?: boolean;
    /** every record is too old to count */
    outdated?: boolean;
    /** what the record that speaks counts as, where that is not what it says */
    result?: string;
    /** houses, persons and things of the count, where not all are houses */
    units?: [houses: number, persons: number, things: number];
    /** what a source says there is, beyond what is recorded */
    known?: Pair;
    /** what can be done next, and the command that records the answer */
    next?: [words: Pair, command: Pair];
    /** stages downstream of it, houses and consortia of the chain */
    hangs?: [stages: number, houses: number, consortia: number];
    verdict?: Verdict;
    /** places in page.data.evidence */
    evidence?: number[];
    set_aside?: number[];
    /** the one that speaks first */
    searches?: Search[];
    /** those that say otherwise */
    against?: Search[];
  }
  interface Extension {
    chain: string;
    stage: string;
    position: string;
    verdict: Verdict;
    sources: string[];
    searches?: Search[];
    next?: [words: Pair, command: Pair];
  }
  /** who fills a cell, or is set aside there */
  interface Filling {
    id: string;
    name: Pair;
    type: string;
    relation: string;
    date: string;
    sources: string[];
    region: string;
    inherited?: boolean;
    stale?: boolean;
    /** place in page.data.relations of the one that proves it, where the page has it */
    proof?: number;
    /** the reason */
    set_aside?: string;
    through?: Pair;
    /** who holds the patent or received the award */
    bearer?: string;
    /** the consortia that it comes through, where it comes through consortia alone */
    places?: string[];
    /** what is counted, where it is not the house */
    unit?: 'body' | 'thing';
    /** id of the head of its house, where that is another body */
    house?: string;
  }
  interface Source {
    title: string;
    publisher: string;
    /** that it is a reprint, say */
    note?: Pair;
    published: string;
    reliability: Grade;
    /** a web address, or none */
    url?: string;
  }
  interface Entry {
    key: string;
    label: Pair;
    /** left out where it is that of the cell's or extension's verdict */
    sentence?: Pair;
    /** a verdict's, or hub */
    kind: string;
    count?: number;
    web_only?: boolean;
  }
  interface List {
    title: string;
    entries: Entry[];
  }
}

/** The JSON of a page. Each picture adds its own keys in a file beside its scripts. */
interface PageData {
  title: Pair;
  foot: Pair;
  words: Record<string, Pair>;
  date: string;
  nodes: Record<string, Facts.Node>;
  relations: Facts.Relation[];
  cells: Record<string, Facts.Cell>;
  extensions: Record<string, Facts.Extension>;
  sources: Record<string, Facts.Source>;
  evidence: Facts.Filling[];
  /** page.js puts them where cells and extensions hold their places */
  searches: Facts.Search[];
  /** `builds`: without anybody in it a stage is empty */
  slots: Record<string, { label: Pair; mark: Pair; minimum: number; builds?: boolean }>;
  types: Record<string, Pair>;
  relation_types: Record<string, Pair>;
  /** type → name of its colour, path of its shape */
  glyphs: Record<string, [hue: string, path: string]>;
  properties: Record<string, Pair>;
  codes: Record<string, Record<string, Pair>>;
  /** property → the property that holds the same in English */
  twins?: Record<string, string>;
  methods: Record<string, Pair>;
  /** reliability: what A, B and C stand for */
  grades?: Record<Grade, Pair>;
  /** id of a region → its names, and the ids of those directly around it */
  regions?: Record<string, [zh: string, en: string, around: string[]]>;
  /** id of the region that the rules speak of; '' none */
  region?: string;
  results: Record<string, Pair>;
  measures: Measure[];
  measure: Measure;
  /** id → its figure by each measure */
  hubs: Record<string, number[]>;
  /** id → the first part of what falls without it, and how much of it */
  falls?: Record<string, [part: string, n: number]>;
  /** id of the head of a house → its name */
  houses?: Record<string, Pair>;
  /** and its bodies that take part */
  members?: Record<string, string[]>;
  lists?: Facts.List[];
  notes?: Pair[];
  /** the one chain of the page */
  subject?: string;
  /** address of the same facts as a table */
  alternative?: string;
  /** the address that the page opens with where its own is empty */
  opens?: string;
}
