// Draws the program's icon from its SVG, for all systems. Usage: node scripts/run.mjs scripts/package/icons.ts
// The results lie in the repository: packing needs no browser.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../lib/chromium.mjs';

const resources = join(import.meta.dirname, 'resources');
/** freedesktop.org takes the nearest of these; Windows wants up to 256, macOS up to 1024. */
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS = [16, 24, 32, 48, 64, 128, 256];
/** Type of each size in an ICNS container that holds PNG. */
const MAC = {
  icp4: 16,
  icp5: 32,
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic10: 1024,
  ic11: 32,
  ic12: 64,
  ic13: 256,
  ic14: 512,
};

const pictures = await draw([...new Set([...LINUX, ...WINDOWS, ...Object.values(MAC)])]);
const picture = (size: number): Buffer => pictures.get(size) ?? Buffer.alloc(0);
mkdirSync(join(resources, 'icons'), { recursive: true });
for (const size of LINUX) writeFileSync(join(resources, 'icons', `${size}x${size}.png`), picture(size));
writeFileSync(join(resources, 'icon.png'), picture(1024));
writeFileSync(join(resources, 'icon.ico'), ico(WINDOWS));
writeFileSync(join(resources, 'icon.icns'), icns(Object.entries(MAC)));
writeFileSync(join(import.meta.dirname, '../../electron/main/windows/icon.png'), picture(128));
console.log(`Icons drawn in ${resources}`);

async function draw(sizes: readonly number[]): Promise<Map<number, Buffer>> {
  const svg = readFileSync(join(resources, 'icon.svg'), 'utf8');
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium to draw with.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const drawn = new Map<number, Buffer>();
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(
        `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
      );
      drawn.set(size, await page.screenshot({ omitBackground: true }));
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

/** ICONDIR and ICONDIRENTRY with PNG pictures, as Windows reads them since Vista. */
function ico(sizes: readonly number[]): Buffer {
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  sizes.forEach((size, index) => {
    const entry = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(picture(size).length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += picture(size).length;
  });
  return Buffer.concat([head, ...sizes.map(picture)]);
}

/** 'icns', the length of all, then type, length and PNG of each. */
function icns(entries: ReadonlyArray<readonly [type: string, size: number]>): Buffer {
  const chunks = entries.map(([type, size]) => chunk(type, picture(size)));
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}
