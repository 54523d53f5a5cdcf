/** The ciphers are an eighth of the core's code, and are loaded when something is sealed or opened: not while the core starts. */
export const age = () => import('age-encryption');

/** The public part of an identity. */
export const recipientOf = async (identity: string): Promise<string> =>
  (await age()).identityToRecipient(identity);
