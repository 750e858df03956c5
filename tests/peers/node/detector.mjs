// One detector on a thread of its own: a picture in, boxes and an annotated JPEG out.
import { parentPort, workerData } from 'node:worker_threads';
import ort from 'onnxruntime-node';
import sharp from 'sharp';
import { annotate } from './annotate.mjs';
import { boxesOf } from './boxes.mjs';
import { letterbox } from './letterbox.mjs';

sharp.concurrency(1); // pictures are worked on side by side
sharp.cache(false);
const session = await ort.InferenceSession.create(workerData.model, {
  intraOpNumThreads: workerData.threads,
  interOpNumThreads: 1,
});

parentPort.on('message', async ({ id, picture }) => {
  try {
    const { data: pixels, info } = await sharp(picture).rotate().removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    const { tensor, scale, left, top } = await letterbox(pixels, info);
    const { output0 } = await session.run({ images: new ort.Tensor('float32', tensor, [1, 3, 640, 640]) });
    const detections = boxesOf(output0, info, scale, left, top);
    const annotated = await annotate(pixels, info, detections);
    parentPort.postMessage({ id, detections, annotated });
  } catch (error) {
    parentPort.postMessage({ id, error: error.message });
  }
});
parentPort.postMessage({}); // ready
