import { useDialer } from '../state/dialer.tsx';
import { isOnOffer } from '../state/dialer-model.ts';
import { NextEmpty } from './next-empty.tsx';
import { NextOffer } from './next-offer.tsx';
import { NextToChoose } from './next-to-choose.tsx';

/** The free bar while a list is worked on: who comes next, or why nobody does. */
export function NextInList() {
  const dialer = useDialer((state) => state.dialer);
  if (!dialer) return null;
  if (isOnOffer(dialer) && dialer.lead) return <NextOffer dialer={dialer} lead={dialer.lead} />;
  return dialer.stage === 'empty' ? <NextEmpty dialer={dialer} /> : <NextToChoose dialer={dialer} />;
}
