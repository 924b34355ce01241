import type { Locale, StatisticsTable } from '@belgi/contracts';

export interface StatisticsWords {
  readonly title: string;
  readonly intro: string;
  readonly suppressed: string;
  readonly day: string;
  readonly published: string;
  readonly fingerprint: string;
  readonly previous: string;
  readonly window: string;
  readonly none: string;
  readonly unknown: string;
  readonly files: string;
  readonly releases: string;
  readonly policy: string;
  readonly tables: Readonly<Record<StatisticsTable, string>>;
  /** Of rows and columns; those that are missing (regions) say themselves. */
  readonly names: Readonly<Record<string, string>>;
}

const REGIONS = {
  KY: ['Бишкек', 'Ош шаары', 'Баткен', 'Жалал-Абад', 'Нарын', 'Ош облусу', 'Талас', 'Чүй', 'Ысык-Көл'],
  RU: ['Бишкек', 'город Ош', 'Баткен', 'Джалал-Абад', 'Нарын', 'Ошская область', 'Талас', 'Чуй', 'Иссык-Куль'],
  EN: ['Bishkek', 'Osh city', 'Batken', 'Jalal-Abad', 'Naryn', 'Osh oblast', 'Talas', 'Chüy', 'Issyk-Kul'],
} as const;
const regions = (locale: Locale) =>
  Object.fromEntries(REGIONS[locale].map((name, at) => [`0${at + 1}`, `0${at + 1} ${name}`]));

const LANGUAGES = { KY: 'кыргызча', RU: 'русский', EN: 'English' };

