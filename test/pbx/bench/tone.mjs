// Ten seconds of one pitch as raw 16 bit little endian samples at 8 kHz (Asterisk's .sln), to stdout: tone.mjs HERTZ
const RATE = 8_000;
const SECONDS = 10;
const LOUDNESS = 0.3;

const hertz = Number(process.argv[2]);
if (!(hertz > 0)) throw new Error('usage: tone.mjs HERTZ');
const samples = new Int16Array(RATE * SECONDS).map((_, index) =>
  Math.round(LOUDNESS * 32_767 * Math.sin((2 * Math.PI * hertz * index) / RATE)),
);
process.stdout.write(Buffer.from(samples.buffer));
