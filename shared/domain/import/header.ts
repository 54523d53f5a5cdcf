import type { ColumnTarget } from './column.ts';
import { fold, foldedPattern } from './fold.ts';

// Headers as they are met in exports of Excel, 1C, AmoCRM, Bitrix24, Outlook, Google Contacts, in en, ru, uk.
const SYNONYMS: readonly (readonly [ColumnTarget, string])[] = [
  ['id', 'ringdesk id'],
  ['name', 'фио|ф и о|піб|полное имя|имя фамилия|фамилия имя|фамилия имя отчество|прізвище та імя|повне імя'],
  [
    'name',
    'контакт|контактное лицо|контактна особа|клиент|клієнт|покупатель|покупець|заказчик|замовник|абонент',
  ],
  ['name', 'name|full name|fullname|display name|contact|contact name|contact person|customer|client|person'],
  ['lastName', 'фамилия|прізвище|last name|lastname|surname|family name|second name'],
  ['firstName', 'имя|імя|имя контакта|first name|firstname|given name|forename'],
  ['middleName', 'отчество|по батькові|middle name|middlename|patronymic|additional name'],
  [
    'organisation',
    'компания|название компании|организация|название организации|контрагент|юрлицо|юр лицо|фирма',
  ],
  ['organisation', 'предприятие|наименование|название|наименование организации|наименование контрагента'],
  ['organisation', 'компанія|організація|підприємство|назва|назва компанії|найменування|фірма|установа'],
  [
    'organisation',
    'company|company name|organisation|organization|organization name|account|account name|firm|employer',
  ],
  ['role', 'должность|роль|позиция|посада|роль в компании|role|position|title|job title|job'],
  ['mobile', 'мобильный|мобильный телефон|моб|моб тел|моб телефон|сотовый|сотовый телефон|сот|сот тел'],
  ['mobile', 'мобільний|мобільний телефон|mobile|mobile phone|mobile number|cell|cell phone|cellphone|gsm'],
  [
    'workPhone',
    'рабочий|рабочий телефон|раб тел|раб телефон|тел раб|телефон рабочий|офис|городской|городской телефон',
  ],
  [
    'workPhone',
    'робочий|робочий телефон|міський телефон|work|work phone|business phone|office|office phone|company phone',
  ],
  [
    'phone',
    'тел|телефон|телефоны|телефони|номер|номер телефона|номер телефону|контактный телефон|контактні телефони',
  ],
  ['phone', 'основной телефон|доп телефон|дополнительный телефон|whatsapp|viber'],
  ['phone', 'phone|phones|telephone|tel|phone number|phone no|number|primary phone|main phone'],
  ['homePhone', 'домашний|домашний телефон|дом тел|домашній|домашній телефон|home|home phone|home number'],
  ['fax', 'факс|номер факса|fax|fax number|business fax|home fax'],
  ['otherPhone', 'другой телефон|прочий телефон|інший телефон|other phone|other number'],
  [
    'email',
    'e mail|email|емейл|емаил|эл почта|электронная почта|почта|мейл|адрес электронной почты|рабочий e mail',
  ],
  ['email', 'ел пошта|електронна пошта|пошта|електронна адреса|mail|email address|e mail address'],
  [
    'stage',
    'этап|стадия|стадия сделки|статус|статус клиента|воронка|етап|стадія|stage|status|lead status|pipeline stage',
  ],
  [
    'relation',
    'тип|тип контакта|тип контрагента|отношение|тип клієнта|відношення|relation|relationship|type|contact type',
  ],
  [
    'responsible',
    'ответственный|менеджер|куратор|ведет|відповідальний|responsible|manager|owner|assigned to|account manager',
  ],
  [
    'channel',
    'источник|источник лида|канал|откуда|откуда узнали|рекламный канал|рекламний канал|джерело|звідки дізналися',
  ],
  ['channel', 'source|lead source|channel|referral source|how did you hear about us'],
  [
    'region',
    'регион|область|город|край|местоположение|регіон|місто|region|city|state|province|area|location',
  ],
  [
    'field',
    'сфера|сфера деятельности|отрасль|вид деятельности|деятельность|галузь|сфера діяльності|industry|sector|field',
  ],
  [
    'headCount',
    'численность|сотрудников|кол во сотрудников|количество сотрудников|штат|число сотрудников|персонал',
  ],
  [
    'headCount',
    'кількість співробітників|чисельність|head count|headcount|employees|number of employees|staff|company size',
  ],
  [
    'needs',
    'потребности|потребность|запрос|интерес|интересы|что нужно|потреби|інтерес|needs|need|interest|interests',
  ],
  [
    'consent',
    'согласие|согласие на звонки|согласие на обработку|згода|згода на дзвінки|consent|call consent|opt in|marketing consent',
  ],
  [
    'birthday',
    'день рождения|дата рождения|др|д р|день народження|дата народження|birthday|birth date|date of birth|dob|born',
  ],
  [
    'contractEndsOn',
    'конец договора|окончание договора|дата окончания договора|договор до|срок договора|действует до',
  ],
  [
    'contractEndsOn',
    'кінець договору|закінчення договору|договір до|дійсний до|contract end|contract ends|contract end date|end of contract|contract until|expires|expiry date|renewal date',
  ],
  [
    'tags',
    'метки|метка|теги|тег|группа|группы|категория|мітки|група|категорія|tags|tag|labels|label|groups|group|category',
  ],
  ['language', 'язык|язык общения|мова|мова спілкування|language|preferred language'],
  ['zone', 'часовой пояс|часовий пояс|time zone|timezone|tz'],
  [
    'phoneNotes',
    'notes on numbers|phone notes|заметки к номерам|нотатки до номерів|комментарий к телефону|коментар до телефону',
  ],
  ['officeAddress', 'адрес офиса|фактический адрес|рабочий адрес|адреса офісу|фактична адреса|робоча адреса'],
  ['officeAddress', 'office address|work address|business address|business street'],
  ['deliveryAddress', 'адрес доставки|адреса доставки|delivery address|shipping address|ship to'],
  ['postalAddress', 'почтовый адрес|поштова адреса|postal address|mailing address|post address'],
  [
    'legalAddress',
    'юридический адрес|юр адрес|юридична адреса|юр адреса|legal address|registered address|registered office',
  ],
  [
    'homeAddress',
    'домашний адрес|адрес проживания|адрес регистрации|домашня адреса|адреса проживання|home address|home street',
  ],
  [
    'otherAddress',
    'другой адрес|адрес|адреса|інша адреса|other address|address|addresses|street address|full address',
  ],
  [
    'about',
    'комментарий|комментарии|коммент|примечание|примечания|заметка|заметки|описание|дополнительно|о клиенте',
  ],
  [
    'about',
    'коментар|коментарі|примітка|примітки|нотатки|опис|comment|comments|note|notes|description|remarks|about',
  ],
];