export const statisticsWords: Readonly<Record<Locale, StatisticsWords>> = {
  KY: {
    title: 'Аты-жөнү жок статистика',
    intro:
      'Саясаттын 2.1-пункту (3) боюнча. Күнүнө бир жолу жарыяланат жана кийин өзгөрбөйт. Сандар 5ке чейин тегеректелген; 10 адамдан азы же аны ачып коё турган сан көрсөтүлбөйт.',
    suppressed: 'көрсөтүлбөйт',
    day: 'Күн',
    published: 'Жарыяланган',
    fingerprint: 'Документтин SHA-256 суммасы',
    previous: 'Мурунку чыгарылыштын SHA-256 суммасы',
    window: 'Эсептелген күндөр',
    none: 'Азырынча жетиштүү маалымат топтолгон жок.',
    unknown: 'Бул күнгө статистика жарыяланган эмес',
    files: 'Файлдар',
    releases: 'Акыркы чыгарылыштар',
    policy: 'Купуялык саясаты',
    tables: {
      SALES_BY_REGION_AND_PRICE: 'Сатуулар: аймак жана баа боюнча',
      SALES_BY_PATTERN_AND_PRICE: 'Сатуулар: айкалыштын түрү жана баа боюнча',
      PARTICIPATION_BY_AGE_AND_SEX: 'Катышуучулар: жашы жана жынысы боюнча',
      PARTICIPATION_BY_REGION_AND_SEX: 'Катышуучулар: аймак жана жынысы боюнча',
      PARTICIPATION_BY_PRICE_AND_SEX: 'Катышуучулар: баштапкы баа жана жынысы боюнча',
      CONSENT_CHANGES_BY_LANGUAGE: 'Макулдуктар жана кайтарып алуулар: тил боюнча',
    },
    names: {
      ...regions('KY'),
      ...LANGUAGES,
      TOTAL: 'Бардыгы',
      FEMALE: 'Аялдар',
      MALE: 'Эркектер',
      UNDER_25: '25 жашка чейин',
      FROM_25: '25–34 жаш',
      FROM_35: '35–44 жаш',
      FROM_45: '45–54 жаш',
      FROM_55: '55–64 жаш',
      FROM_65: '65 жаштан',
      UNDER_20_000: '20 000 сомго чейин',
      FROM_20_000: '20 000 сомдон',
      FROM_50_000: '50 000 сомдон',
      FROM_100_000: '100 000 сомдон',
      FROM_500_000: '500 000 сомдон',
      DIGITS_AND_LETTERS_EQUAL: 'Цифралары да, тамгалары да бирдей',
      DIGITS_EQUAL: 'Цифралары бирдей',
      LETTERS_EQUAL: 'Тамгалары бирдей',
      DIGITS_MIRRORED: 'Күзгүдөгүдөй цифралар',
      DIGITS_ROUND: 'Эки нөлдүү цифралар',
      OTHER: 'Башка',
      GIVEN: 'Макулдук берилген',
      RENEWED: 'Макулдук жаңыртылган',
      WITHDRAWN: 'Макулдук кайтарылган',
    },
  },
  RU: {
    title: 'Статистика без имён',
    intro:
      'По пункту 2.1 (3) политики. Публикуется раз в день и затем не меняется. Числа округлены до 5; меньше 10 человек, а также числа, которые выдали бы такое число, не показываются.',
    suppressed: 'не показывается',
    day: 'День',
    published: 'Опубликовано',
    fingerprint: 'SHA-256 документа',
    previous: 'SHA-256 предыдущего выпуска',
    window: 'Дни, которые учтены',
    none: 'Данных пока недостаточно.',
    unknown: 'За этот день статистика не опубликована',
    files: 'Файлы',
    releases: 'Последние выпуски',
    policy: 'Политика конфиденциальности',
    tables: {
      SALES_BY_REGION_AND_PRICE: 'Продажи: по региону и цене',
      SALES_BY_PATTERN_AND_PRICE: 'Продажи: по виду комбинации и цене',
      PARTICIPATION_BY_AGE_AND_SEX: 'Участники: по возрасту и полу',
      PARTICIPATION_BY_REGION_AND_SEX: 'Участники: по региону и полу',
      PARTICIPATION_BY_PRICE_AND_SEX: 'Участники: по начальной цене и полу',
      CONSENT_CHANGES_BY_LANGUAGE: 'Согласия и отзывы: по языку',
    },
    names: {
      ...regions('RU'),
      ...LANGUAGES,
      TOTAL: 'Всего',
      FEMALE: 'Женщины',
      MALE: 'Мужчины',
      UNDER_25: 'до 25 лет',
      FROM_25: '25–34 года',
      FROM_35: '35–44 года',
      FROM_45: '45–54 года',
      FROM_55: '55–64 года',
      FROM_65: 'от 65 лет',
      UNDER_20_000: 'до 20 000 сомов',
      FROM_20_000: 'от 20 000 сомов',
      FROM_50_000: 'от 50 000 сомов',
      FROM_100_000: 'от 100 000 сомов',
      FROM_500_000: 'от 500 000 сомов',
      DIGITS_AND_LETTERS_EQUAL: 'Одинаковые цифры и буквы',
      DIGITS_EQUAL: 'Одинаковые цифры',
      LETTERS_EQUAL: 'Одинаковые буквы',
      DIGITS_MIRRORED: 'Зеркальные цифры',
      DIGITS_ROUND: 'Цифры с двумя нулями',
      OTHER: 'Прочие',
      GIVEN: 'Согласие дано',
      RENEWED: 'Согласие возобновлено',
      WITHDRAWN: 'Согласие отозвано',
    },
  },
  EN: {
    title: 'Statistics without names',
    intro:
      'Under clause 2.1 (3) of the policy. Published once a day and never changed afterwards. Numbers are rounded to 5; fewer than 10 people, and any number that would give such a number away, are not shown.',
    suppressed: 'not shown',
    day: 'Day',
    published: 'Published',
    fingerprint: 'SHA-256 of the document',
    previous: 'SHA-256 of the release before it',
    window: 'Days that are counted',
    none: 'There is not enough to tell of yet.',
    unknown: 'No statistics were published for this day',
    files: 'Files',
    releases: 'Latest releases',
    policy: 'Privacy policy',
    tables: {
      SALES_BY_REGION_AND_PRICE: 'Sales by region and price',
      SALES_BY_PATTERN_AND_PRICE: 'Sales by kind of combination and price',
      PARTICIPATION_BY_AGE_AND_SEX: 'Participants by age and sex',
      PARTICIPATION_BY_REGION_AND_SEX: 'Participants by region and sex',
      PARTICIPATION_BY_PRICE_AND_SEX: 'Participants by start price and sex',
      CONSENT_CHANGES_BY_LANGUAGE: 'Consents and withdrawals by language',
    },
    names: {
      ...regions('EN'),
      ...LANGUAGES,
      TOTAL: 'Total',
      FEMALE: 'Women',
      MALE: 'Men',
      UNDER_25: 'under 25',
      FROM_25: '25–34',
      FROM_35: '35–44',
      FROM_45: '45–54',
      FROM_55: '55–64',
      FROM_65: '65 and over',
      UNDER_20_000: 'under 20,000 som',
      FROM_20_000: 'from 20,000 som',
      FROM_50_000: 'from 50,000 som',
      FROM_100_000: 'from 100,000 som',
      FROM_500_000: 'from 500,000 som',
      DIGITS_AND_LETTERS_EQUAL: 'Digits and letters equal',
      DIGITS_EQUAL: 'Digits equal',
      LETTERS_EQUAL: 'Letters equal',
      DIGITS_MIRRORED: 'Digits mirrored',
      DIGITS_ROUND: 'Digits with two zeros',
      OTHER: 'Other',
      GIVEN: 'Consent given',
      RENEWED: 'Consent renewed',
      WITHDRAWN: 'Consent withdrawn',
    },
  },
};
