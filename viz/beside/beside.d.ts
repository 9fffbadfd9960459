/* What two maps side by side add to the data. */
interface PageData {
  differences: Difference[];
  /** what the two are called */
  sides: [Pair, Pair];
  /** whose evidence the panel shows, where the two are one chain known twice */
  basis?: Pair;
  /** how the two were taken: what a side of a date leaves out */
  taken?: Pair;
}
interface Difference {
  what: 'stages' | 'slot' | 'verdict' | 'hub' | 'body' | 'cell' | 'links';
  key: string;
  item: Pair;
  told: [Pair, Pair];
  /** ids that it is about, on each map */
  marks: [string[], string[]];
  same?: boolean;
  why?: Pair;
}
