/* What the page of a large network adds to `page`: data from large/data.py and large/picture.py, and what its scripts
   share: page.large (the columns), page.shades (what WebGL draws), page.painter (what lies under and over it), page.big. */

declare namespace Large {
  /** texts of a few nodes: their numbers, packed, and the texts, a line each */
  interface Sparse {
    at: string;
    text: string;
  }
  type Box = [x: number, y: number, width: number, height: number];
  interface Area {
    name: Pair;
    box: Box;
    count: number;
    /** parts by role, with the role's name or '' */
    strips: [x: number, y: number, width: number, height: number, role: Pair | ''][];
  }
  /** columns of numbers are base64 of little-endian bytes */
  interface Packed {
    count: number;
    size: [width: number, height: number];
    keys: string;
    names: string;
    names_en: Sparse;
    aliases: Sparse;
    types: string[];
    relation_types: string[];
    kind: string;
    area: string;
    x: string;
    y: string;
    out: string;
    to: string;
    tie: string;
    standing: string;
    pools: { parts: string; sets: string };
    facts: string;
    relation_facts: string;
    areas: Area[];
    hubs: number[];
    gaps: number[];
    look_up: number[];
    roles: Record<number, Pair>;
    sole: Record<number, string[]>;
    house: Record<number, string>;
    /** initials by character */
    letters: Record<string, string>;
  }
  /** A network in columns, by number of a node or relation; in units of the picture, y downwards. */
  interface Columns {
    count: number;
    size: [width: number, height: number];
    names: string[];
    namesEn: Map<number, string>;
    aliases: Map<number, string>;
    numbers: Map<string, number>;
    hubs: Set<number>;
    /** chains and stages with a gap */
    gaps: Set<number>;
    types: string[];
    ties: string[];
    kind: Uint16Array;
    area: Uint16Array;
    x: Float32Array;
    y: Float32Array;
    /** relations stand sorted by the node they leave: first[n] … first[n + 1] */
    first: Uint32Array;
    from: Uint32Array;
    to: Uint32Array;
    tie: Uint16Array;
    /** status × 3 + reliability */
    standing: Uint8Array;
    areas: Area[];
    key(n: number): string;
    /** name in the present language */
    label(n: number): string;
    degree(n: number): number;
    /** numbers of the relations of a node, both ways */
    around(n: number): number[];
  }

  interface Point {
    x: number;
    y: number;
  }
  /** px = left + scale × unit */
  interface View {
    left: number;
    top: number;
    scale: number;
    width: number;
    height: number;
  }
  interface Bounds {
    left: number;
    right: number;
    top: number;
    bottom: number;
  }
  /** where something is written; of a node its name */
  type Label = Bounds | Name;
  interface Name extends Bounds {
    n: number;
    text: string;
  }
  type Context = CanvasRenderingContext2D;
  /** what stands above the veil; `first` is the one in the middle */
  interface Lifted {
    members: number[];
    lines: number[];
    first: number | null;
  }
  interface State {
    hover: number | null;
    lifted: Lifted | null;
    first: number | null;
    back: sigma.Camera | null;
    boxes: Label[];
    off(n: number): boolean;
    lineOff(line: number): boolean;
  }
  /** filters as numbers that the shaders read: 1 or 0 by number of a type, tie, status */
  interface Shades {
    types: Float32Array;
    ties: Float32Array;
    statuses: Float32Array;
    grade: number;
    /** px between two nodes */
    pitch: number;
    moving: boolean;
    reach: Float32Array;
    hues: Float32Array;
    tieHues: Float32Array;
    /** the glyphs of all types side by side */
    atlas: HTMLCanvasElement;
    /** the place of a type: the last is shared */
    place(n: number): number;
    drawAtlas(): void;
    recolour(): void;
    /** how much of lines is seen */
    lines(): number;
    framed(point: Point): Point;
    Node: sigma.ProgramClass;
    Line: sigma.ProgramClass;
  }
  interface Painter {
    recolour(): void;
    radius(n: number, view: View): number;
    ground(c: Context, view: View): void;
    /** returns where names stand */
    above(c: Context, view: View, state: State): Label[];
  }
  interface Big {
    state: State;
    /** null where nothing can be drawn */
    sigma: sigma.Sigma | null;
    view: View | null;
    /** the present view */
    look(): View;
    /** draws what lies over the dots anew */
    over(): void;
    canvases(): HTMLCanvasElement[];
  }
}

