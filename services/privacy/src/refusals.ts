import { defineRefusals } from '@belgi/subgraph';

/** Every expected refusal of this service, in the three languages. */
export const refusals = defineRefusals({
  // Agreeing
  EDITION_NOT_OPEN: {
    ky: 'Саясаттын бул редакциясына азыр макул болууга болбойт. Күчүндөгү редакцияны ачыңыз.',
    ru: 'С этой редакцией политики сейчас нельзя согласиться. Откройте действующую редакцию.',
    en: 'This edition of the policy is not open for agreement. Open the edition in force.',
  },
  TEXT_CHANGED: {
    ky: 'Сизге көрсөтүлгөн текст редакциянын тексти менен дал келбейт. Аны кайра окуп чыгыңыз.',
    ru: 'Показанный вам текст не совпадает с текстом редакции. Прочитайте её ещё раз.',
    en: 'The text you were shown is not the text of the edition. Please read it again.',
  },
  LATER_EDITION_AGREED: {
    ky: 'Сиз андан кийинки редакцияга макул болгонсуз.',
    ru: 'Вы уже согласились с более поздней редакцией.',
    en: 'You have already agreed to a later edition.',
  },
  CONSENT_NOT_RECORDED_YET: {
    ky: 'Каттоодогу макулдугуңуз азырынча жазыла элек. Бир аздан кийин кайра аракет кылыңыз.',
    ru: 'Ваше согласие при регистрации ещё не записано. Повторите попытку чуть позже.',
    en: 'The consent you gave at registration is not recorded yet. Try again shortly.',
  },
  REASON_TOO_LONG: {
    ky: 'Түшүндүрмө өтө узун: эң көбү {max} белги.',
    ru: 'Пояснение слишком длинное: не более {max} знаков.',
    en: 'The explanation is too long: {max} characters at most.',
  },
  // Publishing
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
  // Legal acts
  ACT_CODE_INVALID: {
    ky: 'Актынын белгиси баш латын тамгалардан, сандардан жана сызыкчалардан турат, мисалы KG-2008-58.',
    ru: 'Код акта состоит из заглавных латинских букв, цифр и дефисов, например KG-2008-58.',
    en: 'The code of an act is made of capital Latin letters, digits and hyphens, such as KG-2008-58.',
  },
  ACT_TEXT_MISSING: {
    ky: 'Актынын номери жана бардык аталыштары үч тилде тең керек.',
    ru: 'Нужны номер акта и все названия на трёх языках.',
    en: 'The number of the act is needed, and every title in all three languages.',
  },
  ACT_DATE_INVALID: {
    ky: 'Даталардын бири туура эмес: жыл-ай-күн керек.',
    ru: 'Одна из дат неверна: нужно год-месяц-день.',
    en: 'One of the dates is not valid: year-month-day is needed.',
  },
  ACT_PERIOD_INVALID: {
    ky: 'Акт күчүн жоготкон күн күчүнө кирген күндөн кийин болушу керек.',
    ru: 'День утраты силы должен быть позже дня вступления в силу.',
    en: 'The act must end after it takes effect.',
  },
  ARTICLES_EMPTY: {
    ky: 'Актынын жок дегенде бир беренеси керек.',
    ru: 'Нужна хотя бы одна статья акта.',
    en: 'At least one article of the act is needed.',
  },
  ARTICLE_INVALID: {
    ky: 'Берененин номери туура эмес же кайталанган: 24 же 15-1 сыяктуу болушу керек.',
    ru: 'Номер статьи неверен или повторён: нужен вид 24 или 15-1.',
    en: 'The number of an article is not valid or stands twice: it looks like 24 or 15-1.',
  },
  ACT_OUT_OF_ORDER: {
    ky: 'Жаңы редакция мурункусунан эрте башталбашы керек.',
    ru: 'Новая редакция акта не может начинаться раньше предыдущей.',
    en: 'A revision of an act cannot begin before the one it follows.',
  },
  ACT_UNKNOWN: {
    ky: 'Мындай акт реестрде жок.',
    ru: 'Такого акта нет в реестре.',
    en: 'There is no such act in the registry.',
  },
  ACT_NOT_IN_FORCE: {
    ky: 'Акт ал күнү күчүндө болгон эмес.',
    ru: 'Акт на тот день не действовал.',
    en: 'The act was not in force on that day.',
  },
  ARTICLE_UNKNOWN: {
    ky: 'Актынын ал күндөгү редакциясында мындай берене жок.',
    ru: 'В редакции акта на тот день такой статьи нет.',
    en: 'The act had no such article on that day.',
  },
  // Letters and requests
  REVIEW_DATE_INVALID: {
    ky: 'Кайра кароо күнүн бир жылдын ичинен көрсөтүңүз.',
    ru: 'Укажите день пересмотра в пределах года.',
    en: 'Name a day of review within a year.',
  },
  HOLD_UNKNOWN: {
    ky: 'Мындай кармоо жок.',
    ru: 'Такого удержания нет.',
    en: 'There is no such hold.',
  },
  HOLD_NOT_WAITING: {
    ky: 'Бул кармоо азыр мындай кадамды күтпөйт.',
    ru: 'Удержание сейчас не ждёт такого шага.',
    en: 'The hold does not wait for such a step now.',
  },
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
  WIDER_THAN_PREPARED: {
    ky: 'Чечим даярдалгандан кенен болбошу керек.',
    ru: 'Решение не может быть шире подготовленного.',
    en: 'A decision cannot be wider than what was prepared.',
  },
  // Reading
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
  // Inquiries
  QUESTION_EMPTY: {
    ky: 'Сурооңузду же сунушуңузду жазыңыз.',
    ru: 'Напишите вопрос или предложение.',
    en: 'Write your question or proposal.',
  },
  QUESTION_TOO_LONG: {
    ky: 'Текст өтө узун: эң көбү {max} белги.',
    ru: 'Текст слишком длинный: не более {max} знаков.',
    en: 'The text is too long: {max} characters at most.',
  },
  TOO_MANY_INQUIRIES: {
    ky: 'Бул даректен өтө көп кайрылуу келди. Кийинчерээк кайталаңыз же 119га чалыңыз.',
    ru: 'С этого адреса слишком много обращений. Повторите позже или позвоните по номеру 119.',
    en: 'Too many inquiries came from this address. Try later or call 119.',
  },
  INQUIRY_UNKNOWN: { ky: 'Мындай кайрылуу жок.', ru: 'Такого обращения нет.', en: 'There is no such inquiry.' },
  INQUIRY_ANSWERED: {
    ky: 'Бул кайрылууга жооп берилген.',
    ru: 'На это обращение уже ответили.',
    en: 'This inquiry has been answered already.',
  },
});

export type RefusalCode = (typeof refusals.codes)[number];
