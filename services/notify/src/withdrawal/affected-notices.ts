import type { Locale } from '@belgi/contracts';
import { type Texts, textIn } from '@belgi/subgraph';
import { decideSend, type SendQuestion } from '../deliveries/delivery.js';
import { type Basis, isMandatory, type NoticeKind, noticeKinds, ruleOf } from '../notices/notice-kind.js';
import { allows, type Preferences } from '../preferences/preference.js';
import { type Entitlement, entitlement, type Recipient } from '../recipients/standing.js';
import type { AffectedNotice } from './withdrawal-effects.type.js';

/** Kinds that reach an account; the others answer whoever is registering. */
export type AccountKind = {
  [Kind in NoticeKind]: (typeof noticeKinds)[Kind]['inbox'] extends true ? Kind : never;
}[NoticeKind];

export const NAMES: Readonly<Record<AccountKind, Texts>> = {
  LOT_OFFERED: { ky: 'Номер сизге сунушталды', ru: 'Номер предложен вам', en: 'A plate is offered to you' },
  KEPT_AS_SECOND: { ky: 'Сунушуңуз экинчи', ru: 'Ваша ставка вторая', en: 'You bid second' },
  PAYMENT_DUE_SOON: { ky: 'Төлөөнү эскертүү', ru: 'Напоминание об оплате', en: 'A reminder to pay' },
  STRIKE_GIVEN: { ky: 'Эскертүү берилди', ru: 'Вынесено предупреждение', en: 'You were given a strike' },
  STRIKE_APPEAL_DECIDED: {
    ky: 'Эскертүүгө даттануу боюнча чечим',
    ru: 'Решение по жалобе на предупреждение',
    en: 'A decision on your appeal against a strike',
  },
  LOT_PAUSED: { ky: 'Соода токтотулду', ru: 'Торги приостановлены', en: 'Bidding is paused' },
  LOT_RESUMED: { ky: 'Соода уланды', ru: 'Торги продолжаются', en: 'Bidding goes on' },
  WELCOME: { ky: 'Каттоо аяктады', ru: 'Регистрация завершена', en: 'Your account is ready' },
  PIN_VERIFIED: { ky: 'Инсандыгыңыз ырасталды', ru: 'Личность подтверждена', en: 'Your identity is confirmed' },
  BID_OUTBID: { ky: 'Сунушуңуздан ашырышты', ru: 'Вашу ставку перебили', en: 'You were outbid' },
  WATCHED_LOT_OPENED: { ky: 'Байкалган лот ачылды', ru: 'Отслеживаемый лот открыт', en: 'A watched lot opens' },
  WATCHED_LOT_CLOSES_SOON: {
    ky: 'Байкалган лот жакында аяктайт',
    ru: 'Отслеживаемый лот скоро закончится',
    en: 'A watched lot closes soon',
  },
  WATCHED_LOT_CANCELLED: {
    ky: 'Байкалган лот жокко чыгарылды',
    ru: 'Отслеживаемый лот отменён',
    en: 'A watched lot is called off',
  },
  WATCHED_PATTERN_PLANNED: {
    ky: 'Байкалган айкалыштагы номер',
    ru: 'Номер с отслеживаемым сочетанием',
    en: 'A plate with a watched combination',
  },
  POLICY_CHANGED: { ky: 'Саясаттын жаңы редакциясы', ru: 'Новая редакция политики', en: 'A new edition of the policy' },
  AGREEMENT_CHANGED: {
    ky: 'Колдонуучу макулдашуусунун жаңы редакциясы',
    ru: 'Новая редакция пользовательского соглашения',
    en: 'A new edition of the user agreement',
  },
  ACCOUNT_BLOCKED: { ky: 'Аккаунт бөгөттөлдү', ru: 'Учётная запись заблокирована', en: 'Your account is blocked' },
  ACCOUNT_DISPUTED: {
    ky: 'Аккаунттун маалыматы талашта',
    ru: 'Данные учётной записи оспорены',
    en: 'Your account data are disputed',
  },
  DATA_DOUBTED: {
    ky: 'Маалыматыңыз шек туудурду',
    ru: 'Ваши сведения вызывают сомнение',
    en: 'Your data are doubted',
  },
  DATA_DOUBT_DECIDED: {
    ky: 'Шек туудурган маалымат боюнча чечим',
    ru: 'Решение по сведениям, вызвавшим сомнение',
    en: 'A decision on data that were doubted',
  },
  CONSENT_WITHDRAWN: { ky: 'Макулдук кайтарып алынды', ru: 'Согласие отозвано', en: 'Your consent is withdrawn' },
  DISCLOSURE_READ: {
    ky: 'Маалыматыңыз расмий сурам боюнча ачылды',
    ru: 'Ваши данные раскрыты по официальному запросу',
    en: 'Your data were disclosed on an official request',
  },
  STAFF_READ: {
    ky: 'Кызматкер маалыматыңызды карады',
    ru: 'Сотрудник смотрел ваши данные',
    en: 'A member of staff looked at your data',
  },
  RESTRICTION_CHANGED: {
    ky: 'Маалыматыңызды колдонуунун чектелиши өзгөрдү',
    ru: 'Ограничение использования ваших данных изменено',
    en: 'The restriction of your data was changed',
  },
  RIGHTS_ANSWERED: {
    ky: 'Укугуңуз боюнча кайрылууга жооп берилди',
    ru: 'Дан ответ на ваше обращение',
    en: 'Your request for a right was answered',
  },
  EXPORT_READY: { ky: 'Маалыматыңыз даяр', ru: 'Ваши данные готовы', en: 'Your data are ready' },
  DEPOSIT_RECEIVED: { ky: 'Депозит келди', ru: 'Депозит получен', en: 'Your deposit has arrived' },
  LOT_WON: { ky: 'Номерди уттуңуз', ru: 'Вы выиграли номер', en: 'You have won a plate' },
  LOT_RESERVED: { ky: 'Номерди ээлеп койдуңуз', ru: 'Вы забронировали номер', en: 'You have reserved a plate' },
  RESERVATION_ENDED: { ky: 'Ээлөө мөөнөтү бүттү', ru: 'Бронь закончилась', en: 'Your reservation has ended' },
  PAYMENT_RETURNED: { ky: 'Төлөмүңүз кайтарылат', ru: 'Ваш платёж возвращается', en: 'Your payment comes back' },
  LOT_PAID: { ky: 'Төлөм келди', ru: 'Оплата получена', en: 'Your payment has arrived' },
  DEPOSIT_RELEASED: { ky: 'Депозит кайтарылат', ru: 'Депозит возвращается', en: 'Your deposit comes back' },
  DEPOSIT_FORFEITED: { ky: 'Төлөө мөөнөтү өттү', ru: 'Срок оплаты прошёл', en: 'The term of payment has passed' },
  LOT_CANCELLED: { ky: 'Лот жокко чыгарылды', ru: 'Лот отменён', en: 'A lot is cancelled' },
};

