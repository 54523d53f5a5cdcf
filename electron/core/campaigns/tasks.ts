import type { ContactListFilter, ContactPage } from '../../../db/repositories/contacts/list.ts';
import type { ContactRow } from '../../../shared/contract/contacts.ts';
import type { WireFailure } from '../../../shared/contract/failure.ts';
import type { HandOverOrder, HandOverPreview } from '../../../shared/contract/handovers.ts';
import type { ListSort } from '../../../shared/contract/list-sort.ts';
import type { SegmentFilter } from '../../../shared/contract/segments.ts';

/** What every task of the worker must know; plain data, it crosses a thread. */
export interface TaskSetting {
  readonly databaseFile: string;
  readonly actorId: string;
  readonly country: string;
  readonly areaCode: string;
}

/** Customers to put into a list. */
export type FillSource =
  | { readonly kind: 'filter'; readonly filter: SegmentFilter }
  | { readonly kind: 'contacts'; readonly ids: readonly string[] };

export interface FillTask {
  readonly kind: 'fill';
  readonly setting: TaskSetting;
  readonly campaignId: string;
  readonly source: FillSource;
  /** Who shares them, in turns; empty: the pool. */
  readonly ownerIds: readonly string[];
}

export type ListTask =
  | FillTask
  | { readonly kind: 'previewHandOver'; readonly setting: TaskSetting; readonly order: HandOverOrder }
  /** One that stands in the base with all that it needs; the second gives back what it handed over. */
  | { readonly kind: 'handOver' | 'takeBack'; readonly setting: TaskSetting; readonly id: string }
  | { readonly kind: 'count'; readonly setting: TaskSetting; readonly filter: SegmentFilter }
  | {
      readonly kind: 'page';
      readonly setting: TaskSetting;
      readonly filter: SegmentFilter;
      readonly sort: ListSort;
      readonly offset: number;
      readonly limit: number;
      readonly owners: ReadonlySet<string> | undefined;
    }
  | { readonly kind: 'list'; readonly setting: TaskSetting; readonly filter: ContactListFilter }
  | { readonly kind: 'holidays'; readonly country: string; readonly year: number };

/** From the worker. All but `progress` are the last of a task. */
export type ListMessage =
  | { readonly kind: 'progress' }
  | { readonly kind: 'filled'; readonly added: number; readonly cancelled: boolean }
  | { readonly kind: 'handOverPreviewed'; readonly preview: HandOverPreview }
  | { readonly kind: 'handedOver'; readonly cancelled: boolean }
  | { readonly kind: 'paged'; readonly contacts: ContactRow[]; readonly more: boolean }
  | { readonly kind: 'listed'; readonly page: ContactPage }
  | { readonly kind: 'counted'; readonly total: number; readonly withNumber: number }
  | { readonly kind: 'holidays'; readonly days: ReadonlyArray<readonly [day: string, name: string]> }
  | { readonly kind: 'failed'; readonly failure: WireFailure; readonly cause: string };

/** To the worker. */
export type ListOrder = { readonly kind: 'perform'; readonly task: ListTask } | { readonly kind: 'cancel' };
