import { type ErasureObstacle, type Locale, localTimeOf } from '@belgi/contracts';

/** What stands against an erasure, in the person's language; `{plate}`, `{amount}` in som, `{due}` in Bishkek's time. */
const obstacles: Readonly<Record<Locale, Readonly<Record<ErasureObstacle['reason'], string>>>> = {
  KY: {
    LEADING: '{plate}: сунушуңуз алдыда, лот бүткөнчө милдеттүү.',
    AWAITING_PAYMENT: '{plate}: лотту уттуңуз, төлөм күтүлүүдө: {amount} сом, {due} чейин.',
    DEPOSIT_HELD: '{plate}: күрөө төлөмүңүз кармалып турат жана азырынча кайтарыла элек.',
    RESERVED: '{plate}: номерди {due} чейин ээлеп турасыз.',
    PAYMENT_RETURNING: '{plate}: кеч келген төлөмүңүз азырынча кайтарыла элек.',
  },
  RU: {
    LEADING: '{plate}: ваша ставка лидирует и обязывает до завершения лота.',
    AWAITING_PAYMENT: '{plate}: лот выигран, ожидается оплата: {amount} сом до {due}.',
    DEPOSIT_HELD: '{plate}: ваш задаток удерживается и ещё не возвращён.',
    RESERVED: '{plate}: номер забронирован за вами до {due}.',
    PAYMENT_RETURNING: '{plate}: ваш опоздавший платёж ещё не возвращён.',
  },
  EN: {
    LEADING: '{plate}: your bid leads and binds until the lot is over.',
    AWAITING_PAYMENT: '{plate}: you won the lot and its payment is due: {amount} som by {due}.',
    DEPOSIT_HELD: '{plate}: your deposit is held and has not gone back yet.',
    RESERVED: '{plate}: you hold the plate until {due}.',
    PAYMENT_RETURNING: '{plate}: your payment that came too late has not gone back yet.',
  },
};

/** A legal hold: what is asked to go must not go yet. */
const hold: Readonly<Record<Locale, string>> = {
  KY: 'мыйзам боюнча маалыматты сактоо талап кылынган.',
  RU: 'по закону данные велено сохранять.',
  EN: 'the law demands that the data be kept for now (a legal hold).',
};

const frame: Readonly<Record<Locale, { readonly refused: string; readonly granted: string }>> = {
  KY: {
    refused: 'Келишим жүрүп жатканда өчүрүүгө болбойт. Буга тоскоол: {list} Бүткөндөн кийин кайра кайрылыңыз.',
    granted: 'Сизди эч нерсе байлабайт: маалыматыңыз бардык кызматтарда жок кылынат.',
  },
  RU: {
    refused:
      'Пока действует договор, удалить данные нельзя. Этому мешает: {list} Обратитесь снова, когда это завершится.',
    granted: 'Вас ничто не связывает: ваши данные уничтожаются во всех службах.',
  },
  EN: {
    refused: 'Nothing can be erased while a contract runs. What stands against it: {list} Ask again when that is over.',
    granted: 'Nothing binds you any more: your data is destroyed in every service.',
  },
};

/** Names each lot and payment. */
export function refusalReason(locale: Locale, held: boolean, found: readonly ErasureObstacle[]): string {
  const list = found.map((one) =>
    obstacles[locale][one.reason]
      .replace('{plate}', one.plateNumber)
      .replace('{amount}', som(one.amountDue))
      .replace('{due}', local(one.dueAt)),
  );
  return frame[locale].refused.replace('{list}', () => [...list, ...(held ? [hold[locale]] : [])].join(' '));
}

export const grantedReason = (locale: Locale): string => frame[locale].granted;

function som(tyiyn: string | null): string {
  if (tyiyn === null) return '–';
  const padded = tyiyn.padStart(3, '0');
  return `${padded.slice(0, -2)}.${padded.slice(-2)}`;
}

function local(instant: string | null): string {
  if (instant === null) return '–';
  return localTimeOf(new Date(instant)).slice(0, 16).replace('T', ' ');
}
