// node generate.mjs DOCUMENT FILE: makes TypeScript types of an OpenAPI document. Binary content becomes a Blob, as
// openapi-typescript's documentation shows.
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const [document, file] = process.argv.slice(2);
const types = await openapiTS(pathToFileURL(document), {
  transform: (schema) => schema.format === 'binary' ? ts.factory.createTypeReferenceNode('Blob') : undefined,
});
await writeFile(file, astToString(types));
