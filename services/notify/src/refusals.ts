import { defineRefusals } from '@belgi/subgraph';

/** Every refusal of this service, in the order in which they are checked. */
export const refusals = defineRefusals({
  NOTICE_KIND_UNKNOWN: {
    ky: 'Мындай билдирүү түрү жок.',
    ru: 'Такого вида уведомлений нет.',
    en: 'There is no such kind of notice.',
  },
  NOTICE_MANDATORY: {
    ky: 'Бул билдирүүнү мыйзам же келишим талап кылат, аны өчүрүүгө болбойт.',
    ru: 'Этого уведомления требует закон или договор, отключить его нельзя.',
    en: 'The law or a running contract demands this notice; it cannot be switched off.',
  },
  QUIET_HOURS_INVALID: {
    ky: 'Тынч сааттардын башталышын жана аягын СС:ММ түрүндө ар башка кылып көрсөтүңүз.',
    ru: 'Укажите разные начало и конец тихих часов в виде ЧЧ:ММ.',
    en: 'Give two different times as HH:MM for the start and the end of the quiet hours.',
  },
});
