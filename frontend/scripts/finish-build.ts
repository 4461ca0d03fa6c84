/** After `vite build`: puts the API documentation's assets beside the page and writes .br and .gz of every text file. */
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const swagger = fileURLToPath(new URL('../node_modules/swagger-ui-dist/', import.meta.url));
const TEXT = /\.(html|js|css|svg|json|txt|ico)$/;
const MIN_BYTES = 1024; // below this the headers weigh more than what is saved

await mkdir(`${dist}docs`, { recursive: true });
for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css', 'LICENSE']) {
  await copyFile(swagger + file, `${dist}docs/${file}`);
}

const squeeze = { br: promisify(brotliCompress), gz: promisify(gzip) };
for (const file of await readdir(dist, { recursive: true })) {
  if (!TEXT.test(file)) continue;
  const raw = await readFile(dist + file);
  if (raw.length < MIN_BYTES) continue;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: raw.length > 1_000_000 ? 9 : 11 } };
  await writeFile(`${dist}${file}.br`, await squeeze.br(raw, quality));
  await writeFile(`${dist}${file}.gz`, await squeeze.gz(raw, { level: 9 }));
}
