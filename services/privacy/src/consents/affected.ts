import type { DepositState } from '@belgi/contracts';
import type { Texts } from '@belgi/subgraph';

/** States of an entry that a withdrawal may find. */
export type OpenState = 'DEPOSIT_DUE' | 'ENTERED' | 'LEADING' | 'OUTBID' | 'WON' | 'RESERVED' | 'RELEASED';

/** An entry of the person that is not over, or whose deposit has yet to come back. */
export interface OpenEntry {
  readonly entryId: string;
  readonly lotId: string;
  readonly plateNumber: string;
  readonly state: OpenState;
  /** Tyiyn. */
  readonly amountDue: bigint | null;
  readonly dueAt: Date | null;
  /** Tyiyn. Null: told by facts from before they said so. */
  readonly deposit: { readonly amount: bigint; readonly state: DepositState } | null;
}

/** What becomes of a lot that the person takes part in. */
export const LOT_EFFECTS = {
  BID_BINDS: {
    ky: 'Сунушуңуз алдыда: кайтарып алгандан кийин да күчүндө калат. Лот ушундай жабылса, төлөөгө милдеттүүсүз.',
    ru: 'Ваша ставка лидирует и остаётся обязательной после отзыва: если лот так и закроется, вы должны оплатить.',
    en: 'Your bid leads and stays binding after you withdraw: if the lot closes like this, you owe the payment.',
  },
  PAYMENT_BINDS: {
    ky: 'Лотту уттуңуз: кайтарып алуу төлөөдөн бошотпойт. Төлөп, күбөлүктү чектелген сеанста да ала аласыз.',
    ru: 'Вы выиграли лот: отзыв не освобождает от оплаты. Оплатить и получить сертификат можно и в ограниченном сеансе.',
    en: 'You have won the lot: withdrawing does not free you from paying. A restricted session lets you pay and get the certificate.',
  },
  RESERVATION_STANDS: {
    ky: 'Номерди ээлеп турасыз: көрсөтүлгөн убакытка чейин чектелген сеанста да төлөп ала аласыз. Төлөбөсөңүз, эч нерсе карыз эмессиз.',
    ru: 'Номер за вами забронирован: до указанного времени его можно оплатить и в ограниченном сеансе. Если не оплатите, вы ничего не должны.',
    en: 'You hold the plate: until the time named you can pay for it, in a restricted session too. If you do not, you owe nothing.',
  },
  BIDDING_ENDS: {
    ky: 'Бул лотто мындан ары сунуш киргизе албайсыз; катышууңуз лот жабылганда утуусуз аяктайт.',
    ru: 'Ставок в этом лоте вы больше не сделаете; участие закончится без выигрыша, когда лот закроется.',
    en: 'You can bid on this lot no more; your part in it ends without a win when the lot closes.',
  },
  ENTRY_LAPSES: {
    ky: 'Депозит төлөнө элек: катышуу башталбайт. Азыр төлөсөңүз да, сунуш киргизе албайсыз.',
    ru: 'Депозит не внесён: участие не начнётся. Даже внеся его, ставок вы не сделаете.',
    en: 'The deposit is not paid: taking part does not begin. Even if you pay it, you can place no bid.',
  },
} as const satisfies Record<string, Texts>;
export type LotEffectCode = keyof typeof LOT_EFFECTS;

/** What becomes of money that is at stake. */
export const PAYMENT_EFFECTS = {
  PRICE_DUE: {
    ky: 'Бул сумманы көрсөтүлгөн убакытка чейин төлөшүңүз керек.',
    ru: 'Эту сумму нужно оплатить до указанного времени.',
    en: 'This is to be paid until the time named.',
  },
  PRICE_OF_RESERVATION: {
    ky: 'Бул сумманы көрсөтүлгөн убакытка чейин төлөсөңүз, номер сиздики; милдеттүү эмессиз.',
    ru: 'Если оплатить эту сумму до указанного времени, номер ваш; обязанности платить нет.',
    en: 'Paid until the time named, this buys the plate; you need not.',
  },
  DEPOSIT_GOES_TO_PRICE: {
    ky: 'Депозит баанын эсебине кирет; мөөнөтүндө төлөбөсөңүз, кайтарылбайт.',
    ru: 'Депозит войдёт в цену; если не оплатить в срок, он не возвращается.',
    en: 'The deposit becomes part of the price; if you do not pay in time, it is lost.',
  },
  DEPOSIT_BOUND: {
    ky: 'Депозит алдыдагы сунушту камсыздайт: утсаңыз баага кирет, сизден ашырса же лот жокко чыгарылса кайтарылат.',
    ru: 'Депозит обеспечивает лидирующую ставку: при выигрыше он войдёт в цену, если вас перебьют или лот отменят – вернётся.',
    en: 'The deposit stands behind the leading bid: it becomes part of the price if you win, and comes back if you are outbid or the lot is cancelled.',
  },
  DEPOSIT_RETURNS_AT_CLOSE: {
    ky: 'Депозит лот жабылганда кайтарылат.',
    ru: 'Депозит вернётся, когда лот закроется.',
    en: 'The deposit comes back when the lot closes.',
  },
  DEPOSIT_RETURNING: {
    ky: 'Депозит кайтарылып жатат; кайтарып алуу муну токтотпойт.',
    ru: 'Депозит уже возвращается; отзыв этому не мешает.',
    en: 'The deposit is on its way back; withdrawing does not stop it.',
  },
} as const satisfies Record<string, Texts>;
export type PaymentEffectCode = keyof typeof PAYMENT_EFFECTS;

/** What a withdrawal does to the entry's lot; undefined when the lot is over for the person. */
export function lotEffect({ state }: Pick<OpenEntry, 'state'>): LotEffectCode | undefined {
  const effects: Record<OpenState, LotEffectCode | undefined> = {
    DEPOSIT_DUE: 'ENTRY_LAPSES',
    ENTERED: 'BIDDING_ENDS',
    OUTBID: 'BIDDING_ENDS',
    LEADING: 'BID_BINDS',
    WON: 'PAYMENT_BINDS',
    RESERVED: 'RESERVATION_STANDS',
    RELEASED: undefined,
  };
  return effects[state];
}

export interface AffectedPayment {
  readonly code: PaymentEffectCode;
  /** Tyiyn. */
  readonly amount: bigint;
  /** When it is due; null where the close of the lot decides. */
  readonly dueAt: Date | null;
}

/** Money of one entry: what is due first, then the deposit. */
export function paymentEffects({ state, amountDue, dueAt, deposit }: OpenEntry): AffectedPayment[] {
  const code = state === 'RESERVED' ? 'PRICE_OF_RESERVATION' : 'PRICE_DUE';
  const owed: AffectedPayment[] = amountDue === null ? [] : [{ code, amount: amountDue, dueAt }];
  if (deposit === null || deposit.state === 'NONE') return owed;
  return [...owed, { code: depositEffect(state, deposit.state), amount: deposit.amount, dueAt: null }];
}

function depositEffect(state: OpenState, deposit: 'HELD' | 'RETURNING'): PaymentEffectCode {
  if (deposit === 'RETURNING') return 'DEPOSIT_RETURNING';
  if (state === 'WON') return 'DEPOSIT_GOES_TO_PRICE';
  return state === 'LEADING' ? 'DEPOSIT_BOUND' : 'DEPOSIT_RETURNS_AT_CLOSE';
}
