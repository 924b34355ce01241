/**
 * Last gate before a processor (ARCHITECTURE, Where it runs: mail and SMS get address and text without PIN,
 * document or maxima). Templates have no place for these; free text from people has (an agency's name, a
 * reason, a case number), and somebody will one day type a PIN there.
 */
const PIN = /(?<!\d)[0-2]\d{13}(?!\d)/g;
/** Series and number of the national identity card, e.g. ID1234567 or AN 1234567. */
const ID_DOCUMENT = /(?<![\p{L}\d])(ID|AN|AC)\s?\d{7}(?!\d)/giu;

export function withoutIdentifiers(text: string): string {
  return text.replace(PIN, '**************').replace(ID_DOCUMENT, '*********');
}
