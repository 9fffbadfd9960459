/* What the overview adds to `page`. */
interface PageData {
  /** chain → the file of its map beside this page */
  maps?: Record<string, string>;
}
