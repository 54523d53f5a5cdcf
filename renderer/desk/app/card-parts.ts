// What the other parts of the desk put on a customer's card.
import { DoNotCallNotice, NumberMark } from '../campaigns/do-not-call-mark.tsx';
import type { CardSlots } from '../contacts/card-slots.tsx';
import { TalkAccounts } from '../talk-scripts/account/talk-accounts.tsx';
import { CardVerbs } from './card-verbs.tsx';

export const CARD_SLOTS: CardSlots = {
  Verbs: CardVerbs,
  Notice: DoNotCallNotice,
  NumberMark,
  CallTalk: TalkAccounts,
};
