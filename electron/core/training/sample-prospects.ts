import type { Repositories } from '../../../db/repositories/index.ts';
import type { Language } from '../../../shared/contract/common.ts';
import { TRAINING_LIST_RULES } from '../../../shared/domain/training/list-rules.ts';
import type { Localised } from '../../../shared/domain/training/persona.ts';
import { PROSPECTS } from '../../../shared/domain/training/prospects.ts';

/** Tag of the prospects, and name of the list that is made of them. */
export const TRAINING_LIST: Localised = {
  en: 'Training list',
  ru: 'Учебный список',
  uk: 'Навчальний список',
};

/** The prospects, and a list of them that runs: one key brings the first. In the transaction of the caller. */
export function addTrainingList(
  repositories: Pick<Repositories, 'contacts' | 'campaigns' | 'leads'>,
  language: Language,
  scriptId: string | undefined,
): void {
  const { id } = repositories.campaigns.create({
    name: TRAINING_LIST[language],
    pace: 'preview',
    ownerIds: [],
    goal: {},
    rules: { ...TRAINING_LIST_RULES, hours: [...TRAINING_LIST_RULES.hours] },
    ...(scriptId === undefined ? {} : { scriptId }),
  });
  for (const contactId of addProspects(repositories, language)) repositories.leads.addTo(id, contactId);
  repositories.campaigns.setState(id, 'running');
}

/** As customers whom nobody has talked with. @returns their ids, in the order of the list */
function addProspects(repositories: Pick<Repositories, 'contacts'>, language: Language): string[] {
  return PROSPECTS.map(
    ({ name, organisation, numbers }) =>
      repositories.contacts.create({
        kind: 'person',
        name: name[language],
        organisationName: organisation[language],
        relation: 'customer',
        stage: 'new',
        channel: 'exhibition',
        tags: [TRAINING_LIST[language]],
        about: '',
        phones: numbers.map((number, position) => ({
          number,
          label: position === 0 ? ('main' as const) : ('mobile' as const),
          main: position === 0,
        })),
        emails: [],
      }).id,
  );
}
