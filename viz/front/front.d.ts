/* What the front page's search reads. */
interface PageData {
  /** id of a chain, a stage, a body or an expert → the page that shows it, with the id as its address wants it; "" where none does */
  places: Record<string, string>;
}