/** what is used of sigma.js and graphology, which sigma.min.js holds */
declare namespace sigma {
  interface Camera {
    x: number;
    y: number;
    ratio: number;
  }
  interface Uniforms {
    gl: WebGLRenderingContext;
    buffer: WebGLBuffer;
    uniformLocations: Record<string, WebGLUniformLocation>;
  }
  interface Params {
    matrix: Float32Array;
    width: number;
    height: number;
    pixelRatio: number;
  }
  interface Attribute {
    name: string;
    size: number;
    type: number;
  }
  interface Definition {
    VERTICES: number;
    VERTEX_SHADER_SOURCE: string;
    FRAGMENT_SHADER_SOURCE: string;
    METHOD: number;
    UNIFORMS: string[];
    ATTRIBUTES: Attribute[];
  }
  class Program {
    constructor(gl: WebGLRenderingContext, picking: null, renderer: Sigma);
    array: Float32Array;
    capacity: number;
    verticesCount: number;
    renderer: Sigma;
    normalProgram: Uniforms;
    ATTRIBUTES: Attribute[];
    getDefinition(): Definition;
    reallocate(capacity: number): void;
    bindProgram(program: Uniforms): void;
    unbindProgram(program: Uniforms): void;
    bindAttribute(attribute: Attribute, program: Uniforms, offset: number): number;
    process(index: number, offset: number, data: Dot): void;
    processVisibleItem(index: number, at: number, data: Dot): void;
    setUniforms(params: Params, program: Uniforms): void;
    renderProgram(params: Params, program: Uniforms): void;
    render(params: Params): void;
    kill(): void;
  }
  type ProgramClass = typeof Program;
  interface Dot {
    x: number;
    y: number;
    weight: number;
    kind: number;
  }
  class Graph {
    constructor(options: object);
    addNode(id: string, data: Dot & { size: number }): void;
  }
  class Sigma {
    constructor(graph: Graph, holder: HTMLElement, settings: object);
    setCustomBBox(box: object): void;
    normalizationFunction(point: Large.Point): Large.Point;
    graphToViewport(point: Large.Point): Large.Point;
    viewportToFramedGraph(point: Large.Point): Large.Point;
    getNodeAtPosition(point: Large.Point): string | null;
    getCamera(): { getState(): Camera; animate(to: Partial<Camera>, how: { duration: number }): void };
    scheduleRender(): void;
    refresh(how?: object): void;
    on(event: 'beforeRender' | 'afterRender' | 'leaveNode' | 'clickStage', listener: () => void): void;
    on(event: 'enterNode' | 'clickNode', listener: (event: { node: string }) => void): void;
  }
}
declare const chainscapeVendor: {
  Graph: typeof sigma.Graph;
  Sigma: typeof sigma.Sigma;
  NodeProgram: sigma.ProgramClass;
  EdgeProgram: sigma.ProgramClass;
};

/** newer than the library that the checker is told of */
interface Uint8ArrayConstructor {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}

interface PageData {
  large: Large.Packed;
  /** relation type → name of its colour */
  relation_hues: Record<string, string>;
}
interface Page {
  large: Large.Columns;
  shades: Large.Shades;
  painter: Large.Painter;
  big: Large.Big;
  /** a name without controls and marks that turn the direction of writing */
  plain(text: string): string;
  /** 0 for a node without ties, 1 for the most tied */
  weight(n: number): number;
}
