import { create } from 'zustand';
import type { ErasureCertificate } from '../../../shared/contract/erasures.ts';

/** What is on the screen: the question about one customer, or a certificate. The customer's card goes away in between. */
type Shown =
  | { readonly kind: 'ask'; readonly contactId: string }
  | { readonly kind: 'certificate'; readonly certificate: ErasureCertificate };

export const useErasureShown = create<{ shown: Shown | undefined }>(() => ({ shown: undefined }));

export const askToErase = (contactId: string) =>
  useErasureShown.setState({ shown: { kind: 'ask', contactId } });
export const showCertificate = (certificate: ErasureCertificate) =>
  useErasureShown.setState({ shown: { kind: 'certificate', certificate } });
export const closeErasure = () => useErasureShown.setState({ shown: undefined });
