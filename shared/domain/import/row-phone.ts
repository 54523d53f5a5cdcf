export type RowPhoneLabel = 'main' | 'mobile' | 'work' | 'home' | 'fax' | 'other';

export interface RowPhone {
  /** As it was written, with its extension. */
  readonly raw: string;
  /** With the plus; absent when it could not be read. */
  readonly e164?: string;
  /** What is left to find it by when it is no whole number: its last digits, an extension. */
  readonly digits?: string;
  readonly label: RowPhoneLabel;
  /** Whose it is, when it is answered. */
  readonly note?: string;
}

/** Those that are no whole numbers: kept as text. */
export const textsOf = <P extends { readonly e164?: string | undefined }>(
  phones: readonly P[],
): readonly P[] => phones.filter(({ e164 }) => e164 === undefined);

/** What a number reader says about one writing. */
export type ReadPhone = Pick<RowPhone, 'e164' | 'digits'>;
