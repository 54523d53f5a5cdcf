import type { Repositories } from '../../../db/repositories/index.ts';
import type { Language } from '../../../shared/contract/common.ts';
import type { Localised } from '../../../shared/domain/training/persona.ts';
import { PROSPECTS } from '../../../shared/domain/training/prospects.ts';

/** Tag of the prospects, and name of the list that is made of them. */
export const TRAINING_LIST: Localised = {
  en: 'Training list',
  ru: 'Учебный список',
  uk: 'Навчальний список',
};

/** The prospects as customers whom nobody has talked with. @returns their ids, in the order of the list */
export function addProspects(repositories: Pick<Repositories, 'contacts'>, language: Language): string[] {
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
