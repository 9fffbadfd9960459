/* What the chain map adds to `page`. */
interface PageData {
  /** stage → stage that it feeds */
  feeds: [from: string, to: string][];
}
interface Page {
  /** opens or closes a lane of a long chain, by its line */
  turnLane(line: Element): void;
  /** opens the lanes that hold what is chosen */
  openLanes(key: string | null): void;
}
