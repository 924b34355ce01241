import type { Locale } from '@belgi/contracts';
import { Directive, Field, InterfaceType } from 'type-graphql';
import { PLACEHOLDER, placeholdersOf, type TextParameters, type Texts, textIn } from './texts.js';

/**
 * An expected "no", as data. Exactly these two fields in every subgraph: one more in one of them breaks the
 * composition of all. Extras go on the implementers, whose names are unique in the whole graph.
 * Tagged, or partners would silently lose `implements Refusal`.
 */
@InterfaceType('Refusal', {
  autoRegisterImplementations: false,
  description: 'An expected refusal: a stable code, and a message in the language of the request.',
})
@Directive('@tag(name: "partner")')
export abstract class Refusal {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;
}

/** What a use case answers instead of a result: translate it with `refusals.refusal(locale, code, parameters)`. */
export interface RefusalValue<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
}

export interface RefusalRegister<Code extends string = string> {
  readonly codes: readonly Code[];
  readonly texts: Readonly<Record<Code, Texts>>;
  /** @throws when a placeholder has no value */
  refusal<C extends Code>(locale: Locale, code: C, parameters?: TextParameters): RefusalValue<C>;
  /** For `print-refusals`: the register as JSON, in the order of its definition. */
  print(): string;
}

/**
 * The register of a service's refusals: code → text in ky, ru, en with `{name}` placeholders.
 * @throws when two languages of one code name different placeholders
 */
export function defineRefusals<const Code extends string>(texts: Record<Code, Texts>): RefusalRegister<Code> {
  for (const [code, { ky, ru, en }] of Object.entries<Texts>(texts)) {
    const expected = placeholdersOf(en).join();
    for (const text of [ky, ru]) {
      if (text !== undefined && placeholdersOf(text).join() !== expected) {
        throw new Error(`refusal ${code}: every language must name the same ${PLACEHOLDER} placeholders`);
      }
    }
  }
  return {
    codes: Object.keys(texts) as Code[],
    texts,
    refusal: (locale, code, parameters) => ({ code, message: textIn(locale, texts[code], parameters) }),
    print: () => `${JSON.stringify(texts, null, 2)}\n`,
  };
}
