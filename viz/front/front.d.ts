/* What the front page's search reads. */
interface PageData {
  /** id of a chain, a stage or a body → the page that shows it, with the id as its address wants it */
  places: Record<string, string>;
}
