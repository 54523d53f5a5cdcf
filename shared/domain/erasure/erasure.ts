/** What an erasure counts, in the order of the certificate. */
export const ERASED_KINDS = [
  'contact',
  'numbers',
  'notes',
  'encounters',
  'goods',
  'documents',
  'tasks',
  'calls',
  'recordings',
  'comments',
  'reviews',
  'talkRuns',
  'leads',
  'missed',
  'importRows',
  'importFiles',
  'traces',
  'drafts',
  'changes',
  'auditDetails',
  'oldBases',
] as const;
export type ErasedKind = (typeof ERASED_KINDS)[number];
export type ErasedCounts = Readonly<Partial<Record<ErasedKind, number>>>;

/** `asked`: the person wanted it. The others do again what was decided then. */
export const ERASURE_CAUSES = ['asked', 'restored', 'released'] as const;
export type ErasureCause = (typeof ERASURE_CAUSES)[number];

export interface WhatStays {
  /** Calls that a legal hold keeps as they are. */
  readonly heldCalls: number;
  /** Numbers that another customer has as well: they stay his. */
  readonly sharedNumbers: number;
  /** Numbers that are kept from being called again, by a keyed hash. */
  readonly doNotCall: number;
  /** Calls that are still counted, without whose they were. */
  readonly statistics: number;
  /** Lines of the audit: who did what when, to which id. */
  readonly auditLines: number;
  /** Backups of before have the person; `until` as the rule of keeping goes, absent: nothing removes them. */
  readonly backups: boolean;
  readonly backupsUntil?: number | undefined;
  /** Folders that a restore put aside. */
  readonly setAside: number;
}

/** What stands where something was erased. */
export const erasedMark = (erasureId: string): string => JSON.stringify({ erased: erasureId });

const MARK = /^\{"erased":"([0-9a-f-]{36})"\}$/;

/** The erasure that took it; undefined: it is as it was written. */
export const erasedBy = (text: string): string | undefined => MARK.exec(text)?.[1];
