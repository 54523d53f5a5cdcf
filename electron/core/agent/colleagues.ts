import type { Repositories } from '../../../db/repositories/index.ts';
import type { Colleague, ColleagueState } from '../../../shared/contract/agent.ts';

/** As many as the phone may watch (`Watch.extensions`). */
const MAX_COLLEAGUES = 200;

/** Who of the firm can be reached at an extension, and how the PBX says they are. */
export function createColleagues(options: {
  readonly repositories: Pick<Repositories, 'contacts'>;
  /** Our own extension is nobody else's. */
  readonly ownExtension: () => string | undefined;
}) {
  const states = new Map<string, ColleagueState['state']>();
  let known: Omit<Colleague, 'state'>[] = [];
  read();

  function read(): void {
    const own = options.ownExtension();
    const seen = new Set(own === undefined ? [] : [own]);
    known = options.repositories.contacts.colleagues(MAX_COLLEAGUES).filter(({ extension }) => {
      const first = !seen.has(extension);
      seen.add(extension);
      return first;
    });
  }

  return {
    list: (): Colleague[] =>
      known.map((colleague) => ({ ...colleague, state: states.get(colleague.extension) ?? 'unknown' })),
    extensions: (): string[] => known.map(({ extension }) => extension),
    /** Whether anybody came, went, or is called otherwise now. */
    refresh(): boolean {
      const before = JSON.stringify(known);
      read();
      return JSON.stringify(known) !== before;
    },
    set: ({ extension, state }: ColleagueState): void => void states.set(extension, state),
    /** Nobody says anything of them any more. */
    forget: (): void => states.clear(),
  };
}
