/** An error whose message is a sentence for a person: what happened and what to do. Shown without a stack. */
export class PlainError extends Error {
  /** @param {string} message @param {{ cause?: unknown }} [options] */
  constructor(message, options) {
    super(message, options);
    this.name = 'PlainError';
  }
}

/**
 * Runs the body of an entry script; a PlainError becomes its sentence, anything else its stack, both exit 1.
 * @param {() => Promise<number | void>} body resolves to the exit code, 0 when it gives none
 */
export async function runEntry(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(error instanceof PlainError ? error.message : error);
    process.exitCode = 1;
  }
}
