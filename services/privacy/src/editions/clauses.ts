/**
 * One numbered place of a text. `label + body + gap`, clause after clause, is the text again, byte for byte.
 * The id is the same in every language: `preamble.2`, `3.4`, `1.1.b`, `2.1.3`, `1.1.end`.
 */
export interface Clause {
  readonly id: string;
  /** How it begins: `3.4. `, `- b) `, `## 3. `; empty for a paragraph without a number. */
  readonly label: string;
  readonly body: string;
  /** White space up to the next one. */
  readonly gap: string;
  /** First line of it in the text, from 0. */
  readonly line: number;
}

const HEADING = /^(#{1,6})\s+(?:(\d+(?:\.\d+)*)\.?\s+)?/;
const NUMBERED = /^(\d+(?:\.\d+)+)\.?\s+/;
const LETTER = /^\s*(?:[-*+]\s+)?([a-zа-яёөүң])\)\s+/;
const ITEM = /^\s*(\d{1,3})[.)]\s+/;
const BULLET = /^\s*[-*+]\s+/;

/** Letters of a list, as they are counted: ё, й and the letters of Kyrgyz alone number nothing. */
const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const CYRILLIC = 'абвгдежзиклмнопрстуфхцчшщэюя';

/** Sections without a number, in the order in which a policy has them. */
const UNNUMBERED = ['preamble', 'terms'];

/** The clauses of a text in their order. Its line ends are `\n`. */
export function clausesOf(markdown: string): Clause[] {
  const taken = new Map<string, number>();
  const place = new Place();
  return pieces(markdown).map(({ text, line }) => {
    const { id, label } = place.next(text);
    const trimmed = text.trimEnd();
    const body = trimmed.slice(label.length);
    const count = (taken.get(id) ?? 0) + 1;
    taken.set(id, count);
    return {
      id: count === 1 ? id : `${id}~${count}`,
      label: trimmed.slice(0, label.length),
      body,
      gap: text.slice(trimmed.length),
      line,
    };
  });
}

/** What a reader calls the place: its anchor in the pages. Stable from edition to edition as long as the number is. */
export const anchorOf = (id: string): string => `clause-${id}`;

/** The text again. */
export const textOfClauses = (clauses: readonly Pick<Clause, 'label' | 'body' | 'gap'>[]): string =>
  clauses.map(({ label, body, gap }) => label + body + gap).join('');

/** Cuts before each heading, number, letter, bullet and paragraph; every character is in exactly one piece. */
function pieces(markdown: string): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = [];
  let afterBlank = true;
  for (const [line, text] of markdown.split(/(?<=\n)/).entries()) {
    const blank = text.trim() === '';
    const last = found.at(-1);
    if (last === undefined || (!blank && (afterBlank || begins(text)))) found.push({ text, line });
    else last.text += text;
    afterBlank = blank;
  }
  return found.filter(({ text }) => text !== '');
}

const begins = (line: string): boolean => [HEADING, NUMBERED, LETTER, ITEM, BULLET].some((mark) => mark.test(line));

/** Where in the document the reader is: what a letter or a paragraph without a number belongs to. */
class Place {
  #section = 'title';
  #clause: string | undefined;
  #unnumbered = 0;
  #count = 0;

  next(text: string): { id: string; label: string } {
    const heading = HEADING.exec(text);
    if (heading !== null) return { id: this.#heading(heading), label: heading[0] };
    const numbered = NUMBERED.exec(text);
    if (numbered !== null) {
      this.#clause = numbered[1] ?? '';
      return { id: this.#clause, label: numbered[0] };
    }
    const parent = this.#clause ?? this.#section;
    const letter = LETTER.exec(text);
    if (letter !== null) return { id: `${parent}.${latin(letter[1] ?? '')}`, label: letter[0] };
    const item = ITEM.exec(text);
    if (item !== null) return { id: `${parent}.${Number(item[1])}`, label: item[0] };
    const label = BULLET.exec(text)?.[0] ?? '';
    if (this.#clause !== undefined && label === '') return { id: `${parent}.end`, label };
    this.#count += 1;
    return { id: `${parent}.${this.#count}`, label };
  }

  #heading([, marks, number]: RegExpExecArray): string {
    this.#clause = undefined;
    this.#count = 0;
    if (number !== undefined) this.#section = number;
    else if (marks === '#') this.#section = 'title';
    else {
      this.#section = UNNUMBERED[this.#unnumbered] ?? `part-${this.#unnumbered + 1}`;
      this.#unnumbered += 1;
    }
    return this.#section;
  }
}

function latin(letter: string): string {
  const index = CYRILLIC.indexOf(letter);
  return index < 0 ? letter : (LATIN[index] ?? letter);
}
