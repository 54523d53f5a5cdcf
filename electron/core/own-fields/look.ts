import type { OwnHolders } from '../../../db/repositories/own-fields/holders.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { readOwn } from '../../../shared/domain/own-field/value.ts';

/** What becomes of the kept values of a field. */
export interface Looked {
  readonly read: number;
  readonly asText: number;
  readonly examples: string[];
}

const EXAMPLES = 5;
/** Of a text that nobody needs to read to its end to know it. */
const EXAMPLE_LENGTH = 60;

/**
 * Reads each kept value as the field would be, in short reads between which `goOn` may throw.
 *
 * @param progress 0..1
 */
export function look(
  holders: Pick<OwnHolders, 'values'>,
  field: Pick<OwnField, 'id' | 'type' | 'options' | 'currency'>,
  goOn: (soFar: Looked, progress: number) => void,
): Looked {
  let read = 0;
  let asText = 0;
  const examples: string[] = [];
  for (const { values, share } of holders.values(field.id)) {
    for (const kept of values) {
      const reading = readOwn(field, kept);
      if ('value' in reading) read += 1;
      else {
        asText += 1;
        const text = reading.kept.slice(0, EXAMPLE_LENGTH);
        if (examples.length < EXAMPLES && !examples.includes(text)) examples.push(text);
      }
    }
    goOn({ read, asText, examples }, share);
  }
  return { read, asText, examples };
}
