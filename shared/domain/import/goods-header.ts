import type { ColumnTarget, GoodsTarget } from './column.ts';
import { isNameTarget, isPhoneTarget } from './column.ts';
import { kindOfColumn, targetOfKind } from './content.ts';
import { fold } from './fold.ts';
import { GOODS_COLUMNS, type GoodsKind } from './goods-row.ts';
import { readHeader } from './header.ts';

// As exports of 1C, МойСклад, Bitrix24, QuickBooks and plain sheets call them, in en, ru, uk.
const SYNONYMS: Readonly<Record<GoodsTarget, string>> = {
  item: 'товар|услуга|товар услуга|наименование|наименование товара|номенклатура|продукт|товар послуга|послуга|найменування|product|item|service|product name|item name',
  serial:
    'серийный номер|серийный|с н|зав номер|заводской номер|imei|серійний номер|серійний|serial|serial number|serial no|sn|s n',
  quantity: 'количество|кол во|колво|шт|кількість|к сть|quantity|qty|pcs|count',
  amount: 'сумма|цена|стоимость|итого|сума|ціна|вартість|разом|amount|price|total|sum|cost',
  currency: 'валюта|currency',
  boughtOn:
    'дата|дата покупки|дата продажи|куплено|дата купівлі|дата продажу|date|bought|bought on|sold on|purchase date|sale date',
  warrantyUntil:
    'гарантия|гарантия до|окончание гарантии|гарантія|гарантія до|warranty|warranty until|warranty end|warranty ends',
  contractNumber:
    'договор|номер договора|договор номер|договір|номер договору|contract|contract number|contract no',
  subject:
    'предмет|предмет договора|тема|назначение|за что|описание|предмет договору|призначення|опис|subject|description|for',
  startsOn:
    'начало|дата начала|действует с|дата договора|дата|початок|дата початку|діє з|дата договору|start|starts|start date|starts on|from|date',
  endsOn:
    'окончание|дата окончания|действует до|срок|закінчення|дата закінчення|діє до|строк|end|ends|end date|ends on|until|valid until',
  contractState: 'статус|состояние|стан|state|status',
  invoiceNumber: 'счет|номер счета|счет номер|рахунок|номер рахунку|invoice|invoice number|invoice no',
  issuedOn: 'дата|дата счета|выставлен|дата рахунку|виставлено|date|issued|issued on|invoice date',
  dueOn: 'оплатить до|срок оплаты|сплатити до|термін оплати|строк оплати|due|due date|due on|pay by',
  paidAmount: 'оплачено|оплата|сплачено|paid|paid amount|amount paid',
  paidOn: 'дата оплаты|оплачен|дата оплати|paid on|payment date|date paid',
  note: 'комментарий|примечание|заметка|коментар|примітка|note|notes|comment|remarks',
};
/** The number of a thing in a table of such things. */
const ITS_NUMBER = new Set(['номер', 'но', 'no', 'number', 'nr', 'код', 'code'].map(fold));

const NAMES = new Map<GoodsTarget, ReadonlySet<string>>(
  Object.entries(SYNONYMS).map(([target, words]) => [
    target as GoodsTarget,
    new Set(words.split('|').map(fold)),
  ]),
);

/** What a header means in a file of goods: something of the goods, or of whose they are. */
export function readGoodsHeader(header: string, kind: GoodsKind): ColumnTarget | undefined {
  const folded = fold(header.replace(/[№#]/g, ' номер '));
  if (folded === '' || folded.length > 60) return undefined;
  const columns: readonly GoodsTarget[] = GOODS_COLUMNS[kind];
  const named = columns.find((target) => NAMES.get(target)?.has(folded));
  if (named) return named;
  if (kind !== 'purchases' && ITS_NUMBER.has(folded)) return columns[0];
  const customer = readHeader(header)?.target;
  return customer !== undefined && isCustomerKey(customer) ? customer : undefined;
}

/** By what a file can name a customer. */
export const isCustomerKey = (target: ColumnTarget): boolean =>
  target === 'id' ||
  target === 'email' ||
  target === 'organisation' ||
  isNameTarget(target) ||
  isPhoneTarget(target);

/** As `suggestMapping`, for a file of goods. Each thing of the goods is in one column. */
export function suggestGoodsMapping(
  kind: GoodsKind,
  header: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
): ColumnTarget[] {
  const width = Math.max(header?.length ?? 0, ...rows.map((row) => row.length), 0);
  const taken = new Set<ColumnTarget>();
  return Array.from({ length: width }, (_, column) => {
    const named = header && readGoodsHeader(header[column] ?? '', kind);
    const guess = named ?? targetOfKind(kindOfColumn(rows.map((row) => row[column] ?? '')));
    const target = isCustomerKey(guess) || named !== undefined ? guess : 'ignore';
    if (!isCustomerKey(target) && taken.has(target)) return 'ignore';
    taken.add(target);
    return target;
  });
}
