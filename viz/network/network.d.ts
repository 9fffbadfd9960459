/* What the network view adds to `page`: data from network/picture.py, and what its scripts share. The first script sets
   page.paint, then come page.labels, page.folds, page.net (the drawing), page.shortest; the later ones add to page.net. */

declare namespace Net {
  /** how a stretch of line is bent, as vis reads it */
  interface Smooth {
    enabled?: boolean;
    type: string;
    roundness: number;
  }
  /** what every node of the drawing has */
  interface Drawn {
    /** its place among the nodes */
    id: number;
    column: number;
    names: Pair;
    /** its English name with long words abbreviated, where that is shorter */
    brief?: string;
    type: string;
    x: number;
    y: number;
    size: number;
    hub?: boolean;
    mark?: string;
    /** from outside the region; planned or otherwise not counted; in how many stages it works, where more than one */
    outside?: boolean;
    uncounted?: boolean;
    stages?: number;
    like?: string;
    web_only?: boolean;
    hidden?: boolean;
    /* set by the scripts: its lane; not among what is shown; out of the filter; how many neighbours are put away */
    lane: number;
    gone?: boolean;
    faded?: boolean;
    more?: number;
    /* set on members of a group: the group, whether it is closed, their place and room in it */
    within?: Group;
    folded?: boolean;
    aside?: number;
    share?: number;
    step?: number;
  }
  /** a body or thing */
  interface Body extends Drawn {
    key: string;
    ghost?: undefined;
    cells?: undefined;
    members?: undefined;
  }
  /** what is missing, or was not looked for: it stands for cells or an extension */
  interface Ghost extends Drawn {
    ghost: string;
    cells: string[];
    key?: undefined;
    members?: undefined;
  }
  /** what stands for many until it is opened */
  interface Group extends Drawn {
    members: number[];
    fold: string;
    block: [top: number, height: number, across: number];
    words: Pair;
    number: string;
    top: number;
    height: number;
    framed: boolean;
    key?: undefined;
    ghost?: undefined;
    cells?: undefined;
  }
  type Item = Body | Ghost | Group;
  interface Line {
    id: number | string;
    from: number;
    to: number;
    a: Item;
    b: Item;
    type: string;
    hue: string;
    status: string;
    relation?: string;
    ghost?: string;
    /** how far it is bent: clockwise, or below 0 the other way */
    bend?: number;
    smooth?: Smooth;
    width?: number;
    arrows?: string;
    dashes?: boolean | number[];
    hidden?: boolean;
    live?: boolean;
    faded?: boolean;
    /* of a sum of relations to a group */
    parts?: Line[];
    types?: [type: string, count: number][];
  }
  interface Sum extends Line {
    id: string;
    parts: Line[];
    types: [type: string, count: number][];
  }
  interface Lane {
    label: Pair;
    top: number;
    height: number;
    /** where the frame of its stages begins and ends, below its top */
    band?: [from: number, to: number];
  }
  interface Data {
    nodes: Item[];
    edges: Line[];
    options: { edges: { smooth: Smooth }; interaction: object } & Record<string, unknown>;
    columns: Record<'zh' | 'en', { x: number; width: number; label: string }[]>;
    lanes: Lane[];
    /** the columns, by number, that have stages in their band */
    band: number[];
    pitch: number;
    shapes: Record<string, [hue: string, path: string]>;
    font: string;
    /** the light palette */
    light: Record<string, string>;
    /** up to so many nodes stand one by one */
    most: number;
  }

  interface Point {
    x: number;
    y: number;
  }
  interface Bounds {
    left: number;
    right: number;
    top: number;
    bottom: number;
  }
  /** what is seen; lengths marked px stay constant on the screen */
  interface View extends Bounds {
    scale: number;
    colours: Record<string, string>;
    lang: 'zh' | 'en';
  }
  /** where a name stands */
  interface Box extends Bounds, Fitted {
    node: Item;
  }
  type Context = CanvasRenderingContext2D;
  /** how what is not simply there is drawn: palette names of line and ground */
  type Absence = [width: number, dash: number[], line: string, ground: string];
  type Hint = [text: string, bold: boolean][];

