import type { CallRecord, Repositories } from '../../../db/repositories/index.ts';
import type { TalkWorld } from './world.ts';

/**
 * The script that is offered by itself: that of the list from which was called, else of the line on which the call came
 * in, else of a segment to which the customer belongs. Undefined: none, or it was never published.
 */
export function offeredScript(
  { call, contactId, campaignId, purpose }: CallRecord,
  { talkScripts }: Pick<Repositories, 'talkScripts'>,
  world: Pick<TalkWorld, 'list' | 'inSegment'>,
): string | undefined {
  if (purpose !== 'talk') return undefined;
  const ofList = campaignId === undefined ? undefined : world.list(campaignId)?.scriptId;
  if (ofList !== undefined && talkScripts.published(ofList)) return ofList;
  const offered = talkScripts.offered();
  const ofLine =
    call.direction === 'inbound'
      ? offered.find(({ use }) => use.inboundAccountIds.includes(call.accountId))
      : undefined;
  if (ofLine || contactId === undefined) return ofLine?.scriptId;
  return offered.find(({ use }) => use.segmentId !== undefined && world.inSegment(use.segmentId, contactId))
    ?.scriptId;
}
