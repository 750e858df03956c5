import sharp from 'sharp';

const quality = 90;

// Draws boxes and labels over the picture and encodes it.
export function annotate(pixels, { width, height }, detections) {
  const shapes = detections.map(({ classId, confidence, box }) => {
    const colour = `hsl(${(classId * 47) % 360} 90% 45%)`;
    const text = `${classId} ${Math.round(confidence * 100)}%`;
    return `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="none" stroke="${colour}" stroke-width="2"/>`
      + `<text x="${box.x + 3}" y="${Math.max(12, box.y - 3)}" font-family="sans-serif" font-size="12" fill="${colour}">${text}</text>`;
  });
  const overlay = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}</svg>`);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .composite([{ input: overlay }])
    .jpeg({ quality })
    .toBuffer();
}
