import type { Card } from '../../../shared/contract/contacts.ts';
import { DoNotCallVerb } from '../campaigns/do-not-call-mark.tsx';
import { MergeVerb } from '../duplicates/merge-verb.tsx';
import { EraseVerb } from '../erasure/erase-verb.tsx';

export function CardVerbs({ card }: { card: Card }) {
  return (
    <>
      <DoNotCallVerb card={card} />
      <MergeVerb card={card} />
      <EraseVerb card={card} />
    </>
  );
}
