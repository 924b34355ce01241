import type { Locale } from '@belgi/contracts';
import { type PageLanguage, pageLanguages } from '@belgi/subgraph';

export interface PageWords extends PageLanguage {
  readonly skip: string;
  readonly edition: string;
  readonly inForceSince: string;
  readonly comesIntoForce: string;
  readonly wasInForce: string;
  readonly lastUpdated: string;
  readonly editions: string;
  readonly current: string;
  readonly fingerprint: string;
  readonly unknown: string;
  readonly none: string;
  readonly ask: string;
}

/** What the pages say beside the policy itself. */
export const pageWords: Readonly<Record<Locale, PageWords>> = {
  KY: {
    ...pageLanguages.KY,
    skip: 'Саясаттын текстине өтүү',
    edition: 'Редакция',
    inForceSince: 'Күчүндө, баштап',
    comesIntoForce: 'Күчүнө кирет',
    wasInForce: 'Эски редакция; күчүнө кирген',
    lastUpdated: 'Акыркы жаңыртуу',
    editions: 'Бардык редакциялар',
    current: 'Күчүндөгү редакция',
    fingerprint: 'Тексттин SHA-256 суммасы',
    unknown: 'Мындай редакция жок',
    none: 'Саясат азырынча жарыялана элек',
    ask: 'Саясат боюнча суроо же сунуш жөнөтүү',
  },
  RU: {
    ...pageLanguages.RU,
    skip: 'Перейти к тексту политики',
    edition: 'Редакция',
    inForceSince: 'Действует с',
    comesIntoForce: 'Вступает в силу',
    wasInForce: 'Прежняя редакция; вступила в силу',
    lastUpdated: 'Последнее обновление',
    editions: 'Все редакции',
    current: 'Действующая редакция',
    fingerprint: 'SHA-256 текста',
    unknown: 'Такой редакции нет',
    none: 'Политика ещё не опубликована',
    ask: 'Задать вопрос о политике или предложить изменение',
  },
  EN: {
    ...pageLanguages.EN,
    skip: 'Skip to the text of the policy',
    edition: 'Edition',
    inForceSince: 'In force since',
    comesIntoForce: 'Takes effect on',
    wasInForce: 'Earlier edition; took effect on',
    lastUpdated: 'Last updated',
    editions: 'All editions',
    current: 'Edition in force',
    fingerprint: 'SHA-256 of the text',
    unknown: 'There is no such edition',
    none: 'No policy has been published yet',
    ask: 'Ask about the policy, or propose a change',
  },
};
