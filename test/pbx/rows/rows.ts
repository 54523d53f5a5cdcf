import { basics } from './basics.ts';
import { group } from './group.ts';
import { holding } from './holding.ts';
import { races } from './races.ts';
import type { Row } from './row.ts';
import { services } from './services.ts';
import { supervision } from './supervision.ts';
import { transfers } from './transfers.ts';

/** All lines of the matrix, in the order of the table in `docs/telephony.md`. */
export const rows: readonly Row[] = [
  ...basics,
  ...holding,
  ...transfers,
  ...services,
  ...group,
  ...supervision,
  ...races,
];
