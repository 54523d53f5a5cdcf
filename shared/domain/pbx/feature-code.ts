/** What a code's placeholders stand for. A value that is missing, or that cannot be dialled, makes the code undiallable. */
export interface CodeValues {
  /** Where calls are to go. */
  readonly number?: string | undefined;
  /** Whose call is meant. */
  readonly extension?: string | undefined;
  /** Code of a reason; may be empty. */
  readonly reason?: string | undefined;
}

/** What can be dialled as a code (the keys of a telephone, RFC 4733 §3.2, and letters of a SIP user). */
const DIALLABLE = /^[\dA-Z*#+]{1,64}$/i;

/**
 * The code as it goes on the line, or `undefined` when it cannot be made: an empty code (this PBX has no such thing), a
 * value that is missing, or one that is no number. A plus stays: PBXs that take E.164 take it here too.
 */
export function fillCode(code: string, values: CodeValues): string | undefined {
  let complete = true;
  const filled = code.replace(/\{(number|extension|reason)\}/g, (_, name: keyof CodeValues) => {
    const value = values[name];
    if (value === undefined || (value === '' && name !== 'reason')) complete = false;
    return value?.replace(/[\s().-]/g, '') ?? '';
  });
  return complete && DIALLABLE.test(filled) ? filled : undefined;
}
