import type { CustomerContract, CustomerContractFields } from '../../../shared/contract/goods.ts';
import { findKey } from '../../../shared/domain/goods/find-key.ts';
import { contracts } from '../../schema/goods.ts';
import type { RowOf } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';
import { moneyOf, type RawMoney } from './columns.ts';
import { createGoodsStore, type GoodsStore } from './store.ts';

export type Contracts = GoodsStore<CustomerContractFields, CustomerContract, RowOf<typeof contracts>>;

export const CONTRACT_COLUMNS = `g.id, g.version, g.contact_id as contactId, g.number, g.subject, g.starts_on as startsOn,
  g.ends_on as endsOn, g.amount as minor, g.currency, g.state`;

type Raw = RawMoney & Omit<CustomerContract, 'amount'>;

export const toContract = ({ minor, currency, ...raw }: Raw): CustomerContract => ({
  ...(present(raw) as Omit<CustomerContract, 'amount'>),
  ...moneyOf('amount', minor, currency),
});

export const createContracts = (deps: Deps, changes: Changes): Contracts =>
  createGoodsStore(deps, changes, {
    table: contracts,
    columns: CONTRACT_COLUMNS,
    order: 'g.starts_on desc, g.id desc',
    view: toContract,
    state: (contactId, fields: CustomerContractFields) => ({
      contactId,
      number: fields.number.trim(),
      findKey: findKey(fields.number),
      subject: fields.subject.trim(),
      startsOn: fields.startsOn ?? null,
      endsOn: fields.endsOn ?? null,
      amount: fields.amount?.minor ?? null,
      currency: fields.amount?.currency ?? null,
      state: fields.state,
    }),
  });
