/* Small screens: the tools fold into a menu, the panel is a sheet from below that opens for what is chosen. */
{
  const narrow = matchMedia('(max-width:900px)');
  const button = page.the('#menu');
  const open = (/** @type {boolean} */ wanted) => {
    page.root.toggleAttribute('data-menu', wanted);
    button.setAttribute('aria-expanded', String(wanted));
    page.tell('resize');
  };
  button.addEventListener('click', () => open(!page.root.hasAttribute('data-menu')));
  page.find('#picture').addEventListener('click', () => { if (page.root.hasAttribute('data-menu')) open(false); });

  const fold = (/** @type {boolean} */ wanted) => {
    if (page.root.hasAttribute('data-folded') !== wanted) page.find('#fold').click();
  };
  narrow.addEventListener('change', () => {
    open(false);
    fold(narrow.matches && page.selected === null);
  });
  if (narrow.matches) fold(true);
  page.on('select', key => {
    if (!narrow.matches) return;
    if (key !== null) open(false);
    fold(key === null);
  });

  page.begin = (part, block) => {
    if (narrow.matches && part) part.scrollIntoView({ block, inline: 'nearest' });
  };
}