const EXACT: ReadonlyMap<string, ColumnTarget> = new Map(
  SYNONYMS.flatMap(([target, words]) => words.split('|').map((word) => [fold(word), target] as const)),
);

// Tried in this order on what the dictionary does not know: "Телефон контактного лица", "Имя клиента (полностью)".
const STEMS: readonly (readonly [RegExp, ColumnTarget])[] = [
  [/юрид.*адрес|(legal|registered).*address/, 'legalAddress'],
  [/адрес.*доставк|доставк.*адрес|(delivery|shipping).*address/, 'deliveryAddress'],
  [/почтов.*адрес|поштов.*адрес|(mailing|postal).*address/, 'postalAddress'],
  // Not that of a page, nor an electronic one.
  [
    /^(?!.*(e ?mail|почты|пошти|(^| )эл |электрон|електрон|сайт|site|web|url|(^| )ip( |$))).*(^| )(адрес|адреса|address)( |$)/,
    'otherAddress',
  ],
  [/(^| )e ?mail|почт|пошт/, 'email'],
  [/моб|сотов|mobile|cell/, 'mobile'],
  [
    /(раб|служ|офис|роб).*(тел|phone)|(тел|phone).*(раб|служ|офис|work|office)|work.*phone|business.*phone/,
    'workPhone',
  ],
  [/факс|(^| )fax( |$)/, 'fax'],
  [/домашн.*тел|home.*phone/, 'homePhone'],
  [/(^| )тел( |$)|телеф|phone|(^| )tel( |$)/, 'phone'],
  [/^фио|фамилия.*имя|full ?name/, 'name'],
  [/фамили|прізвищ|last ?name|surname/, 'lastName'],
  [/отчеств|батьков|middle ?name/, 'middleName'],
  [/сотрудник.*(кол|числ)|(кол|числ).*сотрудник|employees|head ?count/, 'headCount'],
  [/должност|посада|job/, 'role'],
  [/ответствен|менеджер|відповідальн|manager/, 'responsible'],
  [/организац|компани|контрагент|предприят|фирм|організац|compan|organi[sz]ation/, 'organisation'],
  [/источник|джерел|lead source/, 'channel'],
  [/регион|город|регіон|region|city/, 'region'],
  [/отрасл|сфера|галуз|industry/, 'field'],
  [/коммент|примеч|заметк|коментар|примітк|comment|notes?( |$)/, 'about'],
];
const FOLDED_STEMS = STEMS.map(([stem, target]) => [foldedPattern(stem), target] as const);

/**
 * What a header means, or undefined when it says nothing that we know. Numbering ("Телефон 2"), punctuation, case
 * and marks do not matter. `exact` is false when only a part of it was recognised.
 */
export function readHeader(header: string): { target: ColumnTarget; exact: boolean } | undefined {
  const folded = fold(header.replace(/[№#]/g, ' '));
  if (folded === '' || folded.length > 60) return undefined;
  const bare = folded.replace(/ ?\d+$/, '').replace(/^\d+ /, '');
  const target = EXACT.get(folded) ?? EXACT.get(bare);
  if (target) return { target, exact: true };
  const stem = FOLDED_STEMS.find(([pattern]) => pattern.test(bare));
  return stem && { target: stem[1], exact: false };
}
