/** What is refused of letters, requests, decisions and reads, in the three languages. */
export const disclosureTexts = {
  // Letters and requests
  LETTER_UNKNOWN: {
    ky: 'Каттын файлы табылган жок же ал буга чейин колдонулган.',
    ru: 'Файл письма не найден или уже использован.',
    en: 'The letter file was not found or has been used already.',
  },
  FIELD_EMPTY: {
    ky: 'Сурамдын бардык талаалары толтурулушу керек.',
    ru: 'Все поля запроса должны быть заполнены.',
    en: 'Every field of the request must be filled in.',
  },
  FIELD_TOO_LONG: {
    ky: 'Талаалардын бири өтө узун.',
    ru: 'Одно из полей слишком длинное.',
    en: 'One of the fields is too long.',
  },
  LETTER_DATE_INVALID: {
    ky: 'Каттын датасы жараксыз же келечекте.',
    ru: 'Дата письма неверна или в будущем.',
    en: 'The date of the letter is not valid or lies ahead.',
  },
  LEGAL_ACT_REQUIRED: {
    ky: 'Сурам кайсы актынын кайсы беренесине таянарын көрсөтүңүз.',
    ru: 'Укажите акт и статью, на которых основан запрос.',
    en: 'Name the act and the article that the request rests on.',
  },
  CHANNEL_INVALID: {
    ky: 'Кагаз катты кызматкер киргизет, орган өз катын өзү жөнөтөт.',
    ru: 'Бумажное письмо вносит сотрудник, а орган направляет своё письмо сам.',
    en: 'A paper letter is entered by an officer; an agency sends its letter itself.',
  },
  CATEGORIES_EMPTY: {
    ky: 'Суралган маалыматтын түрлөрү көрсөтүлгөн эмес.',
    ru: 'Не указаны запрашиваемые категории сведений.',
    en: 'No category of data is asked for.',
  },
  SUBJECTS_EMPTY: {
    ky: 'Сурам кимге тиешелүү экени көрсөтүлгөн эмес.',
    ru: 'Не указано, о ком запрос.',
    en: 'The request names no person.',
  },
  TOO_MANY_SUBJECTS: {
    ky: 'Бир катта эң көбү {max} адам болушу мүмкүн; жапырт сурамдар кабыл алынбайт.',
    ru: 'В одном письме может быть не более {max} лиц; массовые запросы не принимаются.',
    en: 'A letter may name {max} persons at most; bulk requests are refused.',
  },
  PIN_INVALID: {
    ky: 'ПИН туура эмес: жеке адамдын 14 орундуу ПИНи керек.',
    ru: 'Неверный ПИН: нужен 14-значный ПИН физического лица.',
    en: 'A PIN is not valid: the 14-digit PIN of a natural person is needed.',
  },
  PERIOD_REQUIRED: {
    ky: 'Тарых суралганда кайсы күндөр үчүн экени көрсөтүлөт.',
    ru: 'Для истории нужно указать, за какие дни.',
    en: 'A history is asked for of certain days: name them.',
  },
  PERIOD_INVALID: {
    ky: 'Мезгил туура эмес: башталышы аягынан кеч, же күн келе элек.',
    ru: 'Период неверен: начало позже конца, или день ещё не наступил.',
    en: 'The period is not valid: it begins after its end, or a day of it is still to come.',
  },
  PERIOD_TOO_LONG: {
    ky: 'Мезгил өтө узун: эң көбү {max} күн.',
    ru: 'Период слишком длинный: не более {max} дней.',
    en: 'The period is too long: {max} days at most.',
  },
  TERM_OUT_OF_RANGE: {
    ky: 'Мөөнөт 1 күндөн {max} күнгө чейин болушу керек.',
    ru: 'Срок должен быть от 1 до {max} дней.',
    en: 'The term must be between 1 and {max} days.',
  },
  READS_OUT_OF_RANGE: {
    ky: 'Окуулардын саны 1ден {max}гө чейин болушу керек.',
    ru: 'Число обращений должно быть от 1 до {max}.',
    en: 'The number of reads must be between 1 and {max}.',
  },
  // Deciding
  REQUEST_UNKNOWN: { ky: 'Мындай сурам жок.', ru: 'Такого запроса нет.', en: 'There is no such request.' },
  REQUEST_NOT_OPEN: {
    ky: 'Бул сурам боюнча чечим кабыл алынган.',
    ru: 'По этому запросу решение уже принято.',
    en: 'This request has been decided already.',
  },
  NOT_PREPARED: {
    ky: 'Адегенде башка кызматкер чечимди даярдашы керек.',
    ru: 'Сначала решение должен подготовить другой сотрудник.',
    en: 'Another officer must prepare the decision first.',
  },
  SECOND_PERSON_REQUIRED: {
    ky: 'Чечимди экинчи адам кабыл алат: сурамды берген же даярдаган адам чече албайт.',
    ru: 'Решение принимает второе лицо: не тот, кто подал запрос или подготовил решение.',
    en: 'A second person decides: never the one who filed the request or prepared the decision.',
  },
  REASON_REQUIRED: {
    ky: 'Чечимдин негизин жазыңыз.',
    ru: 'Укажите основание решения.',
    en: 'State the reason for the decision.',
  },
  CATEGORY_NOT_REQUESTED: {
    ky: 'Суралбаган маалыматка уруксат берүүгө болбойт.',
    ru: 'Нельзя разрешить то, о чём не просили.',
    en: 'What was not asked for cannot be granted.',
  },
  CATEGORY_WITHOUT_READER: {
    ky: 'Маалыматтын бул түрүн эч бир кызмат бере албайт, ошондуктан ага уруксат берилбейт.',
    ru: 'Эту категорию сведений не может выдать ни одна служба, поэтому разрешить её нельзя.',
    en: 'No service can hand out this category, so it cannot be granted.',
  },
  SUBJECT_NOT_REQUESTED: {
    ky: 'Сурамда бул адам жок.',
    ru: 'В запросе этого лица нет.',
    en: 'The request does not name this person.',
  },
  PERIOD_NOT_REQUESTED: {
    ky: 'Суралбаган күндөрдүн маалыматына уруксат берүүгө болбойт.',
    ru: 'Нельзя разрешить сведения за дни, о которых не просили.',
    en: 'Data of days that were not asked for cannot be granted.',
  },
  REMOVAL_UNKNOWN: {
    ky: 'Себеп көрсөтүлгөн нерсе алынып салынган эмес.',
    ru: 'Причина указана для того, что не исключено.',
    en: 'A reason is given for something that is not left out.',
  },
  DELAY_NOT_ALLOWED: {
    ky: 'Бул берене кабарлоону кийинкиге калтырууга уруксат бербейт.',
    ru: 'Эта статья не позволяет отложить уведомление.',
    en: 'This article does not let a notice wait.',
  },
  DELAY_TERM_OUT_OF_RANGE: {
    ky: 'Кабарлоону 1 күндөн {max} күнгө чейин калтырса болот.',
    ru: 'Отложить уведомление можно на срок от 1 до {max} дней.',
    en: 'A notice may wait between 1 and {max} days.',
  },
  DELAY_REVIEW_INVALID: {
    ky: 'Кайра кароо күнү эртеңден мөөнөттүн аягына чейин болушу керек.',
    ru: 'День пересмотра должен быть позже сегодняшнего и раньше конца срока.',
    en: 'The day of review lies after today and before the delay ends.',
  },
  DELAY_NOT_IN_FORCE: {
    ky: 'Бул сурам боюнча кабарлоо калтырылган эмес.',
    ru: 'По этому запросу уведомление не отложено.',
    en: 'No notice of this request waits.',
  },
  DELAY_NEVER_EXTENDED: {
    ky: 'Кайра кароо чечилген мөөнөттү узарта албайт.',
    ru: 'Пересмотр не может продлить установленный срок.',
    en: 'A review never extends a delay beyond what was decided.',
  },
  DELAY_DECIDER_CANNOT_CARRY_ON: {
    ky: 'Кабарлоону андан ары калтырууну чечим кабыл алган адам эмес, башка кызматкер гана улантат.',
    ru: 'Продолжить отсрочку может только другой сотрудник: не тот, кто её назначил.',
    en: 'Somebody else carries a delay on: never the one who decided it.',
  },
  DELAY_REVIEW_OUT_OF_TIME: {
    ky: 'Калтырууну кайра кароо күнүнө чейинки {days} күндүн ичинде гана улантса болот.',
    ru: 'Продолжить отсрочку можно только в последние {days} дней перед днём пересмотра.',
    en: 'A delay is carried on in the {days} days before its day of review only.',
  },
  WIDER_THAN_PREPARED: {
    ky: 'Чечим даярдалгандан кенен болбошу керек.',
    ru: 'Решение не может быть шире подготовленного.',
    en: 'A decision cannot be wider than what was prepared.',
  },
  // Reading
  GRANT_NOT_IN_TOKEN: {
    ky: 'Токен бул уруксат үчүн берилген эмес. Уруксатты authorization_details ичинде көрсөтүп, жаңы токен алыңыз.',
    ru: 'Токен выдан не для этого разрешения. Получите токен, указав разрешение в authorization_details.',
    en: 'The token is not for this grant. Get one that names the grant in authorization_details.',
  },
  KEY_REUSED: {
    ky: 'Бул ачкыч колдонулуп бүткөн. Жаңы ачкыч менен кайталаңыз: ал жаңы окуу болуп эсептелет.',
    ru: 'Этот ключ уже использован. Повторите с новым ключом: это будет новым обращением.',
    en: 'This key is used up. Repeat with a new key, which counts as a new read.',
  },
  GRANT_UNKNOWN: { ky: 'Мындай уруксат жок.', ru: 'Такого разрешения нет.', en: 'There is no such grant.' },
  GRANT_NOT_YET: {
    ky: 'Уруксат азырынча күчүнө кире элек.',
    ru: 'Разрешение ещё не действует.',
    en: 'The grant is not valid yet.',
  },
  GRANT_EXPIRED: {
    ky: 'Уруксаттын мөөнөтү бүттү.',
    ru: 'Срок разрешения истёк.',
    en: 'The grant has expired.',
  },
  GRANT_REVOKED: {
    ky: 'Уруксат кайтарып алынган.',
    ru: 'Разрешение отозвано.',
    en: 'The grant was revoked.',
  },
  GRANT_SPENT: {
    ky: 'Уруксат берилген окуулар түгөндү.',
    ru: 'Разрешённое число обращений исчерпано.',
    en: 'The permitted reads are used up.',
  },
  SUBJECT_NOT_IN_GRANT: {
    ky: 'Бул адам уруксатта көрсөтүлгөн эмес.',
    ru: 'Это лицо в разрешении не указано.',
    en: 'The grant does not name this person.',
  },
} as const;
