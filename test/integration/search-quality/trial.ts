import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { stateOf } from '../../../db/repositories/contacts/draft.ts';
import { HOME, type TestBase } from '../../../db/testing.ts';
import { ContactDraft, type ContactDraftInput } from '../../../shared/contract/contacts.ts';
import { CustomerContractFields, InvoiceFields, PurchaseFields } from '../../../shared/contract/goods.ts';

/** One line of `queries.tsv`. */
export interface Trial {
  readonly kind: string;
  readonly typed: string;
  /** The name of the card that is meant. */
  readonly wanted: string;
}

const rows = (file: string): string[][] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));

export const trials = (): Trial[] =>
  rows('queries.tsv').map(([kind = '', typed = '', wanted = '']) => ({ kind, typed, wanted }));

const list = (cell: string | undefined): string[] => (cell ?? '').split('; ').filter(Boolean);

/** A number with what it is the number of. */
export interface Paper {
  readonly kind: string;
  readonly number: string;
}

export interface Card extends ContactDraftInput {
  readonly papers?: readonly Paper[];
}

/** The cards of `cards.tsv`. One without a firm and without a role is a firm itself. */
export const cards = (): Card[] =>
  rows('cards.tsv').map(([name = '', firm, role, numbers, addresses, tags, papers]) => ({
    kind: firm || role ? 'person' : 'organisation',
    name,
    ...(firm ? { organisationName: firm } : {}),
    ...(role ? { role } : {}),
    phones: list(numbers).map((number) => ({ number })),
    emails: list(addresses).map((address) => ({ address })),
    tags: list(tags),
    papers: list(papers).map((paper) => {
      const [kind = '', ...number] = paper.split(' ');
      return { kind, number: number.join(' ') };
    }),
  }));

const ROWS_A_TRANSACTION = 1_000;

/** Puts them in as an import does: many at a time, their firms first. */
export function fill({ db, repos: { contacts, goods } }: TestBase, drafts: readonly Card[]): void {
  const firms = new Map<string, string>();
  const put = (draft: ContactDraftInput, organisationId: string | null): string => {
    const id = v7();
    const state = stateOf(ContactDraft.parse(draft), organisationId, undefined, HOME, v7);
    contacts.bulk.create(id, { ...state, own: {} });
    return id;
  };
  for (let from = 0; from < drafts.length; from += ROWS_A_TRANSACTION) {
    db.transaction(() => {
      for (const draft of drafts.slice(from, from + ROWS_A_TRANSACTION)) {
        const { organisationName: firm } = draft;
        if (firm && !firms.has(firm)) firms.set(firm, put({ kind: 'organisation', name: firm }, null));
        const id = put(draft, (firm && firms.get(firm)) || null);
        for (const { kind, number } of draft.papers ?? []) {
          const amount = { minor: 120_000, currency: 'EUR' };
          if (kind === 'contract') goods.contracts.create(id, CustomerContractFields.parse({ number }));
          else if (kind === 'invoice')
            goods.invoices.create(id, InvoiceFields.parse({ number, amount, issuedOn: '2025-11-03' }));
          else goods.purchases.create(id, PurchaseFields.parse({ name: 'Pump', serial: number }));
        }
      }
    });
  }
}
