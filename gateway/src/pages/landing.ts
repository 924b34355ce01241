import type { FastifyInstance } from 'fastify';
import { type Locale, localeOf } from '../locale.js';

export interface LandingLinks {
  /** Whether developers are welcome here: GraphiQL and the readiness report. */
  readonly graphiql: boolean;
  readonly mailbox: string | undefined;
  readonly bank: string | undefined;
}

const NAMES: Readonly<Record<Locale, string>> = { ky: 'Кыргызча', ru: 'Русский', en: 'English' };

const TEXTS = {
  ky: {
    lead: 'Атайын айкалыштуу унаа номерлеринин мамлекеттик онлайн аукциону.',
    people: 'Баары үчүн',
    developers: 'Иштеп чыгуучулар үчүн',
    policy: 'Купуялык саясаты',
    policyNote: 'күчүндөгү редакция, үч тилде',
    graphiql: 'GraphiQL',
    graphiqlNote: 'графты карап, суроо-талап жазуу',
    graph: 'бир эле GraphQL дареги, POST',
    mailbox: 'Почта кутусу',
    mailboxNote: 'сыноо катуулары жана SMS билдирүүлөр',
    bank: 'Сыноо банкы',
    bankNote: 'төлөмдөрдүн барактары',
    ready: 'Даярдык',
    readyNote: 'тутумдун бөлүктөрү кандай абалда',
    call: 'Суроолор жана сунуштар: 119',
  },
  ru: {
    lead: 'Государственный онлайн-аукцион автомобильных номеров с особыми комбинациями.',
    people: 'Для всех',
    developers: 'Для разработчиков',
    policy: 'Политика конфиденциальности',
    policyNote: 'действующая редакция на трёх языках',
    graphiql: 'GraphiQL',
    graphiqlNote: 'посмотреть граф и написать запрос',
    graph: 'единственный адрес GraphQL, POST',
    mailbox: 'Почтовый ящик',
    mailboxNote: 'пробные письма и SMS',
    bank: 'Пробный банк',
    bankNote: 'страницы оплаты',
    ready: 'Готовность',
    readyNote: 'в каком состоянии части системы',
    call: 'Вопросы и предложения: 119',
  },
  en: {
    lead: 'The state online auction of vehicle number plates with special combinations.',
    people: 'For everyone',
    developers: 'For developers',
    policy: 'Privacy policy',
    policyNote: 'the edition in force, in three languages',
    graphiql: 'GraphiQL',
    graphiqlNote: 'read the graph and try a query',
    graph: 'the one GraphQL address, by POST',
    mailbox: 'Mailbox',
    mailboxNote: 'trial mail and text messages',
    bank: 'Trial bank',
    bankNote: 'payment pages',
    ready: 'Readiness',
    readyNote: 'how the parts of the system are doing',
    call: 'Questions and proposals: 119',
  },
} as const satisfies Record<Locale, Record<string, string>>;

const STYLE = `
:root{color-scheme:light dark;--ink:#16222e;--soft:#5a6b7b;--line:#d9e0e6;--paper:#fbfcfd;--accent:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e8eef3;--soft:#9fb0bf;--line:#2c3a46;--paper:#11181e;--accent:#ff8a7a}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:3rem 1.25rem}
nav{display:flex;gap:1.25rem;font-size:.9375rem}
nav a[aria-current]{color:var(--ink);text-decoration:none;font-weight:600}
a{color:var(--accent);text-underline-offset:.2em}
.plate{display:inline-block;margin:2.5rem 0 1rem;padding:.1em .55em;border:.14em solid currentColor;border-radius:.3em;
font:700 2.75rem/1.3 ui-monospace,monospace;letter-spacing:.06em}
h1{margin:0;font-size:1.375rem;line-height:1.4;font-weight:600}
h2{margin:2.5rem 0 .5rem;font-size:.875rem;font-weight:600;color:var(--soft)}
ul{list-style:none;margin:0;padding:0;border-top:1px solid var(--line)}
li{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 1.5rem;padding:.7rem 0;border-bottom:1px solid var(--line)}
li span,footer{color:var(--soft)}
code{font:.9375em ui-monospace,monospace}
footer{margin-top:2.5rem}`;

const item = (href: string, name: string, note: string) => `<li><a href="${href}">${name}</a><span>${note}</span></li>`;

/** The front page: no script, nothing from elsewhere. Links come from our configuration, texts from above. */
export function landingPage(locale: Locale, links: LandingLinks): string {
  const text = TEXTS[locale];
  const languages = (Object.keys(NAMES) as Locale[])
    .map((l) => `<a href="/?lang=${l}" lang="${l}"${l === locale ? ' aria-current="page"' : ''}>${NAMES[l]}</a>`)
    .join('');
  const developers = [
    links.graphiql ? item('/graphiql/', text.graphiql, text.graphiqlNote) : '',
    `<li><code>/graphql</code><span>${text.graph}</span></li>`,
    links.mailbox ? item(links.mailbox, text.mailbox, text.mailboxNote) : '',
    links.bank ? item(links.bank, text.bank, text.bankNote) : '',
    links.graphiql ? item('/health/ready', text.ready, text.readyNote) : '',
  ].join('');
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Belgi · ${text.lead}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<nav>${languages}</nav>
<div class="plate" aria-hidden="true">BELGI</div>
<h1>${text.lead}</h1>
<h2>${text.people}</h2>
<ul>${item(`/policy?lang=${locale}`, text.policy, text.policyNote)}</ul>
<h2>${text.developers}</h2>
<ul>${developers}</ul>
<footer>${text.call}</footer>
</main>
</body>
</html>
`;
}

/** The page's own policy: inline styles, an empty icon, and nothing else. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const isLocale = (value: unknown): value is Locale => typeof value === 'string' && value in NAMES;

export function serveLanding(app: FastifyInstance, links: LandingLinks): void {
  app.get<{ Querystring: { lang?: unknown } }>('/', (request, reply) => {
    const { lang } = request.query;
    const locale = isLocale(lang) ? lang : localeOf(request.headers['accept-language']);
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', POLICY)
      .header('content-language', locale)
      .header('vary', 'accept-language')
      .header('cache-control', 'no-cache')
      .send(landingPage(locale, links));
  });
}
