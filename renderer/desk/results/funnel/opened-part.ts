import type { Input } from '../../../../shared/contract/index.ts';

/** Which customers a figure stands for, and its name. */
export interface OpenedPart {
  readonly title: string;
  readonly selection: Pick<Input<'funnel.customers'>, 'stage' | 'fate' | 'began' | 'by'>;
}
