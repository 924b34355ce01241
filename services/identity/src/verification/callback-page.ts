import type { Locale } from '@belgi/contracts';
import type { CallbackOutcome, CallbackVisit } from './verification.js';

interface PageText {
  readonly title: string;
  readonly text: string;
}

/** What the visitor reads after the portal; nothing about the visitor stands in it. */
const TEXTS: Readonly<Record<CallbackOutcome, Readonly<Record<Locale, PageText>>>> = {
  VERIFIED: {
    KY: { title: 'ПИНиңиз текшерилди', text: 'Бул баракты жаап, аукционго кайтыңыз.' },
    RU: { title: 'Ваш ПИН подтверждён', text: 'Закройте эту страницу и вернитесь к аукциону.' },
    EN: { title: 'Your PIN is verified', text: 'You can close this page and go back to the auction.' },
  },
  DISPUTED: {
    KY: {
      title: 'Бул ПИН башка эсепте да ырасталган',
      text: 'Эки эсеп тең оператор чечкенге чейин текшерилбеген болуп эсептелет. 119га чалыңыз.',
    },
    RU: {
      title: 'Этот ПИН подтверждён и в другой учётной записи',
      text: 'До решения оператора обе записи считаются неподтверждёнными. Позвоните в 119.',
    },
    EN: {
      title: 'Another account has proved this PIN',
      text: 'Neither counts as verified until an operator decides. Call 119.',
    },
  },
  PIN_DIFFERS: {
    KY: {
      title: 'ПИН дал келбейт',
      text: 'Порталдагы ПИН эсебиңиздегиден башка. Маалыматыңызды оңдоп, кайра аракет кылыңыз.',
    },
    RU: {
      title: 'ПИН не совпадает',
      text: 'ПИН на портале отличается от указанного в вашей записи. Исправьте данные и попробуйте снова.',
    },
    EN: {
      title: 'The PIN is another one',
      text: 'The portal names another PIN than your account. Correct your data and try again.',
    },
  },
  FAILED: {
    KY: {
      title: 'Текшерүү болгон жок',
      text: 'Шилтеменин мөөнөтү бүттү же ал колдонулган. Аукциондон кайра баштаңыз.',
    },
    RU: {
      title: 'Проверка не состоялась',
      text: 'Ссылка устарела или уже использована. Начните заново на сайте аукциона.',
    },
    EN: {
      title: 'Nothing was verified',
      text: 'The link has expired or was used before. Start again from the auction.',
    },
  },
};

/** For whom the journey was. A visitor who does not know that phone was lured (docs/THREATS.md). */
const ACCOUNT: Readonly<Record<Locale, (phone: string) => string>> = {
  KY: (phone) => `Эсептин телефону: ${phone}. Бул сиздин эсебиңиз болбосо, дароо 119га чалыңыз.`,
  RU: (phone) => `Телефон учётной записи: ${phone}. Если это не ваша запись, сразу позвоните в 119.`,
  EN: (phone) => `The phone of the account: ${phone}. If it is not yours, call 119 at once.`,
};

/** A whole page without script, image or anything from elsewhere. */
export function callbackPage(locale: Locale, { outcome, account }: CallbackVisit): string {
  const { title, text } = TEXTS[outcome][locale];
  // Digits and asterisks only: there is nothing to escape.
  const whose = account === null ? '' : `<p>${ACCOUNT[locale](account)}</p>`;
  return `<!doctype html>
<html lang="${locale.toLowerCase()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Belgi</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem;color:#1d2733}h1{font-size:1.6rem}</style>
</head>
<body data-outcome="${outcome}">
<main><h1>${title}</h1><p>${text}</p>${whose}</main>
</body>
</html>
`;
}
