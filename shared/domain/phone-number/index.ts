export { callingCode, formatNumber } from './format.ts';
export { readNumber } from './read.ts';
export type { Home, NumberReading } from './reading.ts';
