/** The tray's states; each has its own shape as well as its colour. */
export type TrayState = 'ready' | 'offline' | 'ringing' | 'talking';

const COLOURS: Readonly<Record<TrayState, readonly [number, number, number]>> = {
  ready: [0x2b, 0x8a, 0x3e],
  offline: [0x86, 0x8e, 0x96],
  ringing: [0xe6, 0x77, 0x00],
  talking: [0xc9, 0x2a, 0x2a],
};

/**
 * A handset on a disk, drawn and not loaded: it is sharp at every scale and needs no file.
 * @returns BGRA rows, premultiplied, `size` × `size`, as `nativeImage.createFromBitmap` takes them
 */
export function drawIcon(state: TrayState, size: number): Buffer {
  const pixels = Buffer.alloc(size * size * 4);
  const [red, green, blue] = COLOURS[state];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let disk = 0;
      let mark = 0;
      // Four samples a side take the teeth off the edges.
      for (let sample = 0; sample < 16; sample++) {
        const x = ((column + ((sample % 4) + 0.5) / 4) / size) * 2 - 1;
        const y = ((row + (Math.floor(sample / 4) + 0.5) / 4) / size) * 2 - 1;
        if (x * x + y * y > 0.94) continue;
        disk++;
        if (isMark(state, x, y)) mark++;
      }
      const alpha = disk / 16;
      const white = mark / 16;
      const at = (row * size + column) * 4;
      const mix = (colour: number) => Math.round(colour * (alpha - white) + 255 * white);
      pixels[at] = mix(blue);
      pixels[at + 1] = mix(green);
      pixels[at + 2] = mix(red);
      pixels[at + 3] = Math.round(255 * alpha);
    }
  }
  return pixels;
}

/** Whether this point (−1..1, y down) belongs to the white mark. */
function isMark(state: TrayState, x: number, y: number): boolean {
  if (state === 'offline' && Math.abs(x + y) < 0.12) return true;
  // Upright while it rings, lying otherwise.
  const [u, v] = state === 'ringing' ? [y, x] : [x, y];
  const bow = Math.hypot(u, v + 0.1);
  const grip = bow > 0.42 && bow < 0.66 && v < -0.02;
  const ends = Math.abs(Math.abs(u) - 0.54) < 0.17 && v > -0.1 && v < 0.26;
  return grip || ends;
}
