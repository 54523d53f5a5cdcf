import type { Card } from '../../../shared/contract/contacts.ts';

export type MissingFact = Card['missing'][number];
