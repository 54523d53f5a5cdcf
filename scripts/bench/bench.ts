import { asJson, type Bench, printTable } from './report.ts';

/** These stand beside the tests whose tools they use. */
const amongTests = (path: string) => (): Promise<{ bench: Bench }> =>
  import(new URL(`../../test/${path}/bench.ts`, import.meta.url).href);
/** They need Asterisk (test/pbx/up). */
const atPbx = (path: string) => amongTests(`pbx/${path}`);

const BENCHES: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  'screen-pop': () => import('./screen-pop.ts'),
  recording: () => import('./recording.ts'),
  sealing: () => import('./sealing.ts'),
  start: () => import('./start.ts'),
  dialer: amongTests('dialer'),
  results: () => import('./results.ts'),
  supervisor: () => import('./supervisor.ts'),
  'talk-script': () => import('./talk-script.ts'),
  store: amongTests('store'),
  typing: () => import('./typing.ts'),
  duplicates: amongTests('duplicates'),
  'call-setup': atPbx('call-setup'),
  survival: atPbx('survival'),
  soak: atPbx('soak'),
};

const [name = '', ...rest] = process.argv.slice(2).filter((arg) => arg !== '--');
const json = rest.includes('--json');
const load = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;

if (!load) {
  console.error(`usage: npm run bench -- NAME [--json]\nNAME is one of: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(1);
}

// With --json the last line of standard output is the result; what is for people goes beside it.
const print = json ? console.error : console.log;
try {
  const { bench } = await load();
  print(`${name}:`);
  const result = await bench(
    rest.filter((arg) => arg !== '--json'),
    print,
  );
  printTable(result, print);
  if (json) console.log(asJson(name, result));
  process.exit(0);
} catch (error) {
  console.error(`${name} could not measure:`, error);
  process.exit(1);
}
