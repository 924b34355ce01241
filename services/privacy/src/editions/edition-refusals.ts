/** What drafts and editions are refused for, in the three languages. */
export const editionRefusals = {
  TEXT_MISSING: {
    ky: 'Редакциянын тексти үч тилде тең болушу керек.',
    ru: 'Нужен текст редакции на всех трёх языках.',
    en: 'The text of the edition is needed in all three languages.',
  },
  EFFECT_IN_THE_PAST: {
    ky: 'Редакция өткөн убакыттан тартып күчүнө кире албайт.',
    ru: 'Редакция не может вступить в силу задним числом.',
    en: 'An edition cannot take effect in the past.',
  },
  EFFECT_TOO_FAR: {
    ky: 'Күчүнө кирүү убактысы бир жылдан алыс.',
    ru: 'Вступление в силу назначено более чем на год вперёд.',
    en: 'The effect is more than a year ahead.',
  },
  EFFECT_NOT_AFTER_LAST: {
    ky: 'Жаңы редакция акыркы жарыялангандан кийин күчүнө кириши керек.',
    ru: 'Новая редакция должна вступить в силу позже последней опубликованной.',
    en: 'A new edition must take effect after the last one that was published.',
  },
  EFFECT_TOO_NEAR: {
    ky: 'Олуттуу өзгөртүү күчүнө кирерден кеминде {hours} саат мурун жарыяланат: ага чейин баарына кабарлоо керек.',
    ru: 'Существенное изменение публикуется не позднее чем за {hours} ч до вступления в силу: до этого надо оповестить всех.',
    en: 'A material edition is announced at least {hours} hours before it takes effect: everybody is told first.',
  },
  DRAFT_UNKNOWN: { ky: 'Мындай долбоор жок.', ru: 'Такого проекта нет.', en: 'There is no such draft.' },
  DRAFT_NOT_YOURS: {
    ky: 'Долбоорду аны жазган кызматкер гана өзгөртөт.',
    ru: 'Проект меняет только тот, кто его написал.',
    en: 'Only the officer who wrote a draft changes it.',
  },
  DRAFT_NOT_OPEN: {
    ky: 'Долбоор каралууда же жарыяланган; азыр аны өзгөртүүгө болбойт.',
    ru: 'Проект на рассмотрении или уже опубликован; сейчас его нельзя менять.',
    en: 'The draft is in review or published; it cannot be changed now.',
  },
  SUBMISSION_UNKNOWN: {
    ky: 'Мындай долбоор кароого берилген эмес.',
    ru: 'Такой проект на рассмотрение не подавали.',
    en: 'No such draft was handed to review.',
  },
  SUBMISSION_DECIDED: {
    ky: 'Бул долбоор жарыяланган же кайтарылган.',
    ru: 'Этот проект уже опубликован или возвращён.',
    en: 'This draft was published or returned already.',
  },
  WRITER_CANNOT_DECIDE: {
    ky: 'Долбоорду жазган адам аны өзү жарыялай да, кайтара да албайт: экинчи адам керек.',
    ru: 'Автор проекта не может сам его опубликовать или вернуть: нужно второе лицо.',
    en: 'Whoever wrote the draft can neither publish nor return it: a second person is needed.',
  },
  TEXT_EMPTY: { ky: 'Документ бош.', ru: 'Документ пуст.', en: 'The document is empty.' },
  TEXT_TOO_LONG: {
    ky: 'Текст өтө узун: эң көбү {max} белги.',
    ru: 'Текст слишком длинный: не более {max} знаков.',
    en: 'The text is too long: {max} characters at most.',
  },
  TEXT_NOT_IMPORTED: {
    ky: 'Документ алынган жок: көрсөтүлгөн саптарды оңдоңуз.',
    ru: 'Документ не принят: исправьте указанные строки.',
    en: 'The document was not imported: mend the lines that are named.',
  },
} as const;
