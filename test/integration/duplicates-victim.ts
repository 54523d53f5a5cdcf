// A core that merges until it is killed: DIR merge|undo|one.
import { openDuplicatesBase } from './duplicates-base.ts';

const [dir = '', what = ''] = process.argv.slice(2);
const base = openDuplicatesBase(dir);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const tell = () => {
  const run = base.run();
  process.send?.({ done: what === 'undo' ? (run?.back ?? 0) : (run?.merged ?? 0) });
};

if (what === 'one') {
  // One merge after the other and back, as a person would, each with its long history.
  const { merges } = base.repositories;
  const ids = base.db.sqlite
    .prepare('select id from contacts where deleted_at is null order by created_at, id limit 2')
    .pluck()
    .all() as [string, string];
  for (let n = 0; ; n += 1) {
    const { id } = merges.merge({ fromId: ids[0], intoId: ids[1], choices: {} });
    process.send?.({ done: n });
    while (merges.step()) await pause(0);
    merges.undo(id);
    while (merges.step()) await pause(0);
  }
}
const id = base.begin();
if (what === 'undo') {
  await base.until(id, 'done');
  base.undo(id);
}
for (;;) {
  tell();
  await pause(2);
}
