/** What the live board reads: of queues, who answers in them and who waits (docs.asterisk.org, "AMI events", app_queue). */
export const QUEUE_EVENTS: ReadonlySet<string> = new Set([
  'QueueParams',
  'QueueMember',
  'QueueEntry',
  'QueueStatusComplete',
  'QueueMemberAdded',
  'QueueMemberStatus',
  'QueueMemberPause',
  'QueueMemberRemoved',
  'QueueCallerJoin',
  'QueueCallerLeave',
  'AgentCalled',
  'AgentConnect',
  'AgentComplete',
  'AgentRingNoAnswer',
]);
