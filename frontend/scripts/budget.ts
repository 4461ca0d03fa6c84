/** Fails when the page has grown past its budget. Sizes are gzip bytes; the first load is what index.html names. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const KB = 1000;
const BUDGET = {
  'first load, script': 230 * KB,
  'first load, style': 30 * KB,
  'whole app, script and style': 485 * KB,
};

const size = async (file: string) => (await stat(`${dist}${file}.gz`).catch(() => stat(dist + file))).size;
const total = async (files: string[]) => (await Promise.all(files.map(size))).reduce((sum, n) => sum + n, 0);

const html = await readFile(`${dist}index.html`, 'utf8');
const named = [...html.matchAll(/(?:src|href)="[^"]*?(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '');
const all = (await readdir(`${dist}assets`)).filter((file) => /\.(js|css)$/.test(file)).map((file) => `assets/${file}`);

const measured = {
  'first load, script': await total(named.filter((file) => file.endsWith('.js'))),
  'first load, style': await total(named.filter((file) => file.endsWith('.css'))),
  'whole app, script and style': await total(all),
};
let over = false;
for (const [name, limit] of Object.entries(BUDGET)) {
  const bytes = measured[name as keyof typeof measured];
  over ||= bytes > limit;
  process.stdout.write(
    `${bytes > limit ? 'OVER' : 'ok  '} ${name}: ${(bytes / KB).toFixed(1)} of ${limit / KB} kB gzip\n`,
  );
}
if (over || named.length === 0) process.exit(1);
