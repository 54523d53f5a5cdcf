/** What lists, segments and the list of those who must not be called are to a talk. */
export interface TalkWorld {
  /** Undefined: there is no such list any more. */
  list(campaignId: string): { readonly name: string; readonly scriptId?: string | undefined } | undefined;
  inSegment(segmentId: string, contactId: string): boolean;
  /** Who is in the list already stays as they are. @throws Failure `notFound` */
  toList(campaignId: string, contactId: string): void;
  doNotCall(contactId: string, reason: string): void;
}
