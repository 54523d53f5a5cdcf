// Who may import whom (docs/architecture.md). Type imports count: a type is knowledge of the other layer too.
// Tests beside their sources may reach further than what they test and are left out; those in test/ are not cruised.

const SIP_LIBRARIES = '(^|/)node_modules/(jssip|sip\\.js)/';
const ELECTRON = '(^|/)node_modules/electron/';
const NATIVE_DB = '(^|/)node_modules/(better-sqlite3|drizzle-orm)/';

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    never(
      'domain-is-pure',
      'Rules of the trade know nothing but each other: no library, no Node, no other layer.',
      { path: '^shared/domain/', pathNot: '^shared/domain/(phone-number|schedule|pacing|reports)/' },
      { pathNot: '^shared/domain/' },
    ),
    never(
      'phone-number-is-pure',
      'A library of the domain is pure as well: the numbering plans of the world, which nobody writes down twice.',
      { path: '^shared/domain/phone-number/' },
      { pathNot: ['^shared/domain/', '(^|/)node_modules/libphonenumber-js/'] },
    ),
    never(
      'clocks-are-pure',
      'Wall clocks of the world’s zones are a pure library too; rules about days and hours stand on it.',
      { path: '^shared/domain/(schedule|pacing|reports)/' },
      { pathNot: ['^shared/domain/', '(^|/)node_modules/luxon/'] },
    ),
    never(
      'contract-is-zod-and-domain',
      'The contract is what all sides share; what it imports, all sides carry.',
      { path: '^shared/contract/' },
      { pathNot: ['^shared/(contract|domain)/', '(^|/)node_modules/zod/'] },
    ),
    never(
      'shared-knows-no-layer',
      'shared/ runs in a page as well as in Node.',
      { path: '^shared/' },
      { path: ['^(db|electron|renderer|scripts|test)/', ELECTRON, NATIVE_DB] },
    ),
    never(
      'shared-without-node',
      'shared/ runs in a page as well as in Node.',
      { path: '^shared/' },
      { dependencyTypes: ['core'] },
    ),
    never(
      'pages-know-shared-only',
      'A page reaches data through the contract and has no other way.',
      { path: '^renderer/' },
      { path: ['^(db|electron|scripts|test)/', ELECTRON, NATIVE_DB] },
    ),
    never(
      'pages-without-node',
      'Pages are sandboxed.',
      { path: '^renderer/' },
      { dependencyTypes: ['core'] },
    ),
    never(
      'sip-behind-its-port',
      'Only the adapters know a SIP library; everyone else knows the engine port.',
      { path: '^(renderer|electron|shared|db)/', pathNot: '^renderer/phone/engine/' },
      { path: SIP_LIBRARIES },
    ),
    never(
      'desk-domains-apart',
      'One screen domain never imports another; desk/app puts them together, desk/state is what they share.',
      { path: '^renderer/desk/(?!app/|state/)([^/]+)/' },
      { path: '^renderer/desk/[^/]+/', pathNot: '^renderer/desk/($1|state)/' },
    ),
    never(
      'desk-state-below-screens',
      'The shared store knows no screen.',
      { path: '^renderer/desk/state/' },
      { path: '^renderer/desk/(?!state/)' },
    ),
    never(
      'ui-is-presentational',
      'The kit is drawn from properties; it knows neither the desk nor the phone.',
      { path: '^renderer/ui/' },
      { path: '^renderer/(desk|phone)/' },
    ),
    never(
      'phone-without-desk',
      'The phone outlives the desk.',
      { path: '^renderer/phone/' },
      { path: '^renderer/desk/' },
    ),
    never(
      'shell-has-no-rules',
      'The shell opens windows and introduces both ends; it forks the core by path.',
      { path: '^electron/(main|preload)/' },
      { path: ['^(db|renderer|scripts|test)/', '^electron/core/', NATIVE_DB] },
    ),
    never(
      'core-without-electron',
      'The core is plain Node: the same in the desktop and behind the browser mode.',
      { path: '^electron/core/' },
      { path: [ELECTRON, '^electron/(main|preload)/', '^(renderer|scripts|test)/'] },
    ),
    never(
      'db-below-core',
      'The base knows its data and nobody who asks.',
      { path: '^db/' },
      { path: ['^(electron|renderer|scripts|test)/', ELECTRON] },
    ),
    never('no-cycles', 'Two modules that need each other are one.', {}, { circular: true }),
    never(
      'everything-resolves',
      'A wrong path would slip through every other rule.',
      {},
      { couldNotResolve: true },
    ),
    never(
      'shipped-code-uses-dependencies',
      'What the product imports must not be a development package (electron itself is given by the host).',
      {
        path: '^(shared|db|electron|renderer)/',
        pathNot: ['\\.test\\.tsx?$', '^db/drizzle\\.config\\.ts$'],
      },
      {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: [ELECTRON, '(^|/)node_modules/(vite|@types)/'],
      },
    ),
    never(
      'packages-are-declared',
      'A package that only happens to be there today.',
      { path: '^(shared|db|electron|renderer|scripts)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^test/'] },
    exclude: { path: ['\\.test\\.tsx?$', '^(out|dist|\\.cache)/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css', '.d.ts'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
