import { identityToRecipient } from 'age-encryption';
import { describeKey } from '../../electron/core/sealing/keys.ts';

/** Of the machine, of the paper; and what a profile knows of them. */
export const MACHINE = 'AGE-SECRET-KEY-1TM2RMH0ZD9HXHJFYT7PM7J7NWC6FNRDUVTYKYCXGL2Z36H63963S9TYE8W';
export const PAPER = 'AGE-SECRET-KEY-180PAP7EGHMM3JXUELQLNLLXHFJXX2JU4D8J09C5TFP8K0DNRF95QEFP8RH';
export const KEY = await describeKey(MACHINE, await identityToRecipient(PAPER), [MACHINE], 0);
