export { type FoundNumber, findNumber } from './find.ts';
export { callingCode, formatNumber } from './format.ts';
export { identifyNumber, readNumber } from './read.ts';
export type { Home, NumberIdentity, NumberReading } from './reading.ts';
