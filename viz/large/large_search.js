'use strict';
/* Search over 100,000 names: one long text for substrings, a column of letters for pinyin initials. */
{
  const { large } = page;
  const LONGEST = 30;
  const letters = page.data.large.letters;
  /** @typedef {{ text: string, starts: Uint32Array, owners: number[], codes: Uint32Array, marks: Uint32Array }} Index */
  /** @type {Index | null} */
  let index = null;

  /* made at the first search: 60 ms for 100,000 names */
  const prepare = () => {
    /** @type {string[]} */
    const found = [];
    /** @type {number[]} */
    const owners = [];
    for (let n = 0; n < large.count; n += 1) {
      for (const name of [large.names[n], large.namesEn.get(n), ...(large.aliases.get(n) || '').split('\t')]) {
        if (!name) continue;
        found.push(name.toLowerCase());
        owners.push(n);
      }
    }
    const text = '\n' + found.join('\n') + '\n';
    const starts = new Uint32Array(found.length + 1);
    found.forEach((name, at) => { starts[at + 1] = starts[at] + name.length + 1; });
    /* bits 0 to 25 are letters, a digit stands above them as 32 + its value */
    /** @type {Map<string, number>} */
    const bits = new Map();
    /** @param {string} character */
    const mask = character => {
      if (/[a-z]/.test(character)) return 1 << (character.charCodeAt(0) - 97);
      if (/[0-9]/.test(character)) return 1 << 26 | Number(character);
      let sum = 0;
      for (const letter of Object.hasOwn(letters, character) ? letters[character] : '') sum |= /[a-z]/.test(letter) ? 1 << (letter.charCodeAt(0) - 97) : 0;
      return sum;
    };
    /** @type {number[]} */
    const column = [];
    const marks = new Uint32Array(found.length + 1);
    found.forEach((name, at) => {
      for (const character of name) {
        const bit = bits.get(character) ?? mask(character);
        bits.set(character, bit);
        if (bit) column.push(bit);
      }
      marks[at + 1] = column.length;
    });
    return { text, starts, owners, codes: Uint32Array.from(column), marks };
  };
  /* which name holds a place of the long text */
  /** @param {Uint32Array} starts @param {number} place */
  const holder = (starts, place) => {
    let low = 0;
    let high = starts.length - 2;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if (starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  /** @param {Index} index @param {string} wanted @param {(n: number) => boolean} take */
  const bySubstring = ({ text, starts, owners }, wanted, take) => {
    let at = text.indexOf(wanted);
    while (at >= 0) {
      /* the text begins with a break, names one place later */
      const name = holder(starts, Math.max(0, wanted[0] === '\n' ? at : at - 1));
      if (!take(owners[name])) return;
      at = text.indexOf(wanted, starts[name + 1]);
    }
  };
  /** @param {Index} index @param {string} wanted @param {(n: number) => boolean} take */
  const byInitials = ({ owners, codes, marks }, wanted, take) => {
    const bits = [...wanted].map(each => (/[a-z]/.test(each) ? 1 << (each.charCodeAt(0) - 97) : 1 << 26 | Number(each)));
    /** @param {number} code @param {number} bit */
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
    const names = index || prepare();
    index = names;
    /** @type {Set<number>} */
    const found = new Set();
    /** @param {number} n */
    const take = n => {
      found.add(n);
      return found.size < LONGEST;
    };
    /* the whole name, its beginning, a part; nodes stand by importance, so the first found are the most important */
    bySubstring(names, '\n' + wanted + '\n', take);
    if (found.size < LONGEST) bySubstring(names, '\n' + wanted, take);
    if (found.size < LONGEST) bySubstring(names, wanted, take);
    if (found.size < LONGEST && /^[a-z0-9]{2,}$/.test(wanted)) byInitials(names, wanted, take);
    return [...found].map(large.key);
  };
}
