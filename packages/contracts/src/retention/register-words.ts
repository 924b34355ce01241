import type { Duty, Locale, Purpose } from '../values.js';
import type { Recipient, SecurityMeasure } from './register.js';
import type { DataArray, DataSource, KeepReason, RetentionCategory, RetentionEnd } from './rule.js';
import type { RetentionStart, TermUnit } from './terms.js';

export type Words = Readonly<Record<Locale, string>>;
const words = (KY: string, RU: string, EN: string): Words => ({ KY, RU, EN });
type Named<Code extends string> = Readonly<Record<Code, Words>>;

/** What the register says of each code, in the three languages. */
export const registerWords = {
  arrays: {
    USERS: words('Системанын колдонуучулары', 'Пользователи системы', 'Users of the system'),
    CONSENTS: words(
      'Макулдуктар, укуктар жана кайрылуулар',
      'Согласия, права и обращения',
      'Consents, rights and inquiries',
    ),
    OFFICIAL_REQUESTS: words(
      'Мамлекеттик органдардын расмий суроо-талаптары',
      'Официальные запросы государственных органов',
      'Official requests of state bodies',
    ),
    PARTICIPATION: words(
      'Аукционго катышуу жана төлөмдөр',
      'Участие в аукционе и платежи',
      'Participation and payments',
    ),
    NOTICES: words('Билдирүүлөр', 'Уведомления', 'Notices'),
    STAFF: words('Кызматкерлер', 'Сотрудники', 'Staff'),
  } satisfies Named<DataArray>,
  categories: {
    NAME: words('аты-жөнү', 'фамилия, имя, отчество', 'full name'),
    PIN: words(
      'жеке идентификациялык номер (ПИН)',
      'персональный идентификационный номер (ПИН)',
      'personal number (PIN)',
    ),
    ID_DOCUMENT: words('инсандыкты ырастаган документ', 'документ, удостоверяющий личность', 'identity document'),
    PHONE: words('телефон номери', 'номер телефона', 'telephone number'),
    EMAIL: words('электрондук почта', 'электронная почта', 'e-mail'),
    ADDRESS: words('дареги', 'адрес', 'address'),
    BID_HISTORY: words('аукционго катышуу', 'участие в аукционе', 'participation in auctions'),
    PAYMENT: words('төлөмдөр', 'платежи', 'payments'),
    CONSENT_HISTORY: words('макулдуктардын тарыхы', 'история согласий', 'history of consents'),
    ACCOUNT: words('эсептик жазуунун абалы', 'состояние учётной записи', 'state of the account'),
    DISCLOSURE_HISTORY: words('маалыматты ким караганы', 'кто смотрел данные', 'who looked at the data'),
    NOTICE: words('жөнөтүлгөн билдирүүлөр', 'отправленные уведомления', 'notices sent'),
    CORRESPONDENCE: words('каттар жана кайрылуулар', 'письма и обращения', 'letters and inquiries'),
    SECURITY: words('кирүүлөр жана сессиялар', 'входы и сессии', 'sign-ins and sessions'),
    STAFF: words('кызматкердин ролу жана чечимдери', 'роль и решения сотрудника', 'roles and decisions of staff'),
  } satisfies Named<RetentionCategory>,
  sources: {
    PERSON: words('адамдын өзү', 'сам человек', 'the person'),
    PORTAL: words('мамлекеттик портал', 'государственный портал', 'the state portal'),
    AGENCY: words('мамлекеттик орган', 'государственный орган', 'a state body'),
    BANK: words('банк', 'банк', 'the bank'),
    STAFF: words('кызматкер', 'сотрудник', 'staff'),
    USE: words('системаны колдонуу', 'использование системы', 'use of the system'),
  } satisfies Named<DataSource>,
  purposes: {
    IDENTIFICATION: words(
      'келишимдин тарабын аныктоо',
      'идентификация стороны договора',
      'to identify a party to a contract',
    ),
    COMMUNICATION: words('колдонуучу менен байланыш', 'связь с пользователем', 'to communicate with the user'),
    STATISTICS: words('аты-жөнү жок статистика', 'обезличенная статистика', 'statistics without names'),
    VERIFICATION: words('берилген маалыматты текшерүү', 'проверка сообщённых сведений', 'to verify what was given'),
  } satisfies Named<Purpose>,
  duties: {
    OFFICIAL_REQUEST: words(
      'ыйгарым укуктуу органдын расмий каты',
      'официальный запрос уполномоченного органа',
      'official request of an authorised body',
    ),
    SECURITY: words('коопсуздук', 'безопасность', 'security'),
    PERSONS_OWN_RIGHTS: words('адамдын өз укуктары', 'собственные права человека', 'the person’s own rights'),
  } satisfies Named<Duty>,
  starts: {
    RECORDED: words('жазылган учур', 'момент записи', 'when it was recorded'),
    EXPIRED: words('мөөнөтү бүткөн учур', 'истечение срока действия', 'when it expired'),
    WITHDRAWN: words(
      'макулдук кайтарылып, бир да келишим калбаган учур',
      'отзыв согласия, когда нет действующего договора',
      'the withdrawal of consent, once no contract runs',
    ),
    CONSENT_WITHDRAWN: words(
      'макулдук кайтарылып, адамдын ачкычы жок кылынган учур',
      'отзыв согласия, когда ключ человека уничтожен',
      'the withdrawal of consent, once the person’s key is destroyed',
    ),
    DISPUTE_DECIDED: words('талаш боюнча чечим', 'решение по спору', 'the decision of the dispute'),
    CASE_CLOSED: words('иштин аяктаганы', 'окончание дела', 'the end of the case'),
    ANSWERED: words('кайрылууга жооп', 'ответ на обращение', 'the answer to the inquiry'),
    LOT_CLOSED: words('лоттун жабылышы', 'закрытие лота', 'the close of the lot'),
    LOT_SETTLED: words('лот боюнча эсептешүү', 'расчёт по лоту', 'the settlement of the lot'),
    DELIVERY_ENDED: words(
      'билдирүү жөнөтүлгөн учур',
      'отправка сообщения',
      'when the message went out or was given up',
    ),
    RESOLVED: words('каралып бүткөн учур', 'окончание обработки', 'when it was dealt with'),
    PUBLISHED: words('берилген учур', 'передача', 'when it was published'),
    COUNTED: words('эсептелген учур', 'подсчёт', 'when it was counted'),
    ROLE_ENDED: words('ролдун бүткөнү', 'окончание роли', 'the end of the role'),
  } satisfies Named<RetentionStart>,
  ends: {
    DELETE_ROWS: words('өчүрүлөт', 'удаляется', 'deleted'),
    DESTROY_KEY: words('шифр ачкычы жок кылынат', 'уничтожается ключ шифрования', 'the encryption key is destroyed'),
    ANONYMISE: words('адам менен байланышы үзүлөт', 'обезличивается', 'made anonymous'),
    KEEP: words('сакталат', 'сохраняется', 'kept'),
  } satisfies Named<RetentionEnd['act']>,
  keeps: {
    HASH_ALONE: words(
      'хэш гана калат, мазмуну ачкыч менен кошо жок болот',
      'остаётся только хеш; содержание исчезает вместе с ключом',
      'a hash alone stays; the words go with the key',
    ),
    PUBLISHED_DOCUMENT: words('жарыяланган документ', 'опубликованный документ', 'a published document'),
    NUMBER_ALONE: words(
      'лоттогу номер гана калат, адам менен байланышы үзүлгөн',
      'остаётся только номер в лоте; связь с человеком разорвана',
      'a number in the lot alone stays; its link to a person is cut',
    ),
    ANSWERED_RIGHT: words(
      'укук боюнча кайрылуу болуп, жооп берилгени; сөздөрү ачкыч менен кошо жок болот',
      'что обращение за правом было и ответ дан; слова исчезают вместе с ключом',
      'that a right was asked for and answered; its words go with the key',
    ),
    TOMBSTONE: words(
      'эч кимдики болбогон номер: кеч келген кабар адамды кайра жаратпасын',
      'номер, который никому не принадлежит: чтобы запоздавшее сообщение ничего не создало заново',
      'a number of nobody: so that nothing told late makes anything anew',
    ),
    STATE_OF_NOBODY: words('лоттун өз маалыматы', 'сведения о самом лоте', 'what is known of the lot itself'),
  } satisfies Named<KeepReason>,
  recipients: {
    BANK: words(
      'банк: буйрутманын ачык эмес номери жана сумма',
      'банк: обезличенный номер заказа и сумма',
      'the bank: an opaque order number and an amount',
    ),
    MESSENGERS: words(
      'почта жана SMS жеткирүүчүлөр: дарек жана билдирүүнүн тексти',
      'операторы почты и SMS: адрес и текст сообщения',
      'providers of mail and SMS: address and text of the message',
    ),
    PORTAL: words(
      'мамлекеттик портал: кирүү сурамы',
      'государственный портал: запрос на вход',
      'the state portal: the sign-in request',
    ),
    AGENCY: words(
      'ыйгарым укуктуу мамлекеттик орган: расмий кат боюнча чечим менен гана (3.4)',
      'уполномоченный государственный орган: только по решению на официальный запрос (п. 3.4)',
      'an authorised state body: only by a decision on its official letter (clause 3.4)',
    ),
  } satisfies Named<Recipient>,
  measures: {
    ACCESS: words(
      'уруксатсыз кирүүдөн: ар бир талаа боюнча тыюу, максаты көрсөтүлгөн окуу, ар бир адам үчүн өзүнчө шифр ачкычы',
      'от неправомерного доступа: запрет по умолчанию для каждого поля, чтение с указанием цели, отдельный ключ шифрования на человека',
      'against access: default deny per field, reading for a stated purpose, an encryption key per person',
    ),
    DESTRUCTION: words(
      'жок кылуудан: камдык көчүрмөлөр, тарыхтын өчүрүлбөстүгү',
      'от уничтожения: резервные копии, неудаляемая история',
      'against destruction: backups, history that refuses deletion',
    ),
    CHANGE: words(
      'өзгөртүүдөн: кошууга гана ачык журнал жана криптографиялык далилдер',
      'от изменения: журнал только на добавление и криптографические доказательства',
      'against change: an append-only ledger with cryptographic proofs',
    ),
    BLOCKING: words(
      'бөгөттөөдөн: сурамдардын чеги, көчүрмө процесстер',
      'от блокирования: ограничение частоты запросов, запасные экземпляры процессов',
      'against blocking: rate limits, replicas of every process',
    ),
    COPYING: words(
      'көчүрүүдөн: жапырт берүү жок, ар бир окуу адамга көрсөтүлөт',
      'от копирования: массовая выдача невозможна, каждое чтение показывается человеку',
      'against copying: nothing is handed out in bulk, every reading is shown to the person',
    ),
    DISTRIBUTION: words(
      'таратуудан: окуяларда жана журналдарда жеке маалымат жок',
      'от распространения: в событиях и журналах нет персональных данных',
      'against distribution: no personal data in events and logs',
    ),
  } satisfies Named<SecurityMeasure>,
  units: {
    HOURS: words('саат', 'ч', 'h'),
    DAYS: words('күн', 'дн.', 'days'),
    WORKING_DAYS: words('жумуш күнү', 'раб. дн.', 'working days'),
    YEARS: words('жыл', 'г. (лет)', 'years'),
  } satisfies Named<TermUnit>,
  acts: {
    'KG-2008-58': words(
      'Жеке мүнөздөгү маалымат жөнүндө Кыргыз Республикасынын Мыйзамы',
      'Закон Кыргызской Республики «Об информации персонального характера»',
      'Law of the Kyrgyz Republic on information of a personal nature',
    ),
  } as Readonly<Record<string, Words>>,
  holder: words(
    'Belgi онлайн-аукционун жүргүзгөн мамлекеттик ишкана (саясаттагы Оператор)',
    'Государственное предприятие, проводящее онлайн-аукцион Belgi (Оператор по политике)',
    'The state enterprise that runs the Belgi online auction (the Operator of the policy)',
  ),
  responsible: words(
    'Оператордун жеке маалыматтар боюнча кызматкери; суроолор боюнча 119 байланыш борбору',
    'Сотрудник Оператора, ответственный за персональные данные; вопросы — колл-центр 119',
    'The privacy officer of the Operator; questions go to call centre 119',
  ),
} as const;
