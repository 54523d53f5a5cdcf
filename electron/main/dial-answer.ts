import type { FailureCode } from '../../shared/contract/failure.ts';

/** What became of `ringdesk dial NUMBER`. */
export type DialAnswer =
  | { readonly result: 'dialled'; readonly number: string; readonly callId: string }
  | { readonly result: 'refused'; readonly number: string; readonly code: FailureCode }
  | { readonly result: 'notRunning' };

/** For scripts: each way to end has its own. 2 is a command that was not understood. */
export const EXIT_CODES = { dialled: 0, refused: 1, usage: 2, notRunning: 3 } as const;

export const DIAL_USAGE = 'Give the number to dial, for example: dial +380 44 123 45 67';

/** Why, and what to do; the codes that a request to dial can be answered with. */
const REASONS: Partial<Record<FailureCode, string>> = {
  invalidNumber: 'That cannot be dialled. Write the number with its country code, for example +380441234567.',
  notRegistered:
    'The line is not connected to the telephone exchange. Look at the bottom bar of Ringdesk’s window.',
  noAccount: 'No line is set up yet. Open Settings → Line in Ringdesk.',
  noPhone: 'Ringdesk’s telephone is not ready. Open its window (or its page in the browser) and dial again.',
  alreadyTalking: 'You are on a call. Finish it or put it on hold, and dial again.',
  microphoneRefused:
    'Ringdesk may not use the microphone. Allow it in the settings of the system or browser.',
  microphoneMissing: 'There is no microphone. Plug one in and dial again.',
  coreUnreachable: 'Ringdesk runs, but did not answer in time. Look at its window and dial again from there.',
};
const OTHERWISE = 'Ringdesk did not dial. Look at its window for the reason.';

/**
 * One line for a person, or one JSON object for a program (`--json`).
 * @param howToStart what to do when it is not running: the packed program and `npm run` differ
 */
export function describeAnswer(answer: DialAnswer, json: boolean, howToStart: string): string {
  const sentence = sentenceOf(answer, howToStart);
  return json ? JSON.stringify({ ...answer, message: sentence }) : sentence;
}

function sentenceOf(answer: DialAnswer, howToStart: string): string {
  switch (answer.result) {
    case 'dialled':
      return `Dialling ${answer.number}.`;
    case 'refused':
      return REASONS[answer.code] ?? OTHERWISE;
    case 'notRunning':
      return `Ringdesk is not running with this data. ${howToStart}`;
  }
}
