/**
 * Errors that a person will read. `code` names a sentence of the catalogue (`errors:<code>`) that says what
 * happened and what to do; `params` fill it. The cause is for the log and never crosses the channel.
 */
export const FAILURE_CODES = [
  'badRequest',
  'notAllowed',
  'noRight',
  'outOfReach',
  'loginNeeded',
  'screenLocked',
  'loginWrong',
  'loginWait',
  'placeTaken',
  'talkGoesOn',
  'nameTaken',
  'lastAdministrator',
  'rightsFault',
  'stillUsed',
  'notFound',
  'changedMeanwhile',
  'internal',
  'coreUnreachable',
  'diskFull',
  'diskReadOnly',
  'databaseNewer',
  'databaseDamaged',
  'databaseMismatch',
  'alreadyRunning',
  'noPhone',
  'noAccount',
  'notRegistered',
  'invalidNumber',
  'emergencyOnly',
  'callGone',
  'alreadyTalking',
  'microphoneRefused',
  'microphoneMissing',
  'wrongPassword',
  'pbxUnreachable',
  'pbxUnknownHost',
  'pbxRefused',
  'pbxAddressInvalid',
  'phoneElsewhere',
  'secretsUnavailable',
  'recordingMissing',
  'recordingDamaged',
  'importTooLarge',
  'importTruncated',
  'importChanged',
  'documentTooLarge',
  'documentBroken',
  'documentGone',
  'importEmpty',
  'importEncoding',
  'importFormat',
  'importNoNumberColumn',
  'importNotFound',
  'trainingOff',
  'trainingNotReady',
  'featureMissing',
  'featureRefused',
  'featureUnanswered',
  'featureBusy',
  'boardNotTalking',
  'handOverFault',
  'handOverRunning',
  'mergeOfUnlike',
  'mergeTooLarge',
  'mergedOn',
  'mergeRunRunning',
  'mayNotDial',
  'leadTaken',
  'leadGone',
  'listEmpty',
  'listNotRunning',
  'notInList',
  'scriptFaulty',
  'scriptTooLarge',
  'scriptInputRefused',
  'scriptNotPublished',
  'outcomesFull',
  'ownFieldFault',
  'ownValueRefused',
  'scorecardFaulty',
  'scorecardNotPublished',
  'reviewTaken',
  'reviewOwn',
  'reviewClosed',
  'reviewBlind',
  'reviewIncomplete',
  'secondReviewer',
  'promiseMissing',
  'exportTooLarge',
  'missedTaken',
  'missedGone',
  'portTaken',
  'backupFolder',
  'backupKeyWrong',
  'backupDamaged',
  'backupGone',
  'backupBusy',
  'backupFailed',
  'sealKeyMissing',
  'sealKeyLost',
  'sealingFailed',
  'recoveryKeyTypo',
  'recoveryKeyTypos',
  'recoveryKeyShort',
  'recoveryKeyWrong',
  'erasureNotConfirmed',
  'erasureOpenCall',
  'erasureHeld',
  'erasureImport',
  'directoryUnreachable',
  'directoryStopped',
  'directoryRefused',
  'directoryNotThere',
  'directoryAnswer',
  'directoryTls',
  'directoryAddress',
  'directoryEmptied',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** A code as it was kept; one that nobody knows any more is `internal`. */
export const knownCode = (code: string): FailureCode =>
  FAILURE_CODES.find((each) => each === code) ?? 'internal';

export type FailureParams = Readonly<Record<string, string | number>>;

export class Failure extends Error {
  readonly code: FailureCode;
  readonly params: FailureParams;

  constructor(code: FailureCode, params: FailureParams = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.name = 'Failure';
    this.code = code;
    this.params = params;
  }
}

/** What travels instead of an exception, so that each transport carries the same thing. */
export interface WireFailure {
  readonly code: FailureCode;
  readonly params: FailureParams;
}

export type Answer = { readonly ok: unknown } | { readonly failure: WireFailure };

const known = new Set<string>(FAILURE_CODES);

export function toWire(error: unknown): WireFailure {
  return error instanceof Failure
    ? { code: error.code, params: error.params }
    : { code: 'internal', params: {} };
}

export function fromWire(wire: WireFailure): Failure {
  return known.has(wire.code) ? new Failure(wire.code, wire.params) : new Failure('internal');
}
