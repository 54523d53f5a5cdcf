// A core that hands a person's work over, or takes it back, until it is killed: DIR CUSTOMERS handOver|takeBack.
import { fillHandOverBase, openHandOverBase } from './handover-base.ts';

const [dir = '', customers = '', what = ''] = process.argv.slice(2);
const base = openHandOverBase(dir);
fillHandOverBase(base, Number(customers));
const id = base.start();
if (what === 'takeBack') {
  await base.until(id, 'done');
  base.undo(id);
}
const moved = () => {
  const { counts, back, kept } = base.repositories.handOvers.get(id);
  if (what === 'takeBack') return back + kept;
  return Object.values(counts)
    .flatMap((of) => Object.values(of ?? {}))
    .reduce((sum, n) => sum + n, 0);
};
while (moved() < 100) await new Promise((resolve) => setTimeout(resolve, 2));
process.send?.({ id });
