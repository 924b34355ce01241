import type { Locale } from '@belgi/contracts';
import type { Taken } from './take-certificate.js';

export interface CertificateWords {
  readonly title: string;
  readonly intro: string;
  readonly secret: string;
  readonly take: string;
  readonly states: Readonly<Record<Taken['state'], string>>;
  readonly destroyed: string;
  readonly kept: string;
  readonly rows: string;
  readonly signed: string;
  readonly proof: string;
  readonly rules: Readonly<Record<string, string>>;
}

/** What the page of a certificate says. Names of tables are said as they are: they are what was destroyed. */
export const certificateWords: Readonly<Record<Locale, CertificateWords>> = {
  KY: {
    title: 'Маалыматты жок кылуу жөнүндө күбөлүк',
    intro: 'Күбөлүк бир жолу берилет: аны сактап коюңуз. Текшерүү үчүн аккаунт керек эмес.',
    secret: 'Шилтемедеги # белгисинен кийинки сыр',
    take: 'Күбөлүктү алуу',
    states: {
      UNKNOWN: 'Мындай сыр белгисиз.',
      ASKED: 'Кайрылуу каралып жатат.',
      REFUSED: 'Кайрылуу четке кагылган: себеби жеке кабинетте.',
      TAKEN: 'Бул күбөлүк мурда алынган.',
      UNDER_WAY: 'Жок кылуу жүрүп жатат. Бир аздан кийин кайталаңыз.',
      CERTIFIED: 'Маалымат жок кылынды.',
    },
    destroyed: 'Жок кылынды',
    kept: 'Сакталды',
    rows: 'сап',
    signed: 'Кол коюлган күбөлүк (JWS)',
    proof: 'Журналдагы далил (/verify барагында текшерилет)',
    rules: {
      ACCESS_TRACE: 'Маалыматка ким кайрылганынын изи; эми эч кимдики болбогон номер астында.',
      TOMBSTONE: 'Номер кайра пайда болбосун деген белги.',
      SETTLED_CONTRACT: 'Бүткөн соода: эми эч кимдики болбогон номер астында.',
      ACCOUNTING: 'Бухгалтердик эсеп: төлөмдөр ачык эмес номер менен.',
      CONSENT_PROOF: 'Эмнеге жана качан макул болгонунун далили; атсыз.',
      LEDGER: 'Журналдын жалбырактары: ачкычы жок, эч ким окуй албайт.',
      RIGHTS_REGISTER: 'Кайрылуу болуп, жооп берилгени; сөздөрү окулбайт.',
    },
  },
  RU: {
    title: 'Свидетельство об уничтожении данных',
    intro: 'Свидетельство выдаётся один раз: сохраните его. Учётная запись для этого не нужна.',
    secret: 'Секрет – то, что стоит в ссылке после #',
    take: 'Получить свидетельство',
    states: {
      UNKNOWN: 'Такой секрет неизвестен.',
      ASKED: 'Обращение рассматривается.',
      REFUSED: 'В обращении отказано: причина указана в личном кабинете.',
      TAKEN: 'Это свидетельство уже получено.',
      UNDER_WAY: 'Уничтожение идёт. Повторите чуть позже.',
      CERTIFIED: 'Данные уничтожены.',
    },
    destroyed: 'Уничтожено',
    kept: 'Сохранено',
    rows: 'строк',
    signed: 'Подписанное свидетельство (JWS)',
    proof: 'Доказательство из журнала (проверяется на странице /verify)',
    rules: {
      ACCESS_TRACE: 'След того, кто обращался к данным; под номером, который больше никому не принадлежит.',
      TOMBSTONE: 'Отметка, чтобы номер не появился снова.',
      SETTLED_CONTRACT: 'Завершённые торги: под номером, который больше никому не принадлежит.',
      ACCOUNTING: 'Бухгалтерский учёт: платежи под непрозрачным номером.',
      CONSENT_PROOF: 'Доказательство, на что и когда было согласие; без имени.',
      LEDGER: 'Листья журнала: ключа нет, прочитать их не может никто.',
      RIGHTS_REGISTER: 'Что обращение было и ответ дан; слова прочитать нельзя.',
    },
  },
  EN: {
    title: 'Certificate of erasure',
    intro: 'The certificate is handed out once: keep it. No account is needed.',
    secret: 'The secret: what stands after # in your link',
    take: 'Take the certificate',
    states: {
      UNKNOWN: 'This secret is not known.',
      ASKED: 'The request is being weighed.',
      REFUSED: 'The request was refused: the reason stands in the account.',
      TAKEN: 'This certificate was taken before.',
      UNDER_WAY: 'The erasure is under way. Try again shortly.',
      CERTIFIED: 'The data was destroyed.',
    },
    destroyed: 'Destroyed',
    kept: 'Kept',
    rows: 'rows',
    signed: 'The signed certificate (JWS)',
    proof: 'Its proof from the ledger (the page /verify checks it)',
    rules: {
      ACCESS_TRACE: 'The trace of who looked at the data; under a number that is nobody’s any more.',
      TOMBSTONE: 'A mark, so that the number does not come to life again.',
      SETTLED_CONTRACT: 'Sales that are over; under a number that is nobody’s any more.',
      ACCOUNTING: 'Accounting: payments under an opaque number.',
      CONSENT_PROOF: 'Proof of what was agreed to, and when; without a name.',
      LEDGER: 'Leaves of the ledger: there is no key, so nobody can read them.',
      RIGHTS_REGISTER: 'That a request was made and answered; its words cannot be read.',
    },
  },
};
