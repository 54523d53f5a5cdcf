/** The program's version; a test holds it to package.json, which this layer may not read. */
export const VERSION = '0.1.0';