  /** a text in rows; what is not whole ends in … */
  interface Fitted {
    rows: string[];
    isWhole: boolean;
  }
  interface Letters {
    SIZE: number;
    ROW: number;
    SMALL: number;
    SMALL_ROW: number;
    font(bold: boolean, px: number): string;
    measure(text: string, bold: boolean): number;
    cut(text: string, bold: boolean, room: number): string;
    broken(text: string, bold: boolean, room: number, most: number, where?: RegExp): string[];
    fit(text: string, bold: boolean, room: number, most: number): Fitted;
    ends(text: string, bold: boolean, room: number, most: number): string[] | null;
  }
  interface Paint {
    LINE: number;
    write(c: Context, v: View, text: string, x: number, y: number, colour: string, bold: boolean, ground?: string | null, isSolid?: boolean, size?: number): void;
    pill(c: Context, v: View, box: Bounds, kind: string, isFaint: boolean): void;
    ground(lane: number): string;
    radius(node: Item, v: View): number;
    reach(node: Item, v: View): number;
    isBold(node: Item): boolean;
    ink(node: Item, v: View, isCalm?: boolean): string;
    glyph(c: Context, node: Item, v: View, selected?: boolean): void;
    stroke(c: Context, line: Line, v: View, width: number, alpha: number): void;
    opacity(line: Line): number;
    tint(line: Line, v: View): string;
    lanes(c: Context, v: View): void;
    laneNames(c: Context, v: View, width: number): void;
    heads(c: Context, v: View, shown: number[]): number;
  }
  /** a name at its place: x in the drawing, room and width in px */
  interface Label extends Fitted {
    node: Item;
    x: number;
    width: number;
    room?: number;
    /** px of its letters, and from one row to the next */
    size: number;
    row: number;
  }
  interface Labels {
    arrange(v: View, nodes: Item[], obstacles: Item[], shown: number[]): Label[];
    all(c: Context, v: View, nodes: Item[], shown: number[]): Box[];
    lifted(c: Context, v: View, nodes: Item[], first: Item | null, under?: (node: Item) => string): Box[];
    hint(c: Context, v: View, x: number, y: number, lines: Hint): void;
    heightsOf(v: View, nodes: Item[]): Map<Item, number>;
    weight(node: Item): number;
    isWholeIn(node: Item, v: View, width: number, high: number): boolean;
  }
  interface Folds {
    groups: Group[];
    byFold: Map<string, Group>;
    across(node: Item): number;
    measure(group: Group, down: number): void;
    settle(folding: boolean, open: Set<Item>): void;
    add(lines: Line[]): Sum[];
    frames(c: Context, v: View, isPaper?: boolean): void;
    /** the open group whose sign is at a place */
    signAt(spot: Point, v: View): Group | null;
    sum(id: string): Sum | undefined;
  }
  /** columns and rows spread over the pane */
  interface Room {
    /** true: everything stands elsewhere now */
    fill(width: number, height: number, shown: number[]): boolean;
    stretch(across: number, down: number): boolean;
    natural(shown: number[]): { right: number; bottom: number };
    now: { across: number; down: number };
  }
  interface Paths {
    steps: number;
    count: number;
    paths: Item[][];
  }
  /** what stands above the veil */
  interface Lifted {
    members: Set<Item>;
    lines: Line[];
  }
  interface State {
    lifted: Item[] | null;
    lines: Line[];
    first: Item | null;
    group: Item | null;
    back: { position: Point; scale: number } | null;
    hover: (Point & { what: Item | Line; lines: Hint }) | null;
    boxes: Box[];
    upper: number;
    columns: number[];
    moved: boolean;
    /** groups that are open */
    open: Set<Item>;
    sums: Sum[];
    /** finds what is shown; null: everything */
    seek: (() => Set<Item>) | null;
    shown: Set<Item> | null;
    focus: Item | null;
    picking: Item | null;
    aim: Item | null;
    path: (Paths & Lifted & { from: Item; to: Item; first: Item }) | null;
    relations?: Map<string | undefined, Facts.Relation>;
  }
  type Off = Record<'type' | 'relation' | 'status', Set<string>>;
  /** what the reader asked to see, as the address keeps it */
  interface Asked {
    focus: Item | null;
    steps: number;
    turns: { wide: boolean; node: Item }[];
    path: [from: Item, to: Item] | null;
  }
  interface Explore {
    MOST_STEPS: number;
    asked: Asked;
    changed(): void;
    again(): void;
    between(a: Item, b: Item): Line[];
    around(node: Item, steps: number): void;
    expand(node: Item): void;
    collapse(node: Item): void;
    hanging(node: Item): Item[];
    all(): void;
    path(from: Item | null | undefined, to: Item | null | undefined): void;
    open(groups: Group[], isOpen: boolean): void;
  }
  interface Drawing {
    net: vis.Network;
    sets: { nodes: vis.DataSet; edges: vis.DataSet };
    nodes: Item[];
    edges: Line[];
    /** relations of each node, by its number */
    ties: Line[][];
    byKey: Map<string | null, Body>;
    /** cell or extension id → what is missing */
    ghostOf: Map<string | null, Ghost>;
    state: State;
    view: View;
    box: HTMLElement;
    off: Off;
    ticks: Tick[];
    extent(): { right: number; bottom: number };
    look(): void;
    fit(lane?: Lane | null): void;
    /** tells vis where everything stands now */
    replace(): void;
    zoom(factor: number): void;
    redraw(): void;
    refresh(): void;
    recolour(): void;
    lift(): void;
    isOff(node: Item): boolean;
    isQuiet(node: Item): boolean;
    lineOff(line: Line): boolean;
    lineOf(id: string | number): Line | undefined;
    heading(c: Context): void;
    /** what is chosen or emphasised above a veil over the rest, without names; false where nothing is */
    raise(c: Context, veil: number): boolean;
    /* from network_explore.js, network_use.js, network_tools.js */
    explore: Explore;
    at(point: Point): Item | null;
    /** the numbers of the reader's notes */
    pins(c: Context): void;
    /** the whole drawing, on a canvas or on what takes the same strokes; marked: with what is chosen standing out */
    onPaper<T extends Paper>(factor: number, canvas: T, isMarked?: boolean): T;
    showGroup(group: Group): void;
    openGroup(group: Group): void;
    foldGroup(group: Group): void;
  }
  /** a canvas, or what takes the same strokes */
  interface Paper {
    width: number;
    height: number;
    getContext(kind: '2d'): unknown;
  }
}

