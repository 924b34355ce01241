import type { Locale } from '@belgi/contracts';
import type { ChangeKind } from '../editions/differences.js';

export type ChangesWords = Readonly<Record<ChangeKind | 'title' | 'nothing', string>>;

/** What the page of changes says beside the clauses. */
export const changesWords: Readonly<Record<Locale, ChangesWords>> = {
  KY: {
    title: 'Эмне өзгөрдү',
    nothing: 'Бул тилдеги текст өзгөргөн жок.',
    SAME: 'ошол эле',
    CHANGED: 'өзгөртүлдү',
    MOVED: 'башка номерге жылды',
    ADDED: 'кошулду',
    REMOVED: 'алынып салынды',
  },
  RU: {
    title: 'Что изменилось',
    nothing: 'Текст на этом языке не изменился.',
    SAME: 'без изменений',
    CHANGED: 'изменено',
    MOVED: 'перенесено под другой номер',
    ADDED: 'добавлено',
    REMOVED: 'исключено',
  },
  EN: {
    title: 'What changed',
    nothing: 'The text in this language did not change.',
    SAME: 'the same',
    CHANGED: 'changed',
    MOVED: 'moved to another number',
    ADDED: 'added',
    REMOVED: 'removed',
  },
};
