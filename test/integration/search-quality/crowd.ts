import type { ContactDraftInput } from '../../../shared/contract/contacts.ts';

/** Invented people and firms whose names are near those that are looked for: a search must not take one for the other. */
const PEOPLE: readonly { readonly surnames: string; readonly given: string; readonly code: string }[] = [
  {
    surnames: `Иванов Петров Сидоров Кузнецов Кузнецова Кузнецкий Кузьмин Смирнов Соловьёва Соловей Соловейчик Солодов Щербак Щербаченко
      Щербинин Щербатых Щукин Чайкин Чайковецкая Чайка Жигалов Жигулин Жигунов Хрущ Хрущов Хромов Алешин Алешкина Алёхин Римский
      Корсаков Мамин Мамонтов Сибирцев  Поддубный Гуляев Гулькин Цветков Цветаев Цветкова Эйзен Объездков Шмелёв Шмелева
      Рабинов Робинович Бестужев Ладыгин Гринь Гриневич Гринин Хакимов Мышкина Мышков Габдуллин Гадрахманов Гаджиева Константинов
      Константиновский Преображенский Рождественская Рождествин Кржижевский Незнамов Перепелица Перепёлкин Лаптева Лапшин Сукачёв
      Ёлкин Палкина Морозов Новиков Волков Зайцев Павлов Козлов Лебедев Попов Михайлов Фёдоров Никитин Орлов Егоров Юрьев Юрченко`,
    given: `Юрий Юлия Фёдор Анна Ксения Дмитрий Егор Вячеслав Евгений Наталья Иван Мария Александр Жанна Артём Татьяна Сергей Елена Пётр
      Лев Рустам Оксана Виктор Людмила Ольга Шамиль Максим Галина Роман Николай Алексей Ирина Марина Светлана Павел Григорий`,
    code: '+79',
  },
  {
    surnames: `Григорук Григоришин Запорожний Запорожченко Щербань  Щербаненко   Київець Кияниця Їжак  Левицька
      Жадан Жадченко Квітко Основа Хмельницький Хмелько Цимбал Цимбалістий Юшко Юшков  Яценюк Бойко Бойчук Ященко Прокопенко
       Дзюбенко Шевцов Шевчук Шевченко  Ткаченко  Коваленко Мельник Бондаренко Савченко`,
    given: `Євген Юлія Ігор Мар’яна Олексій Ганна Сергій Володимир Надія Тарас Олександр Катерина Андрій Ніна Олена Тетяна Богдан Іван
      Марія Петро Ольга Дмитро Наталія Юрій`,
    code: '+38067',
  },
  {
    surnames: `Smith Jones Brown Taylor Wilson Featherstone Fetherston Callaghan O'Calley Stokes Stoke Wetherell Macalpine Macallan Thistle
      Thistleton Knight Knighton Bhatt Bhattal Quill Quiller Schwartz Schwarz Kopf Villa Villanueva Sokolov Sokolova Berezhnoy Bereza
      Voronin  Tkach Tkachenko Zhuravel Zhukov Shcherban Shcherba Kovalenko Koval Ivanov Petrov Kuznetsov Brightman Waters`,
    given: `John Mary Jane Christopher Rebecca Philip Aisha Zachary Jonathan Guadalupe Ivan Yuliya Alexey Oleksandr Dmitriy Ekaterina Andrii
      Chris Rebekah Phil  Anna Peter George Emily Oliver Sophie`,
    code: '+4474',
  },
  {
    surnames: `Müller Müllerstein Schönmüller Groß Großer Grossmeier Übel Übermuth Schäfer Schaefer Schäffler Löwe Löwenthal Tschaikowski Tschach
      Quandt Quant Jarosch Jaros Janowski  Wiśnicki  Żakowski Dvořák Dvorak Lefebre  Gökce Gök Östergren Ostermann
      Schmidt Schneider Fischer Weber Meyer Wagner Becker Hoffmann Bäcker Papadopoulos Papadimitriou`,
    given: `Jürgen Käthe Sören Annegret Wolfgang Friederike Heinz Peter Björn Łukasz Zdeněk François Karl Anna Klaus Ursula Hans Greta Jan
      Ingrid`,
    code: '+49151',
  },
];
const FIRMS = `Вектор Север Ромашка Берёза Теплосбыт Энергомаш Лира Волга Подряд Строймаш Огонь Каравай Театр Ирис Кадр Столовая Гросс
  Наследие Крепость Снежинка Подиум Камчатка Толмач Клиника Хор Проект Каспий Щит Заря Полюс Бригада Чумак Дніпро Зерно Світ Хліб
  Зоря Лан Жарт Дзвін Аптека Джерело Мрія Вишня Estates Travel Wool Dental Farms Kitchens Press Logistics Café Falcon Coast Crow Weaver
  Crane Gowns Forge Bäckerei Wein Holzbau Praxis Alpen Druck Lazur Лазурь Хрещення Маяк Рога Копыто Wetter Donner Bright Water Урал
  Химмаш Ювелир Jelly Fish Баланс Студія Слон Lights North Эклер`;
const FORMS = ['ООО', 'АО', 'ЗАО', 'ИП', 'ТОВ', 'ФОП', 'Ltd', 'GmbH', 'Студия', 'Завод'];
const ROLES = [
  'Бухгалтер',
  'Директор',
  'Закупщик',
  'Механик',
  'Водій',
  'Manager',
  'Engineer',
  'Verkäufer',
  undefined,
];

const split = (text: string): string[] => text.trim().split(/\s+/);
const ALL = PEOPLE.map(({ surnames, given, code }) => ({
  surnames: split(surnames),
  given: split(given),
  code,
}));
const FIRM_WORDS = split(FIRMS);

/**
 * The n-th of the crowd, always the same. None of them has all the words of a name that is looked for, so that a search which
 * finds them instead is wrong.
 */
export function crowd(count: number, wanted: readonly string[]): ContactDraftInput[] {
  const taken = wanted.map((name) => new Set(split(name.toLowerCase())));
  let seed = 20_261_127;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const any = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const isTaken = (name: string): boolean => {
    const words = split(name.toLowerCase());
    return taken.some(
      (one) => [...one].every((word) => words.includes(word)) || words.every((word) => one.has(word)),
    );
  };
  const made: ContactDraftInput[] = [];
  while (made.length < count) {
    const firm = `${any(FORMS)} «${any(FIRM_WORDS)} ${any(FIRM_WORDS)}»`;
    const { surnames, given, code } = any(ALL);
    const isFirm = next(12) === 0;
    const surname = next(20) === 0 ? `${any(surnames)}-${any(surnames)}` : any(surnames);
    const name = isFirm ? firm : next(2) === 0 ? `${surname} ${any(given)}` : `${any(given)} ${surname}`;
    if (isTaken(name)) continue;
    const digits = String(10_000_000 + next(89_999_999));
    const role = any(ROLES);
    made.push({
      kind: isFirm ? 'organisation' : 'person',
      name,
      ...(isFirm || next(3) > 0 ? {} : { organisationName: firm, ...(role === undefined ? {} : { role }) }),
      phones: [
        {
          number: `${code}${code === '+79' ? `${next(9)}${digits}` : digits.slice(0, code === '+38067' ? 7 : 8)}`,
        },
      ],
      emails:
        next(2) === 0 ? [{ address: `info${made.length}@${any(['firm', 'mail', 'post'])}.example` }] : [],
      tags: next(10) === 0 ? ['опт'] : [],
    });
  }
  return made;
}
