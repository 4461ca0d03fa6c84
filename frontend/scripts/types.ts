/** Generates src/services/schema.d.ts from openapi.json. With --check: fails when the committed file is another one. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const source = new URL('../openapi.json', import.meta.url);
const target = new URL('../src/services/schema.d.ts', import.meta.url);
const blob = ts.factory.createTypeReferenceNode('Blob');

const tree = await openapiTS(source, {
  alphabetize: true,
  defaultNonNullable: false, // a field with a default may be left out of a request
  // openapi-typescript calls a binary part `string`; a form takes a Blob.
  transform: (schema) =>
    schema.format === 'binary' || ('contentMediaType' in schema && schema.contentMediaType) ? blob : undefined,
});
const text = `/** Generated from openapi.json by \`npm run types\`. Do not edit. */\n\n${astToString(tree)}`;

if (!process.argv.includes('--check')) {
  await writeFile(target, text);
} else if ((await readFile(target, 'utf8')) !== text) {
  process.stderr.write(`${fileURLToPath(target)} is out of date with openapi.json: run \`npm run types\`.\n`);
  process.exit(1);
}
