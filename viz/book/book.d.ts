/* What the book adds to `page`, and what its Python puts before book.js. */
interface PageData {
  book: {
    chains: string[];
    names: Pair[];
    /** id → numbers of the chains on whose pictures it stands */
    places: Record<string, number[]>;
  };
}
/** A picture's scripts are wrapped in a function: of the `page` they run in, and of what listens for it. */
declare const pictures: Record<string, (page: Page, listen: Listen) => void> & { vis(): void };
interface Window {
  vis?: object;
}
type Listen = (type: string, listener: (event: Event) => void, options?: boolean) => void;
interface Tab {
  /** kind, or kind/chain */
  key: string;
  picture: HTMLElement;
  controls: HTMLElement;
  filters: HTMLElement;
  own: Partial<PageData>;
  listeners: [event: string, listener: (detail: any) => void][];
  parts: Map<string, Kept>;
  savers: (() => void)[];
  scroll: [left: number, top: number];
  /** the shell's `page` seen from here */
  page: Page;
}
