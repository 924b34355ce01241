import type { Locale } from '@belgi/contracts';

export interface VerifyWords {
  readonly title: string;
  readonly what: string;
  readonly offline: string;
  readonly file: string;
  readonly drop: string;
  readonly keys: string;
  readonly keysWhy: string;
  readonly result: string;
  readonly noScript: string;
}

/** What the page that checks proof files says around its result. */
export const verifyWords: Readonly<Record<Locale, VerifyWords>> = {
  KY: {
    title: 'Далилди текшерүү',
    what: 'Макулдуктун, маалыматты ачуунун же кызматкердин кароосунун далил файлын, же лоттун жабылуу протоколун тандаңыз. Барак ал эмнени далилдерин же эмнеси туура эмес экенин айтат.',
    offline:
      'Файл түзмөгүңүздөн чыкпайт: текшерүү браузериңизде жүрөт, серверге эч нерсе жөнөтүлбөйт. Барак ачылгандан кийин тармакты өчүрсөңүз да болот.',
    file: 'Далил файлы (.tlog-proof) же протокол (.json)',
    drop: 'Файлды ушул жерге сүйрөп келсеңиз да болот.',
    keys: 'Ишенимдүү ачкычтар',
    keysWhy:
      'Булар — ушул сервердин ачкычтары (/ledger/keys). Серверге ишенбесеңиз, мурун сактап койгон ачкычтарыңызды коюңуз. Талаа бош болсо, файлдын өзүндөгү ачкычтар алынат.',
    result: 'Жыйынтык',
    noScript: 'Браузерде текшерүү үчүн JavaScript керек. Ансыз: pnpm verify FILE.',
  },
  RU: {
    title: 'Проверка доказательства',
    what: 'Выберите файл доказательства согласия, раскрытия или просмотра данных сотрудником либо протокол закрытия лота. Страница скажет, что он доказывает или что в нём не так.',
    offline:
      'Файл не покидает ваше устройство: проверка идёт в браузере, на сервер ничего не отправляется. Когда страница открыта, сеть можно отключить.',
    file: 'Файл доказательства (.tlog-proof) или протокол (.json)',
    drop: 'Файл можно перетащить сюда.',
    keys: 'Ключи, которым вы доверяете',
    keysWhy:
      'Это ключи этого сервера (/ledger/keys). Если вы не доверяете ему, вставьте ключи, которые сохранили раньше. Если поле пусто, берутся ключи из самого файла.',
    result: 'Результат',
    noScript: 'Для проверки в браузере нужен JavaScript. Без него: pnpm verify FILE.',
  },
  EN: {
    title: 'Check a proof',
    what: 'Choose the proof file of a consent, of a disclosure, or of a look of staff at your data, or the closing protocol of a lot. The page says what it proves, or what is wrong with it.',
    offline:
      'The file does not leave your device: it is checked in your browser, and nothing is sent to a server. Once the page is open you may switch the network off.',
    file: 'Proof file (.tlog-proof) or protocol (.json)',
    drop: 'You may also drop the file here.',
    keys: 'Keys that you trust',
    keysWhy:
      'These are the keys of this server (/ledger/keys). If you do not trust it, put the keys here that you kept earlier. With nothing here, the keys in the file itself are taken.',
    result: 'Result',
    noScript: 'Checking in the browser needs JavaScript. Without it: pnpm verify FILE.',
  },
};
