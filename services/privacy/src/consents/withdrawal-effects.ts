import type { Texts } from '@belgi/subgraph';
import type { OpenEntry } from './affected.js';

/**
 * What withdrawing means for everybody (ARCHITECTURE, Withdrawal), told before the person confirms.
 */
export const EFFECTS = {
  SESSIONS_END: {
    ky: 'Бардык сеанстарыңыз аяктайт. Кийин кирсеңиз, укуктарыңыз үчүн чектелген сеанс ачылат.',
    ru: 'Все ваши сеансы завершатся. После входа откроется ограниченный сеанс – для ваших прав.',
    en: 'All your sessions end. Signing in afterwards opens a restricted session, for your rights.',
  },
  NO_NEW_BIDS: {
    ky: 'Жаңы сунуш киргизүү жана лотко катышуу токтойт.',
    ru: 'Новые ставки и участие в лотах станут невозможны.',
    en: 'You can place no new bid and enter no lot.',
  },
  LEADING_BIDS_BIND: {
    ky: 'Алдыда турган сунуш лот бүткөнчө күчүндө калат: утсаңыз, төлөөгө милдеттүүсүз.',
    ru: 'Лидирующая ставка остаётся обязательной до завершения лота: выиграв, вы должны оплатить.',
    en: 'A leading bid stays binding until its lot is settled: if you win, you owe the payment.',
  },
  OPTIONAL_NOTICES_STOP: {
    ky: 'Милдеттүү эмес билдирмелер токтойт; мыйзам же келишим талап кылгандары гана калат.',
    ru: 'Необязательные уведомления прекратятся; останутся лишь те, которых требует закон или договор.',
    en: 'Optional notices stop; only what the law or a running contract demands is still sent.',
  },
  DATA_ERASED: {
    ky: '14 жумуш күнүнөн кийин, эч бир келишим калбаса, сизге гана тиешелүү маалымат бардык кызматтарда жок кылынат жана кирүү мүмкүн болбой калат; буга чейин да сурансаңыз болот. Мыйзам талап кылгандары гана калат (3.1).',
    ru: 'Через 14 рабочих дней, если нет действующего договора, всё, что только ваше, уничтожается во всех службах и войти станет нельзя; об этом можно попросить и раньше. Остаётся лишь то, чего требует закон (3.1).',
    en: 'After 14 working days, if no contract runs, what is only yours is destroyed in every service and you can sign in no more; you may ask for it earlier. What the law demands alone stays (3.1).',
  },
  RIGHTS_REMAIN: {
    ky: 'Маалыматыңызды, макулдуктарды жана ачып берүүлөрдү көрүү, оңдоо укугу сакталат.',
    ru: 'За вами остаются права видеть и исправлять свои данные, видеть согласия и раскрытия.',
    en: 'You keep the right to see and correct your data and to see consents and disclosures.',
  },
  MAY_RETURN: {
    ky: 'Ага чейин күчүндөгү саясатка кайра макул болуп, каалаган убакта кайта аласыз.',
    ru: 'До этого вы можете вернуться в любое время, снова согласившись с действующей политикой.',
    en: 'Until then you may return at any time by agreeing to the policy in force anew.',
  },
} as const satisfies Record<string, Texts>;
export type EffectCode = keyof typeof EFFECTS;

/** Why an entry still binds, or undefined when it does not. */
export function bindingReason(entry: Pick<OpenEntry, 'state'>): 'LEADING' | 'AWAITING_PAYMENT' | undefined {
  if (entry.state === 'LEADING') return 'LEADING';
  return entry.state === 'WON' ? 'AWAITING_PAYMENT' : undefined;
}
