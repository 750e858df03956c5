// node submit.js ADDRESS PICTURE: submits a picture through the generated types, waits for it, fetches the annotated picture and
// lists it; then makes a mistake. Prints as JSON what it found.
import { readFile } from 'node:fs/promises';
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.js';

const [address, picture] = process.argv.slice(2) as [string, string];
const client = createClient<paths>({ baseUrl: address });
const headers = { 'Content-Type': 'image/png' };
const bodySerializer = (body: unknown) => body as Blob;

const body = new Blob([await readFile(picture)]);
const submitted = await client.POST('/v1/detections', {
  params: { query: { confidence: 0.3, maxDetections: 10, annotate: true, reference: 'typescript' } }, headers, body, bodySerializer,
});
if (submitted.error) throw new Error(`${submitted.error.code}: ${submitted.error.detail}`);

const id: string = submitted.data.id;
const finished = await client.GET('/v1/detections/{id}', { params: { path: { id }, query: { wait: 60 } } });
const detection: components['schemas']['Detection'] | undefined = finished.data;
if (detection?.status !== 'Completed') throw new Error(JSON.stringify(finished));

const annotated = await client.GET('/v1/detections/{id}/annotated', { params: { path: { id } }, parseAs: 'blob' });
const list = await client.GET('/v1/detections', { params: { query: { reference: 'typescript', limit: 5 } } });
const mistake = await client.POST('/v1/detections', { params: { query: { confidence: 7 } }, headers, body, bodySerializer });

// Numbers without a conversion: the types say so, and so it is.
const area = (detection.detections ?? []).reduce((sum, found) => sum + found.box.width * found.box.height, 0);
console.log(JSON.stringify({
  id, objects: detection.detections?.length, area, annotatedBytes: annotated.data?.size, listed: list.data?.items[0]?.id, code: mistake.error?.code,
}));
