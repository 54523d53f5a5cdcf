import type { Localised } from './persona.ts';

/** What a prospect does with a call, and what it wants when it talks. */
export type ProspectBehaviour =
  | 'agrees'
  | 'refuses'
  | 'tuesday'
  | 'wrongNumber'
  | 'doNotCall'
  | 'hangsUp'
  | 'voicemail'
  | 'busy'
  /** The first number is busy, the second answers and agrees. */
  | 'busyThenAgrees'
  | 'silent'
  | 'declines'
  | 'noSuchNumber';

/** Somebody on the training list: whom the operator has never talked with. */
export interface Prospect {
  /** Stable name, kebab-case; the number's owner on the training line. */
  readonly id: string;
  readonly name: Localised;
  readonly organisation: Localised;
  /** E.164 with plus, in the order of the card. */
  readonly numbers: readonly string[];
  readonly behaves: ProspectBehaviour;
}

/**
 * The training list in its order. Twenty in Britain on Ofcom's numbers for drama, ten in New York, Chicago and San
 * Francisco on 555-01xx, which the North American plan keeps for fiction: three time zones and more than one country.
 */
export const PROSPECTS: readonly Prospect[] = [
  {
    id: 'agrees-bakery',
    name: { en: 'Alice Morgan', ru: 'Алиса Морозова', uk: 'Аліса Мороз' },
    organisation: { en: 'Morgan Bakery', ru: 'Пекарня «Морозов»', uk: 'Пекарня «Мороз»' },
    numbers: ['+441134960201'],
    behaves: 'agrees',
  },
  {
    id: 'busy-florist',
    name: { en: 'Ben Archer', ru: 'Борис Арчаков', uk: 'Борис Арченко' },
    organisation: { en: 'Archer Flowers', ru: 'Цветы Арчаковых', uk: 'Квіти Арченків' },
    numbers: ['+441134960202'],
    behaves: 'busy',
  },
  {
    id: 'refuses-printer',
    name: { en: 'Carol Finch', ru: 'Карина Фирсова', uk: 'Каріна Фірсова' },
    organisation: { en: 'Finch Print', ru: 'Типография Фирсовой', uk: 'Друкарня Фірсової' },
    numbers: ['+441134960203'],
    behaves: 'refuses',
  },
  {
    id: 'silent-garage',
    name: { en: 'Dylan Moore', ru: 'Данила Муров', uk: 'Данило Муренко' },
    organisation: { en: 'Moore Garage', ru: 'Автосервис Мурова', uk: 'Автосервіс Муренка' },
    numbers: ['+441134960204'],
    behaves: 'silent',
  },
  {
    id: 'tuesday-dentist',
    name: { en: 'Edith Cole', ru: 'Эдита Колева', uk: 'Едіта Колова' },
    organisation: { en: 'Cole Dental Care', ru: 'Стоматология Колевой', uk: 'Стоматологія Колової' },
    numbers: ['+441134960205'],
    behaves: 'tuesday',
  },
  {
    id: 'voicemail-architect',
    name: { en: 'Frank Nolan', ru: 'Фёдор Нольский', uk: 'Федір Нольський' },
    organisation: { en: 'Nolan Architects', ru: 'Архитекторы Нольского', uk: 'Архітектори Нольського' },
    numbers: ['+441134960206'],
    behaves: 'voicemail',
  },
  {
    id: 'agrees-hotel',
    name: { en: 'Gina Walsh', ru: 'Галина Вальцева', uk: 'Галина Вальчук' },
    organisation: { en: 'Walsh Hotel', ru: 'Гостиница Вальцевой', uk: 'Готель Вальчук' },
    numbers: ['+441134960207'],
    behaves: 'agrees',
  },
  {
    id: 'wrong-workshop',
    name: { en: 'Hugh Barker', ru: 'Герман Баркин', uk: 'Герман Баркін' },
    organisation: { en: 'Barker Workshop', ru: 'Мастерская Баркина', uk: 'Майстерня Баркіна' },
    numbers: ['+441134960208'],
    behaves: 'wrongNumber',
  },
  {
    id: 'stop-notary',
    name: { en: 'Iris Dalton', ru: 'Ирина Далматова', uk: 'Ірина Далмат' },
    organisation: { en: 'Dalton Notaries', ru: 'Нотариус Далматова', uk: 'Нотаріус Далмат' },
    numbers: ['+441134960209'],
    behaves: 'doNotCall',
  },
  {
    id: 'several-clinic',
    name: { en: 'Jacob Hale', ru: 'Яков Галин', uk: 'Яків Галько' },
    organisation: { en: 'Hale Clinic', ru: 'Клиника Галина', uk: 'Клініка Галька' },
    numbers: ['+441414960210', '+441414960211'],
    behaves: 'busyThenAgrees',
  },
  {
    id: 'declines-tailor',
    name: { en: 'Kate Ross', ru: 'Катерина Росина', uk: 'Катерина Рось' },
    organisation: { en: 'Ross Tailoring', ru: 'Ателье Росиной', uk: 'Ательє Рось' },
    numbers: ['+441414960212'],
    behaves: 'declines',
  },
  {
    id: 'hangs-up-optician',
    name: { en: 'Liam Stone', ru: 'Леонид Камнев', uk: 'Леонід Камінь' },
    organisation: { en: 'Stone Opticians', ru: 'Оптика Камнева', uk: 'Оптика Каменя' },
    numbers: ['+441414960213'],
    behaves: 'hangsUp',
  },
  {
    id: 'gone-courier',
    name: { en: 'Mia Parsons', ru: 'Мария Парсова', uk: 'Марія Парсенко' },
    organisation: { en: 'Parsons Couriers', ru: 'Курьеры Парсовой', uk: 'Кур’єри Парсенко' },
    numbers: ['+441414960214'],
    behaves: 'noSuchNumber',
  },
  {
    id: 'refuses-gallery',
    name: { en: 'Neil Forbes', ru: 'Нил Форбин', uk: 'Ніл Форбенко' },
    organisation: { en: 'Forbes Gallery', ru: 'Галерея Форбина', uk: 'Галерея Форбенка' },
    numbers: ['+441414960215'],
    behaves: 'refuses',
  },
  {
    id: 'agrees-school',
    name: { en: 'Olga Quinn', ru: 'Ольга Квинтова', uk: 'Ольга Квінт' },
    organisation: { en: 'Quinn Language School', ru: 'Языковая школа Квинтовой', uk: 'Мовна школа Квінт' },
    numbers: ['+441414960216'],
    behaves: 'agrees',
  },
  {
    id: 'busy-brewery',
    name: { en: 'Paul Reeves', ru: 'Павел Ривин', uk: 'Павло Ривенко' },
    organisation: { en: 'Reeves Brewery', ru: 'Пивоварня Ривина', uk: 'Броварня Ривенка' },
    numbers: ['+441514960217'],
    behaves: 'busy',
  },
  {
    id: 'tuesday-surveyor',
    name: { en: 'Rosa Hunt', ru: 'Роза Хунтова', uk: 'Роза Гунько' },
    organisation: { en: 'Hunt Surveyors', ru: 'Землемеры Хунтовой', uk: 'Землеміри Гунько' },
    numbers: ['+441514960218'],
    behaves: 'tuesday',
  },
  {
    id: 'silent-nursery',
    name: { en: 'Sam Tanner', ru: 'Семён Танин', uk: 'Семен Таненко' },
    organisation: { en: 'Tanner Nursery', ru: 'Питомник Танина', uk: 'Розсадник Таненка' },
    numbers: ['+441514960219'],
    behaves: 'silent',
  },
  {
    id: 'voicemail-lawyer',
    name: { en: 'Tina Vance', ru: 'Тина Вансова', uk: 'Тіна Ванченко' },
    organisation: { en: 'Vance Law', ru: 'Адвокат Вансова', uk: 'Адвокат Ванченко' },
    numbers: ['+441514960220'],
    behaves: 'voicemail',
  },
  {
    id: 'refuses-caterer',
    name: { en: 'Victor Shaw', ru: 'Виктор Шовин', uk: 'Віктор Шовенко' },
    organisation: { en: 'Shaw Catering', ru: 'Кейтеринг Шовина', uk: 'Кейтеринг Шовенка' },
    numbers: ['+441514960221'],
    behaves: 'refuses',
  },
  {
    id: 'agrees-museum',
    name: { en: 'Wendy Adams', ru: 'Вера Адамова', uk: 'Віра Адаменко' },
    organisation: { en: 'Adams Museum Shop', ru: 'Лавка музея Адамовой', uk: 'Крамниця музею Адаменко' },
    numbers: ['+12125550122'],
    behaves: 'agrees',
  },
  {
    id: 'silent-studio',
    name: { en: 'Aaron Blake', ru: 'Арон Блаков', uk: 'Арон Блакитний' },
    organisation: { en: 'Blake Studio', ru: 'Студия Блакова', uk: 'Студія Блакитного' },
    numbers: ['+12125550123'],
    behaves: 'silent',
  },
  {
    id: 'busy-realtor',
    name: { en: 'Bella Cruz', ru: 'Белла Крузова', uk: 'Белла Круз' },
    organisation: { en: 'Cruz Realty', ru: 'Недвижимость Крузовой', uk: 'Нерухомість Круз' },
    numbers: ['+12125550124'],
    behaves: 'busy',
  },
  {
    id: 'wrong-diner',
    name: { en: 'Chris Dean', ru: 'Кирилл Динов', uk: 'Кирило Дінов' },
    organisation: { en: 'Dean’s Diner', ru: 'Закусочная Динова', uk: 'Закусочна Дінова' },
    numbers: ['+13125550125'],
    behaves: 'wrongNumber',
  },
  {
    id: 'stop-insurer',
    name: { en: 'Donna Ellis', ru: 'Дарья Эллина', uk: 'Дарина Еллін' },
    organisation: { en: 'Ellis Insurance', ru: 'Страхование Эллиной', uk: 'Страхування Еллін' },
    numbers: ['+13125550126'],
    behaves: 'doNotCall',
  },
  {
    id: 'tuesday-roaster',
    name: { en: 'Ethan Fox', ru: 'Егор Лисин', uk: 'Єгор Лисенко' },
    organisation: { en: 'Fox Coffee Roasters', ru: 'Обжарщики Лисина', uk: 'Обсмажка Лисенка' },
    numbers: ['+13125550127'],
    behaves: 'tuesday',
  },
  {
    id: 'refuses-gym',
    name: { en: 'Fiona Grey', ru: 'Фаина Серова', uk: 'Фаїна Сіренко' },
    organisation: { en: 'Grey Gym', ru: 'Зал Серовой', uk: 'Зала Сіренко' },
    numbers: ['+14155550128'],
    behaves: 'refuses',
  },
  {
    id: 'several-winery',
    name: { en: 'Gary Holt', ru: 'Гордей Холтов', uk: 'Гордій Голота' },
    organisation: { en: 'Holt Winery', ru: 'Винодельня Холтова', uk: 'Виноробня Голоти' },
    numbers: ['+14155550129', '+14155550130'],
    behaves: 'busyThenAgrees',
  },
  {
    id: 'voicemail-vet',
    name: { en: 'Helen Ives', ru: 'Елена Ивина', uk: 'Олена Івенко' },
    organisation: { en: 'Ives Veterinary', ru: 'Ветеринар Ивина', uk: 'Ветеринар Івенко' },
    numbers: ['+14155550131'],
    behaves: 'voicemail',
  },
  {
    id: 'agrees-bookshop',
    name: { en: 'Isaac Jones', ru: 'Исаак Джонов', uk: 'Ісаак Джонко' },
    organisation: { en: 'Jones Books', ru: 'Книги Джонова', uk: 'Книги Джонка' },
    numbers: ['+14155550132'],
    behaves: 'agrees',
  },
];