/** what is used of vis-network, whose inner parts (body) are no promise of its makers */
declare namespace vis {
  class DataSet {
    constructor(items: object[]);
    get(id: number | string): object | null;
    getIds(): (number | string)[];
    add(items: object[]): void;
    remove(ids: (number | string)[]): void;
    update(items: object[]): void;
  }
  interface Click {
    pointer: { DOM: Net.Point };
  }
  class Network {
    constructor(box: HTMLElement, data: object, options: object);
    body: { nodes: Record<string, { labelModule: object }>; edges: Record<string, object>; edgeIndices: (number | string)[] };
    setData(data: object): void;
    redraw(): void;
    getViewPosition(): Net.Point;
    getScale(): number;
    moveTo(to: { scale?: number; position?: Net.Point }): void;
    setSize(width: string, height: string): void;
    DOMtoCanvas(point: Net.Point): Net.Point;
    getEdgeAt(point: Net.Point): number | string | undefined;
    on(event: 'click' | 'doubleClick', listener: (event: Click) => void): void;
    on(event: 'beforeDrawing' | 'afterDrawing', listener: (c: CanvasRenderingContext2D) => void): void;
    on(event: 'dragEnd' | 'zoom', listener: () => void): void;
    once(event: 'afterDrawing', listener: () => void): void;
  }
}

interface PageData {
  network: Net.Data;
}
interface Page {
  letters: Net.Letters;
  paint: Net.Paint;
  labels: Net.Labels;
  folds: Net.Folds;
  room: Net.Room;
  net: Net.Drawing;
  /** near(node) gives its neighbours; `count` is how many shortest paths there are, `paths` the first `most` of them */
  shortest(from: Net.Item, to: Net.Item, near: (node: Net.Item) => Net.Item[], most: number): Net.Paths;
}
