import { defineRefusals } from '@belgi/subgraph';

/** Every expected "no" of the auction, in the order in which they are asked. Amounts in messages are in som. */
export const refusals = defineRefusals({
  RATE_LIMITED: {
    ky: 'Өтө көп сунуш берилди. Бир аздан кийин кайра аракет кылыңыз.',
    ru: 'Слишком много ставок подряд. Подождите немного и повторите.',
    en: 'Too many bids in a row. Wait a moment and try again.',
  },
  BUSY: {
    ky: 'Бул лотко азыр өтө көп сунуш келип жатат. Сунушуңуз каралган жок, кайра жөнөтүңүз.',
    ru: 'Сейчас на этот лот слишком много ставок. Ваша не рассматривалась, отправьте её ещё раз.',
    en: 'Too many bids arrive for this lot right now. Yours was not looked at: send it again.',
  },
  KEY_REUSED: {
    ky: 'Бул ачкыч менен башка сунуш берилген. Жаңы сунуш үчүн жаңы ачкыч керек.',
    ru: 'С этим ключом уже отправлена другая ставка. Новой ставке нужен новый ключ.',
    en: 'Another bid was sent under this key. A new bid needs a new key.',
  },
  LOT_UNKNOWN: { ky: 'Мындай лот жок.', ru: 'Такого лота нет.', en: 'There is no such lot.' },
  LOT_AT_FIXED_PRICE: {
    ky: 'Бул лот туруктуу баада сатылат: аны ээлеп, төлөңүз.',
    ru: 'Этот лот продаётся по твёрдой цене: забронируйте его и оплатите.',
    en: 'This lot is sold at a fixed price: reserve it and pay.',
  },
  LOT_IS_AUCTIONED: {
    ky: 'Бул лот аукциондо сатылат: аны ээлөөгө болбойт, сунуш бериңиз.',
    ru: 'Этот лот продаётся на аукционе: его нельзя забронировать, делайте ставки.',
    en: 'This lot is sold by auction: it is not reserved, bid for it.',
  },
  LOT_NOT_OPEN: {
    ky: 'Бул лот боюнча соода азыр ачык эмес.',
    ru: 'Торги по этому лоту сейчас не открыты.',
    en: 'This lot is not open.',
  },
  LOT_CLOSED: {
    ky: 'Бул лот боюнча соода аяктады.',
    ru: 'Торги по этому лоту завершены.',
    en: 'Bidding for this lot has ended.',
  },
  CONSENT_REQUIRED: {
    ky: 'Катышуу үчүн күчүндөгү купуялык саясатына макул болуу керек.',
    ru: 'Чтобы участвовать, нужно согласие с действующей политикой конфиденциальности.',
    en: 'To take part, agree to the privacy policy in force.',
  },
  PROCESSING_RESTRICTED: {
    ky: 'Маалыматыңызды колдонууну чектегенсиз. Катышуу үчүн чектөөнү алыңыз.',
    ru: 'Использование ваших данных ограничено. Чтобы участвовать, снимите ограничение.',
    en: 'The use of your data is restricted. Lift the restriction to take part.',
  },
  AGREEMENT_REQUIRED: {
    ky: 'Лотко катышуу үчүн адегенде күчүндөгү колдонуучу макулдашуусун кабыл алыңыз.',
    ru: 'Чтобы записаться на лот, сначала примите действующее пользовательское соглашение.',
    en: 'To enter a lot, first accept the user agreement in force.',
  },
  BIDDER_BLOCKED: {
    ky: 'Сиздин эсебиңиз соодага катыша албайт.',
    ru: 'Ваша учётная запись не допущена к торгам.',
    en: 'Your account may not take part.',
  },
  BIDDER_IS_STAFF: {
    ky: 'Кызматкерлер соодага катыша албайт.',
    ru: 'Сотрудники не могут участвовать в торгах.',
    en: 'Staff may not take part.',
  },
  PIN_NOT_VERIFIED: {
    ky: 'Адегенде ПИНди мамлекеттик портал аркылуу ырастаңыз.',
    ru: 'Сначала подтвердите ПИН через государственный портал.',
    en: 'First verify your PIN through the state portal.',
  },
  LOT_RESERVED: {
    ky: 'Бул лотту башка адам ээлеп турат. Ал төлөбөсө, лот кайра сатыкка чыгат.',
    ru: 'Этот лот забронирован другим. Если он не заплатит, лот снова поступит в продажу.',
    en: 'Somebody else holds this lot. If they do not pay, it is for sale again.',
  },
  RESERVED_TOO_RECENTLY: {
    ky: 'Бул лотту жакында ээлеп, төлөгөн жоксуз. Бир аздан кийин кайра ээлей аласыз.',
    ru: 'Вы недавно бронировали этот лот и не оплатили. Забронировать снова можно чуть позже.',
    en: 'You reserved this lot a short while ago and did not pay. You can reserve it again a little later.',
  },
  TOO_MANY_RESERVATIONS: {
    ky: 'Бир убакта үч лоттон ашык ээлөөгө болбойт.',
    ru: 'Одновременно можно бронировать не больше трёх лотов.',
    en: 'No more than three lots are reserved at a time.',
  },
  ENTRY_REQUIRED: {
    ky: 'Адегенде лотко катталып, кепилдик төгүмдү төлөңүз.',
    ru: 'Сначала запишитесь на лот и внесите задаток.',
    en: 'First enter the lot and pay the deposit.',
  },
  ALREADY_LEADING: {
    ky: 'Сиздин сунушуңуз ансыз да алдыда.',
    ru: 'Ваша ставка и так лидирует.',
    en: 'Your bid leads already.',
  },
  BID_BELOW_MINIMUM: {
    ky: 'Эң аз сунуш: {minimum} сом.',
    ru: 'Наименьшая ставка: {minimum} сом.',
    en: 'The least bid is {minimum} som.',
  },
  BID_OFF_STEP: {
    ky: 'Сунуш {startPrice} сомдон баштап {step} сомдук кадам менен өсөт.',
    ru: 'Ставки идут от {startPrice} сом с шагом {step} сом.',
    en: 'Bids go from {startPrice} som in steps of {step} som.',
  },
  JUMP_NOT_CONFIRMED: {
    ky: 'Сунуш бааны {steps} кадамга көтөрөт; {limit} кадамдан көп болсо, ырастоо керек.',
    ru: 'Ставка поднимает цену на {steps} шагов; больше {limit} нужно подтвердить.',
    en: 'The bid raises the price by {steps} steps; more than {limit} must be confirmed.',
  },
  NOT_THE_WINNER: {
    ky: 'Бул лотту сиз уткан жоксуз.',
    ru: 'Этот лот выиграли не вы.',
    en: 'You did not win this lot.',
  },
  ALREADY_PAID: { ky: 'Бул лот төлөнгөн.', ru: 'Этот лот уже оплачен.', en: 'This lot is paid for.' },
  PAYMENT_NOT_DUE: {
    ky: 'Бул лот үчүн азыр төлөм кабыл алынбайт.',
    ru: 'По этому лоту сейчас нечего оплачивать.',
    en: 'Nothing is due for this lot now.',
  },
  BANK_UNAVAILABLE: {
    ky: 'Банк азыр жооп бербей жатат. Бир аздан кийин кайра аракет кылыңыз.',
    ru: 'Банк сейчас не отвечает. Повторите чуть позже.',
    en: 'The bank does not answer at the moment. Try again shortly.',
  },
  PLATE_INVALID: {
    ky: 'Мындай номер болушу мүмкүн эмес: аймак 01–09, үч цифра, үч латын тамгасы.',
    ru: 'Такого номера не бывает: регион 01–09, три цифры, три латинские буквы.',
    en: 'No such plate: region 01 to 09, three digits, three Latin letters.',
  },
  PRICE_INVALID: {
    ky: 'Баштапкы баа туура эмес.',
    ru: 'Недопустимая начальная цена.',
    en: 'The start price is not valid.',
  },
  STEP_INVALID: {
    ky: 'Кадам нөлдөн чоң жана баштапкы баадан ашпаган болушу керек.',
    ru: 'Шаг должен быть больше нуля и не больше начальной цены.',
    en: 'The step must be above zero and not above the start price.',
  },
  TIMES_INVALID: {
    ky: 'Убакыттар туура эмес: ачылышы келечекте, аягы андан кийин болушу керек.',
    ru: 'Недопустимое время: открытие в будущем, конец после него.',
    en: 'The times are not valid: open in the future, close after that.',
  },
  PLATE_TAKEN: {
    ky: 'Бул номер соодада же сатылган.',
    ru: 'Этот номер уже на торгах или продан.',
    en: 'This plate is on offer or sold already.',
  },
  REASON_REQUIRED: {
    ky: 'Себебин жазыңыз (500 белгиге чейин).',
    ru: 'Укажите причину (до 500 знаков).',
    en: 'Give a reason (up to 500 characters).',
  },
  LOT_NOT_CANCELLABLE: {
    ky: 'Соодасы аяктаган лот жокко чыгарылбайт.',
    ru: 'Лот, торги по которому завершены, не отменяется.',
    en: 'A lot whose bidding has ended is not cancelled.',
  },
  LOT_NOT_PAUSABLE: {
    ky: 'Соода жүрүп жаткан лот гана токтотулат.',
    ru: 'Приостановить можно только лот, по которому идут торги.',
    en: 'Only a lot whose bidding goes on is paused.',
  },
  LOT_NOT_PAUSED: {
    ky: 'Бул лот токтотулган эмес.',
    ru: 'Этот лот не приостановлен.',
    en: 'This lot is not paused.',
  },
  LOT_NOT_UNSOLD: {
    ky: 'Сатылбаган же жокко чыгарылган лот гана кайра коюлат.',
    ru: 'Снова выставить можно только непроданный или отменённый лот.',
    en: 'Only a lot that was not sold, or was cancelled, is offered again.',
  },
  RELISTED_ALREADY: {
    ky: 'Бул лот кайра коюлган.',
    ru: 'Этот лот уже выставлен снова.',
    en: 'This lot was offered again already.',
  },
  STRIKE_UNKNOWN: {
    ky: 'Мындай эскертүү жок же ал алынып салынган.',
    ru: 'Такого предупреждения нет, или оно снято.',
    en: 'There is no such strike, or it was taken back.',
  },
  APPEALED_ALREADY: {
    ky: 'Бул эскертүүгө даттануу берилген.',
    ru: 'По этому предупреждению жалоба уже подана.',
    en: 'This strike was appealed already.',
  },
  APPEAL_TOO_LATE: {
    ky: 'Даттануу мөөнөтү (30 күн) өтүп кетти.',
    ru: 'Срок обжалования (30 дней) истёк.',
    en: 'The time to appeal (30 days) has passed.',
  },
  REFERENCE_INVALID: {
    ky: 'Кайрылуунун номери туура эмес.',
    ru: 'Недопустимый номер обращения.',
    en: 'The reference of the inquiry is not valid.',
  },
  APPEAL_UNKNOWN: { ky: 'Мындай даттануу жок.', ru: 'Такой жалобы нет.', en: 'There is no such appeal.' },
  APPEAL_DECIDED: {
    ky: 'Бул даттануу боюнча чечим чыккан.',
    ru: 'По этой жалобе решение уже принято.',
    en: 'This appeal was decided already.',
  },
  PATTERN_INVALID: {
    ky: 'Аймакты, үлгүнү (мисалы, 7*7) же айкалыштын түрүн көрсөтүңүз.',
    ru: 'Укажите регион, шаблон (например, 7*7) или вид сочетания.',
    en: 'Name a region, a pattern (such as 7*7) or a kind of combination.',
  },
  PATTERN_UNKNOWN: {
    ky: 'Тизмеңизде мындай үлгү жок.',
    ru: 'Такого шаблона в вашем списке нет.',
    en: 'There is no such pattern on your list.',
  },
  WATCHED_LOTS_FULL: {
    ky: 'Тизмеде 200 лот бар. Жаңысын кошуу үчүн бирин алып салыңыз.',
    ru: 'В списке уже 200 лотов. Чтобы добавить новый, уберите один.',
    en: 'There are 200 lots on your list. Take one off to add another.',
  },
  WATCHED_PATTERNS_FULL: {
    ky: 'Тизмеде 20 үлгү бар. Жаңысын кошуу үчүн бирин алып салыңыз.',
    ru: 'В списке уже 20 шаблонов. Чтобы добавить новый, уберите один.',
    en: 'There are 20 patterns on your list. Take one off to add another.',
  },
});

export type RefusalCode = (typeof refusals.codes)[number];

/** Tyiyn as som for a message: `1250050` is `12 500.50`. Groups are parted by a no-break space. */
export function inSom(tyiyn: string): string {
  const amount = BigInt(tyiyn);
  const som = String(amount / 100n).replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0');
  const rest = amount % 100n;
  return rest === 0n ? som : `${som}.${String(rest).padStart(2, '0')}`;
}

const amounts = ['minimum', 'step', 'startPrice'];

/** Values of a decision as its message shows them. */
export function shownValues(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, amounts.includes(name) ? inSom(value) : value]),
  );
}
