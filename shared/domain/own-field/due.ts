import type { Stage } from '../contact/stage.ts';
import { holds, type OwnField, type OwnValues } from './field.ts';

/** What is known of a customer when it is judged whether a field is due. */
export interface OwnMoments {
  readonly kind: 'person' | 'organisation';
  readonly stage: Stage;
  /** Somebody of the firm talks with them, or has. */
  readonly talked: boolean;
}

/** Whether the field must be filled by now. */
export const isDue = (field: OwnField, { kind, stage, talked }: OwnMoments): boolean =>
  !field.archived &&
  holds(field, kind) &&
  (field.mandatory.stages.includes(stage) ||
    field.mandatory.moments.includes('entry') ||
    (talked && field.mandatory.moments.includes('firstCall')));

/** Those that are due and empty, in the order of the card. What is kept of another type is not empty. */
export const missingOwn = (
  fields: readonly OwnField[],
  own: OwnValues,
  moments: OwnMoments,
): readonly OwnField[] => fields.filter((field) => !Object.hasOwn(own, field.id) && isDue(field, moments));