const WHY: Readonly<Record<Exclude<Basis, 'REQUEST'>, Texts>> = {
  CONSENT: {
    ky: 'Макулдугуңуз менен гана жөнөтүлөт: токтойт.',
    ru: 'Отправляется только с вашего согласия: прекратится.',
    en: 'Sent on your consent alone: it stops.',
  },
  RENEWAL: {
    ky: 'Кетпегендерге гана жөнөтүлөт: токтойт.',
    ru: 'Отправляется только тем, кто не ушёл: прекратится.',
    en: 'Sent to those who have not left: it stops.',
  },
  LAW: {
    ky: 'Укуктарыңыз үчүн милдеттүү: калат.',
    ru: 'Обязательно ради ваших прав: остаётся.',
    en: 'Owed to you by law: it stays.',
  },
  CONTRACT: {
    ky: 'Лот, депозит же төлөм бүткөнчө милдеттүү: калат.',
    ru: 'Обязательно, пока не завершён лот, депозит или оплата: остаётся.',
    en: 'Owed to you while a lot, a deposit or a payment runs: it stays.',
  },
};

/** A delivery that nobody has begun to hand over. */
type Pending = Pick<SendQuestion, 'kind' | 'channel' | 'plannedAt' | 'expiresAt' | 'leadsAgain'> & {
  readonly noticeId: string;
};

/** What a withdrawal is told by: what notify knows of the person, what they switched off, and what they are still to be sent. */
export interface NoticesNow {
  /** Null: no fact of theirs has arrived yet. */
  readonly recipient: Recipient | null;
  readonly preferences: Preferences;
  readonly pending: readonly Pending[];
  /** Kinds that come once, of those this person has had. */
  readonly behind: readonly NoticeKind[];
  readonly at: Date;
}

/** They come once in the life of an account: of one that is behind nothing stops. */
export const onceKinds: readonly NoticeKind[] = ['WELCOME', 'PIN_VERIFIED'];

/**
 * What a withdrawal does to each notice that this person may get, by the rules by which they are sent: first those that stop,
 * with the ways they come on and how many are on their way, then those that stay. What does not come at present and would come again
 * (after a renewal, a block, a restriction) stops too, and says that it is paused.
 */
export function affectedNotices(locale: Locale, now: NoticesNow): AffectedNotice[] {
  const { recipient, preferences } = now;
  const kinds = (Object.keys(NAMES) as AccountKind[]).filter(
    (kind) => !now.behind.includes(kind) && !NEVER.includes(comes(kind, recipient)),
  );
  const all = kinds.map((kind): AffectedNotice => {
    const { basis, email, sms } = ruleOf(kind);
    if (basis === 'REQUEST') throw new Error('no account is told what a registration asked for');
    return {
      ...{ kind, name: textIn(locale, NAMES[kind]), stops: !isMandatory(kind), text: textIn(locale, WHY[basis]) },
      email: email ? allows(preferences, kind, 'EMAIL') : null,
      sms: sms === 'never' ? null : allows(preferences, kind, 'SMS'),
      paused: PAUSED.includes(comes(kind, recipient)),
      pending: onTheirWay(kind, now),
    };
  });
  return [...all.filter(({ stops }) => stops), ...all.filter(({ stops }) => !stops)];
}

const PAUSED: readonly Entitlement[] = ['RENEWAL_DUE', 'BLOCKED', 'RESTRICTED'];
/** Of somebody who left already, or is gone, nothing stops. */
const NEVER: readonly Entitlement[] = ['WITHDRAWN', 'ERASED'];

/** A consent that is still under way is on its way to live. */
const comes = (kind: NoticeKind, recipient: Recipient | null): Entitlement =>
  recipient === null ? 'NOT_YET_KNOWN' : entitlement(kind, recipient);

/** Notices, by whatever ways, that a sender would not skip as things stand. */
function onTheirWay(kind: NoticeKind, { recipient, preferences, pending, at }: NoticesNow): number {
  const coming = pending.filter(
    (one) => one.kind === kind && decideSend({ ...one, recipient, preferences, now: at }).do !== 'skip',
  );
  return new Set(coming.map(({ noticeId }) => noticeId)).size;
}
