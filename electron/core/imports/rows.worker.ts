import { type MessagePort, workerData } from 'node:worker_threads';
import type { ImportPosition } from '../../../db/types.ts';
import { toWire } from '../../../shared/contract/failure.ts';
import type { ImportOptions } from '../../../shared/contract/imports.ts';
import { currencyOf } from '../../../shared/domain/goods/money.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { asFailure } from '../host/as-failure.ts';
import { rowReading } from './reading.ts';
import type { Source } from './records.ts';
import { RowSender } from './row-channel.ts';
import { textOfRows } from './row-text.ts';
import { understand } from './understand.ts';

/** What the reading thread of an import is told; plain data. */
export interface RowsOrder {
  readonly port: MessagePort;
  readonly state: Int32Array;
  readonly source: Source;
  readonly options: ImportOptions;
  readonly header: readonly string[] | undefined;
  readonly ownNumbers: readonly string[];
  readonly users: readonly { readonly id: string; readonly name: string }[];
  readonly ownFields: readonly OwnField[];
  readonly from: ImportPosition | undefined;
}

// Reading and normalising are half of an import's work: they have a core of their own while the other one writes.
const { port, state, source, options, header, ownNumbers, users, ownFields, from } = workerData as RowsOrder;
const sender = new RowSender(port, state);
try {
  const reading = rowReading(options, header, ownNumbers, users, ownFields);
  const { kind = 'customers', currency = currencyOf(options.country) } = options;
  const goods = kind === 'customers' ? undefined : { kind, currency };
  await understand({ source, reading, hasHeader: options.hasHeader, goods, from }, (rows) =>
    sender.send({ kind: 'rows', rows: textOfRows(rows) }),
  );
  sender.send({ kind: 'end' });
} catch (error) {
  sender.send({ kind: 'failed', failure: toWire(asFailure(error)) });
}
