import type { Locale } from '@belgi/contracts';

export interface InquiryPageWords {
  readonly title: string;
  readonly intro: string;
  readonly kind: string;
  readonly question: string;
  readonly proposal: string;
  readonly text: string;
  readonly answerBy: string;
  readonly byPage: string;
  readonly byPhone: string;
  readonly byEmail: string;
  readonly bySms: string;
  readonly byLetter: string;
  readonly contact: string;
  readonly contactHint: string;
  readonly trap: string;
  readonly send: string;
  readonly taken: string;
  readonly keep: string;
  readonly reference: string;
  readonly secret: string;
  readonly due: string;
  readonly statusTitle: string;
  readonly statusIntro: string;
  readonly look: string;
  readonly waiting: string;
  readonly late: string;
  readonly answered: string;
  readonly notFound: string;
  readonly trapped: string;
  readonly tooLarge: string;
  readonly foreign: string;
}

/** What the pages for questions and proposals say (clause 6.1). */
export const inquiryPageWords: Readonly<Record<Locale, InquiryPageWords>> = {
  KY: {
    title: 'Саясат боюнча суроо же сунуш',
    intro: 'Аккаунт керек эмес. Жооп акысыз, мөөнөтүндө берилет. Телефон аркылуу: 119.',
    kind: 'Эмне жөнөтөсүз',
    question: 'Суроо',
    proposal: 'Сунуш',
    text: 'Текст',
    answerBy: 'Жоопту кантип аласыз',
    byPage: 'Ушул барактан, номер жана сыр сөз менен',
    byPhone: 'Телефон аркылуу: оператор чалат',
    byEmail: 'Электрондук почта менен',
    bySms: 'SMS менен, кыска жооп',
    byLetter: 'Почта менен',
    contact: 'Кайда жооп берилет: телефон, электрондук почта же дарек',
    contactHint: 'Жооп ушул барактан башка жол менен керек болсо жазыңыз. Телефонду +996… түрүндө жазыңыз.',
    trap: 'Бул талааны бош калтырыңыз',
    send: 'Жөнөтүү',
    taken: 'Кайрылууңуз кабыл алынды',
    keep: 'Экөөнү тең жазып алыңыз: алар жоопту табат. Сыр сөз экинчи жолу көрсөтүлбөйт.',
    reference: 'Кайрылуунун номери',
    secret: 'Сыр сөз',
    due: 'Жооптун мөөнөтү',
    statusTitle: 'Кайрылуум эмне болду?',
    statusIntro: 'Номерди жана аны менен берилген сыр сөздү жазыңыз.',
    look: 'Көрүү',
    waiting: 'Жооп даярдалып жатат.',
    late: 'Жооптун мөөнөтү өтүп кетти. Кечирим сурайбыз; 119га чалсаңыз болот.',
    answered: 'Жооп',
    notFound: 'Мындай номер жана сыр сөз жок.',
    trapped: 'Форма кабыл алынган жок: жашыруун талаа бош калышы керек.',
    tooLarge: 'Форма өтө чоң.',
    foreign: 'Форманы ушул барактан жөнөтүңүз.',
  },
  RU: {
    title: 'Вопрос или предложение о политике',
    intro: 'Учётная запись не нужна. Ответ бесплатен и приходит в срок. По телефону: 119.',
    kind: 'Что вы отправляете',
    question: 'Вопрос',
    proposal: 'Предложение',
    text: 'Текст',
    answerBy: 'Как получить ответ',
    byPage: 'На этой странице, по номеру и секрету',
    byPhone: 'По телефону: оператор позвонит',
    byEmail: 'По электронной почте',
    bySms: 'По SMS, коротким ответом',
    byLetter: 'Письмом по почте',
    contact: 'Куда ответить: телефон, электронная почта или адрес',
    contactHint: 'Нужно для любого способа, кроме этой страницы. Телефон пишите в виде +996…',
    trap: 'Оставьте это поле пустым',
    send: 'Отправить',
    taken: 'Обращение принято',
    keep: 'Запишите оба: вместе они находят ответ. Секрет больше не покажут.',
    reference: 'Номер обращения',
    secret: 'Секрет',
    due: 'Срок ответа',
    statusTitle: 'Что с моим обращением?',
    statusIntro: 'Введите номер и секрет, который был дан вместе с ним.',
    look: 'Посмотреть',
    waiting: 'Ответ готовится.',
    late: 'Срок ответа прошёл. Приносим извинения; можно позвонить по номеру 119.',
    answered: 'Ответ',
    notFound: 'Такого номера с таким секретом нет.',
    trapped: 'Форма не принята: скрытое поле должно оставаться пустым.',
    tooLarge: 'Форма слишком большая.',
    foreign: 'Отправьте форму с этой страницы.',
  },
  EN: {
    title: 'A question or proposal about the policy',
    intro: 'No account is needed. The answer is free of charge and comes by a deadline. By phone: 119.',
    kind: 'What you send',
    question: 'A question',
    proposal: 'A proposal',
    text: 'Text',
    answerBy: 'How you get the answer',
    byPage: 'On this page, with reference and secret',
    byPhone: 'By phone: an operator rings',
    byEmail: 'By e-mail',
    bySms: 'By SMS, a short answer',
    byLetter: 'By post',
    contact: 'Where to answer: phone, e-mail or postal address',
    contactHint: 'Needed for every way but this page. Write a phone number as +996…',
    trap: 'Leave this field empty',
    send: 'Send',
    taken: 'Your inquiry was taken down',
    keep: 'Write both down: together they find the answer. The secret is not shown again.',
    reference: 'Reference',
    secret: 'Secret',
    due: 'The answer comes by',
    statusTitle: 'How does my inquiry stand?',
    statusIntro: 'Give the reference, and the secret that came with it.',
    look: 'Look',
    waiting: 'The answer is being prepared.',
    late: 'The deadline has passed. We are sorry; you may call 119.',
    answered: 'The answer',
    notFound: 'There is no such reference with such a secret.',
    trapped: 'The form was not taken: the hidden field must stay empty.',
    tooLarge: 'The form is too large.',
    foreign: 'Send the form from this page.',
  },
};
