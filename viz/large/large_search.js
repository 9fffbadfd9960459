'use strict';
/* Search over 100,000 names: one long text for substrings, a column of letters for pinyin initials. */
{
  const { large } = page;
  const LONGEST = 30;
  const letters = page.data.large.letters;
  let text = null;
  let starts = null;
  let owners = null;
  let codes = null;
  let marks = null;

  /* made at the first search: 60 ms for 100,000 names */
  const prepare = () => {
    const found = [];
    owners = [];
    for (let n = 0; n < large.count; n += 1) {
      for (const name of [large.names[n], large.namesEn.get(n), ...(large.aliases.get(n) || '').split('\t')]) {
        if (!name) continue;
        found.push(name.toLowerCase());
        owners.push(n);
      }
    }
    text = '\n' + found.join('\n') + '\n';
    starts = new Uint32Array(found.length + 1);
    found.forEach((name, at) => { starts[at + 1] = starts[at] + name.length + 1; });
    /* bits 0 to 25 are letters, a digit stands above them as 32 + its value */
    const bits = new Map();
    const mask = character => {
      if (/[a-z]/.test(character)) return 1 << (character.charCodeAt(0) - 97);
      if (/[0-9]/.test(character)) return 1 << 26 | Number(character);
      let sum = 0;
      for (const letter of Object.hasOwn(letters, character) ? letters[character] : '') sum |= /[a-z]/.test(letter) ? 1 << (letter.charCodeAt(0) - 97) : 0;
      return sum;
    };
    const column = [];
    marks = new Uint32Array(found.length + 1);
    found.forEach((name, at) => {
      for (const character of name) {
        if (!bits.has(character)) bits.set(character, mask(character));
        const bit = bits.get(character);
        if (bit) column.push(bit);
      }
      marks[at + 1] = column.length;
    });
    codes = Uint32Array.from(column);
  };
  /* which name holds a place of the long text */
  const holder = place => {
    let low = 0;
    let high = starts.length - 2;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if (starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const bySubstring = (wanted, take) => {
    let at = text.indexOf(wanted);
    while (at >= 0) {
      /* the text begins with a break, names one place later */
      const name = holder(Math.max(0, wanted[0] === '\n' ? at : at - 1));
      if (!take(owners[name])) return;
      at = text.indexOf(wanted, starts[name + 1]);
    }
  };
  const byInitials = (wanted, take) => {
    const bits = [...wanted].map(each => (/[a-z]/.test(each) ? 1 << (each.charCodeAt(0) - 97) : 1 << 26 | Number(each)));
    const fits = (code, bit) => (bit & 1 << 26 ? code === bit : !(code & 1 << 26) && code & bit);
    for (const anywhere of [false, true]) {
      for (let name = 0; name < owners.length; name += 1) {
        const last = marks[name + 1] - bits.length;
        for (let start = marks[name] + (anywhere ? 1 : 0); start <= last; start += 1) {
          let length = 0;
          while (length < bits.length && fits(codes[start + length], bits[length])) length += 1;
          if (length === bits.length) {
            if (!take(owners[name])) return;
            break;
          }
          if (!anywhere) break;
        }
      }
    }
  };
  page.search = query => {
    const wanted = query.trim().toLowerCase();
    if (!wanted || wanted.includes('\n')) return [];
    if (text === null) prepare();
    const found = new Set();
    const take = n => {
      found.add(n);
      return found.size < LONGEST;
    };
    /* the whole name, its beginning, a part; nodes stand by importance, so the first found are the most important */
    bySubstring('\n' + wanted + '\n', take);
    if (found.size < LONGEST) bySubstring('\n' + wanted, take);
    if (found.size < LONGEST) bySubstring(wanted, take);
    if (found.size < LONGEST && /^[a-z0-9]{2,}$/.test(wanted)) byInitials(wanted, take);
    return [...found].map(large.key);
  };
}
