import type { Repositories } from '../../../db/repositories/index.ts';

/** What lists, segments and the list of those who must not be called are to a talk. */
export interface TalkWorld {
  /** Undefined: there is no such list any more. */
  list(campaignId: string): { readonly name: string; readonly scriptId?: string | undefined } | undefined;
  inSegment(segmentId: string, contactId: string): boolean;
  /** Who is in the list already stays as they are: false. @throws Failure `notFound` */
  toList(campaignId: string, contactId: string): boolean;
  doNotCall(contactId: string, reason: string): void;
}

export const createTalkWorld = ({
  campaigns,
  leads,
  segments,
  doNotCall,
}: Pick<Repositories, 'campaigns' | 'leads' | 'segments' | 'doNotCall'>): TalkWorld => ({
  list: (id) => campaigns.head(id),
  inSegment: (id, contactId) => segments.has(id, contactId),
  toList(campaignId, contactId) {
    // A list that was removed takes nobody.
    return campaigns.head(campaignId) !== undefined && leads.addTo(campaignId, contactId) !== undefined;
  },
  doNotCall: (contactId, reason) => void doNotCall.add({ contactId, reason }),
});
