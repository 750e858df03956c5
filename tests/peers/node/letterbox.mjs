import sharp from 'sharp';

export const side = 640;
const grey = 114;

// Scales into the square, grey around it, and turns rows of RGB bytes into three planes from 0 to 1.
export async function letterbox(pixels, { width, height }) {
  const scale = Math.min(side / width, side / height);
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  const [left, top] = [Math.round((side - w) / 2 - 0.1), Math.round((side - h) / 2 - 0.1)];
  const square = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(w, h, { fit: 'fill', kernel: 'linear' })
    .extend({ left, top, right: side - w - left, bottom: side - h - top, background: { r: grey, g: grey, b: grey } })
    .raw()
    .toBuffer();

  const plane = side * side;
  const tensor = new Float32Array(3 * plane);
  for (let i = 0, j = 0; i < plane; i++, j += 3) {
    tensor[i] = square[j] / 255;
    tensor[i + plane] = square[j + 1] / 255;
    tensor[i + 2 * plane] = square[j + 2] / 255;
  }
  return { tensor, scale, left, top };
}
