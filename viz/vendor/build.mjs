// node build.mjs [FOLDER] [NOTES]: writes sigma.min.js into the first folder, LICENSES.txt and built.json into the other.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const FILE = 'sigma.min.js';
const [folder = '../large', notes = '.'] = process.argv.slice(2);
const result = await build({
  entryPoints: ['entry.mjs'],
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'chainscapeVendor',
  target: 'es2020',
  // comments of the packages go to LICENSES.txt, which the banner repeats: the script travels alone in a page
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  write: false,
});
const packages = [...new Set(Object.keys(result.metafile.inputs).map(path => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean))].sort();
const read = name => JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8'));
const licence = name => {
  const file = readdirSync(join('node_modules', name)).find(each => /^licen[cs]e/i.test(each));
  if (!file) throw new Error(`${name} brings no licence`);
  return readFileSync(join('node_modules', name, file), 'utf8').replaceAll('\r\n', '\n').trim();
};
const versions = Object.fromEntries(packages.map(name => [name, read(name).version]));
const texts = packages.map(name => `${name} ${versions[name]} (${read(name).license})\n\n${licence(name)}\n`).join('\n' + '-'.repeat(80) + '\n\n');
const banner = `/*!\n${texts.replaceAll('*/', '* /')}*/\n`;
const script = banner + result.outputFiles[0].text;
if (/<\/script|<!--|\beval\(|new Function\(/i.test(script.slice(banner.length))) throw new Error('this cannot stand in a page');
writeFileSync(join(folder, FILE), script);
writeFileSync(join(notes, 'LICENSES.txt'), `What ${FILE} is made of.\n\n${texts}`);
const sha256 = createHash('sha256').update(script).digest('hex');
const esbuild = read('esbuild').version;
writeFileSync(join(notes, 'built.json'), JSON.stringify({ file: FILE, sha256, bytes: Buffer.byteLength(script), packages: versions, esbuild }, null, 2) + '\n');
console.log(`${FILE}: ${Buffer.byteLength(script)} bytes, sha256 ${sha256}`);
