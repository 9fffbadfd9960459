/* What the chain map adds to `page`. */
interface PageData {
  /** stage → stage that it feeds */
  feeds: [from: string, to: string][];
  /** the same by links that count alone; every stage that counts is a key */
  flows: Record<string, string[]>;
  supplies: [supplier: string, customer: string, product: string][];
  /** houses of several bodies */
  kin: string[][];
  /** who is taken out as the page opens, each with its house unless `alone` */
  without: string[];
  alone: boolean;
  /** what differs from an earlier state: id of a cell, of a finding on links or of a body */
  changes?: [key: string, what: 'cell' | 'links' | 'hub', before: Pair, after: Pair, why: Pair][];
  /** between which two */
  compared?: Pair;
}
/** ids of what falls on record, by its kind; routes are counted */
interface Falls {
  empties: string[];
  slots: string[];
  inherited: string[];
  left_on_one: string[];
  cut_off: string[];
  routes: number;
  /** the routes: first stage, last stage */
  ways: [from: string, to: string][];
  /** customers with each product that they lose */
  lost: [customer: string, product: string][];
  customers: string[];
}
interface Page {
  /** opens or closes a lane of a long chain, by its line */
  turnLane(line: Element): void;
  /** opens the lanes that hold what is chosen */
  openLanes(key: string | null): void;
  /** what falls in this chain without some bodies or things (ids) */
  fallsWithout(gone: Set<string>): Falls;
  /** what stands out while nothing is chosen, as a selector; '' leaves it to the emphasis */
  standsOut: string;
}
