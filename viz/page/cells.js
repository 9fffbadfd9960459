/* A verdict that says what its cell says was written once. */
for (const cell of page.cells.values()) {
  if (cell.verdict && !cell.verdict.sentence) cell.verdict.sentence = cell.sentence;
}
