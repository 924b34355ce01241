import type { Locale } from '@belgi/contracts';
import type { TableName } from './report.js';

export interface TransparencyWords {
  readonly title: string;
  readonly intro: string;
  readonly day: string;
  readonly delayed: string;
  readonly median: string;
  readonly suppressed: string;
  readonly files: string;
  readonly policy: string;
  readonly tables: Readonly<Record<TableName, string>>;
  /** Of rows and columns that are ours; authorities say themselves. */
  readonly names: Readonly<Record<string, string>>;
}

export const transparencyWords: Readonly<Record<Locale, TransparencyWords>> = {
  KY: {
    title: 'Мамлекеттик органдардын суроо-талаптары',
    intro:
      'Саясаттын 3.4-пункту: маалымат расмий кат боюнча гана берилет. Бул күнгө чейинки бардык суроо-талаптар эсептелген. Сандар 5ке чейин тегеректелген; 10дон азы же аны ачып коё турган сан көрсөтүлбөйт.',
    day: 'Күн',
    delayed: 'Кийинкиге калтырылган билдирүүлөр',
    median: 'Чечимге чейинки жумуш күндөр (медиана)',
    suppressed: 'көрсөтүлбөйт',
    files: 'Файлдар',
    policy: 'Купуялык саясаты',
    tables: {
      REQUESTS_BY_AUTHORITY: 'Суроо-талаптар: органдар боюнча',
      REQUESTS_BY_TYPE: 'Суроо-талаптар: түрү боюнча',
      SUBJECTS_BY_AUTHORITY: 'Каттардагы адамдар: органдар боюнча',
      SUBJECTS_BY_TYPE: 'Каттардагы адамдар: түрү боюнча',
    },
    names: {
      ...{
        PENDING: 'Каралууда',
        GRANTED: 'Толук берилген',
        NARROWED: 'Жарым-жартылай берилген',
        REJECTED: 'Четке кагылган',
      },
      ...{ ELECTRONIC: 'Электрондук', PAPER: 'Кагаз жүзүндө', OTHER: 'Башкалар', TOTAL: 'Бардыгы' },
    },
  },
  RU: {
    title: 'Запросы государственных органов',
    intro:
      'Пункт 3.4 политики: данные передаются только по официальному письму. Учтены все запросы до этого дня. Числа округлены до 5; меньше 10, а также числа, которые выдали бы такое число, не показываются.',
    day: 'День',
    delayed: 'Отложенные уведомления',
    median: 'Рабочих дней до решения (медиана)',
    suppressed: 'не показывается',
    files: 'Файлы',
    policy: 'Политика конфиденциальности',
    tables: {
      REQUESTS_BY_AUTHORITY: 'Запросы: по органам',
      REQUESTS_BY_TYPE: 'Запросы: по виду',
      SUBJECTS_BY_AUTHORITY: 'Лица в письмах: по органам',
      SUBJECTS_BY_TYPE: 'Лица в письмах: по виду',
    },
    names: {
      ...{
        PENDING: 'На рассмотрении',
        GRANTED: 'Удовлетворено',
        NARROWED: 'Удовлетворено частично',
        REJECTED: 'Отклонено',
      },
      ...{ ELECTRONIC: 'Электронные', PAPER: 'На бумаге', OTHER: 'Прочие', TOTAL: 'Всего' },
    },
  },
  EN: {
    title: 'Requests of state authorities',
    intro:
      'Clause 3.4 of the policy: data is handed over on an official letter only. All requests before this day are counted. Numbers are rounded to 5; fewer than 10, and any number that would give such a number away, are not shown.',
    day: 'Day',
    delayed: 'Delayed notices',
    median: 'Working days to the decision (median)',
    suppressed: 'not shown',
    files: 'Files',
    policy: 'Privacy policy',
    tables: {
      REQUESTS_BY_AUTHORITY: 'Requests by authority',
      REQUESTS_BY_TYPE: 'Requests by type',
      SUBJECTS_BY_AUTHORITY: 'Persons in letters by authority',
      SUBJECTS_BY_TYPE: 'Persons in letters by type',
    },
    names: {
      ...{ PENDING: 'Under review', GRANTED: 'Granted', NARROWED: 'Granted in part', REJECTED: 'Rejected' },
      ...{ ELECTRONIC: 'Electronic', PAPER: 'On paper', OTHER: 'Others', TOTAL: 'Total' },
    },
  },
};
