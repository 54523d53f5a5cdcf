import { v7 as uuid } from 'uuid';
import { ensureMe } from '../../db/me.ts';
import { openDatabase } from '../../db/open.ts';
import { createRepositories } from '../../db/repositories/index.ts';

const FIRST = ['Anna', 'Boris', 'Клара', 'Dmitri', 'Ольга', 'Fatima', 'Георгій', 'Helen', 'Иван', 'Jack'];
const LAST = [
  'Petrova',
  'Smith',
  'Коваленко',
  'Müller',
  'Смирнов',
  'García',
  'Бондаренко',
  'Brown',
  'Орлова',
  'Wright',
];
const ROWS_A_TRANSACTION = 500;

/** Adds `count` people with one British mobile number each, all different, through the same code as the program. */
export function addContacts(file: string, count: number): void {
  const db = openDatabase({ file });
  const home = { country: 'GB', areaCode: '' };
  const newId = () => uuid();
  const actorId = ensureMe(db, { newId, now: Date.now, name: 'seed' });
  const repositories = createRepositories(db, {
    now: Date.now,
    newId,
    actorId: () => actorId,
    home: () => home,
  });
  for (let from = 0; from < count; from += ROWS_A_TRANSACTION) {
    db.transaction(() => {
      for (let n = from; n < Math.min(count, from + ROWS_A_TRANSACTION); n += 1) {
        repositories.contacts.create({
          kind: 'person',
          name: `${FIRST[n % 10]} ${LAST[Math.floor(n / 10) % 10]} ${n}`,
          relation: 'customer',
          stage: 'customer',
          tags: [],
          about: '',
          phones: [{ number: `+4474${String(10_000_000 + n)}`, label: 'main', main: true }],
          emails: [],
        });
      }
    });
  }
  db.close();
}
