import type { Texts } from '@belgi/subgraph';
import type { OpenEntry } from './affected.js';

/**
 * What withdrawing means for everybody (ARCHITECTURE, Withdrawal), told before the person confirms. It names what happens
 * today; the freeze and the destruction after the retention term join when a job performs them.
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
  DATA_KEPT: {
    ky: 'Кайтарып алуу эч нерсени жок кылбайт: маалыматыңыз саясаттын сактоо (3.1) жана расмий сурамдар (3.4) жөнүндөгү пункттары боюнча сактала берет.',
    ru: 'Отзыв ничего не удаляет: ваши данные остаются на хранении по пунктам политики о хранении (3.1) и об официальных запросах (3.4).',
    en: 'Withdrawing deletes nothing: your data stays stored under the policy’s clauses on keeping (3.1) and on official requests (3.4).',
  },
  RIGHTS_REMAIN: {
    ky: 'Маалыматыңызды, макулдуктарды жана ачып берүүлөрдү көрүү, оңдоо укугу сакталат.',
    ru: 'За вами остаются права видеть и исправлять свои данные, видеть согласия и раскрытия.',
    en: 'You keep the right to see and correct your data and to see consents and disclosures.',
  },
  MAY_RETURN: {
    ky: 'Күчүндөгү саясатка кайра макул болуп, каалаган убакта кайта аласыз.',
    ru: 'Вы можете вернуться в любое время, снова согласившись с действующей политикой.',
    en: 'You may return at any time by agreeing to the policy in force anew.',
  },
} as const satisfies Record<string, Texts>;
export type EffectCode = keyof typeof EFFECTS;

/** Why an entry still binds, or undefined when it does not. */
export function bindingReason(entry: Pick<OpenEntry, 'state'>): 'LEADING' | 'AWAITING_PAYMENT' | undefined {
  if (entry.state === 'LEADING') return 'LEADING';
  return entry.state === 'WON' ? 'AWAITING_PAYMENT' : undefined;
}
