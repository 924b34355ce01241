import type { Locale } from '@belgi/contracts';

export interface RegisterPageWords {
  readonly title: string;
  readonly intro: string;
  readonly holder: string;
  readonly responsible: string;
  readonly registered: string;
  readonly measures: string;
  readonly purposes: string;
  readonly basis: string;
  readonly article: string;
  readonly categories: string;
  readonly sources: string;
  readonly recipients: string;
  readonly nobody: string;
  readonly retention: string;
  readonly what: string;
  readonly starts: string;
  readonly term: string;
  readonly end: string;
  readonly file: string;
  readonly policy: string;
}

/** What the page says around the codes of the register. */
export const registerPageWords: Readonly<Record<Locale, RegisterPageWords>> = {
  KY: {
    title: 'Жеке маалыматтар массивдеринин реестри',
    intro:
      'Бул жазуу системанын схемасынан жана сактоо эрежелеринен түзүлөт: система эмнени сактаса, ушул жерде ошол турат.',
    holder: 'Кармоочу',
    responsible: 'Жооптуу',
    registered: 'Каттоонун негизи',
    measures: 'Коргоо чаралары',
    purposes: 'Максаттары жана милдеттери',
    basis: 'Укуктук негизи',
    article: 'берене',
    categories: 'Маалыматтын түрлөрү',
    sources: 'Булактары',
    recipients: 'Алуучулар',
    nobody: 'эч кимге берилбейт',
    retention: 'Сактоо мөөнөтү',
    what: 'Эмне',
    starts: 'Мөөнөттүн башталышы',
    term: 'Мөөнөт',
    end: 'Мөөнөт бүткөндө',
    file: 'Файл түрүндө',
    policy: 'Купуялык саясаты',
  },
  RU: {
    title: 'Реестр массивов персональных данных',
    intro: 'Запись составлена из схемы системы и правил хранения: здесь стоит то, что система действительно хранит.',
    holder: 'Держатель',
    responsible: 'Ответственный',
    registered: 'Основание регистрации',
    measures: 'Меры защиты',
    purposes: 'Цели и обязанности',
    basis: 'Правовое основание',
    article: 'статья',
    categories: 'Категории данных',
    sources: 'Источники',
    recipients: 'Получатели',
    nobody: 'никому не передаётся',
    retention: 'Сроки хранения',
    what: 'Что',
    starts: 'Начало срока',
    term: 'Срок',
    end: 'По окончании',
    file: 'В виде файла',
    policy: 'Политика конфиденциальности',
  },
  EN: {
    title: 'Register of arrays of personal data',
    intro:
      'Made from the schema of the system and from its rules of retention: what stands here is what the system holds.',
    holder: 'Holder',
    responsible: 'Responsible',
    registered: 'Basis of registration',
    measures: 'Measures of protection',
    purposes: 'Purposes and duties',
    basis: 'Legal basis',
    article: 'article',
    categories: 'Categories of data',
    sources: 'Sources',
    recipients: 'Recipients',
    nobody: 'handed to nobody',
    retention: 'Terms of retention',
    what: 'What',
    starts: 'The term starts with',
    term: 'Term',
    end: 'At its end',
    file: 'As a file',
    policy: 'Privacy policy',
  },
};
