import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../pipeline/exchange.js';
import { askedOfPersons } from './asked-of-persons.js';

function asked(source: string, name?: string) {
  const document = parse(source);
  const kind = getOperationAST(document, name)?.operation;
  return askedOfPersons({ document, name, kind } as Operation);
}

describe('what an operation asks of a person', () => {
  it('is every field below the look-up, whichever service has it', () => {
    expect(asked('{ citizen(id: 1) { id entries { id } personal { pin { value } } } serverTime }')).toEqual({
      citizen: ['id', 'entries', 'personal'],
    });
  });

  it('is told for each look-up by the key of its answer', () => {
    expect(asked('{ a: citizen(id: 1) { inbox { id } } b: citizen(id: 2) { id } a: citizen(id: 1) { id } }')).toEqual({
      a: ['inbox', 'id'],
      b: ['id'],
    });
  });

  it('is found in fragments and under directives', () => {
    const source = `query A { ...Root } query B { serverTime }
      fragment Root on Query { ... on Query { citizen(id: 1) { ...Person ... @include(if: false) { consents { id } } } } }
      fragment Person on Citizen { entries @skip(if: true) { id } ...More } fragment More on Citizen { inbox { id } }`;
    expect(asked(source, 'A')).toEqual({ citizen: ['entries', 'inbox', 'consents'] });
    expect(asked(source, 'B')).toBeUndefined();
  });

  it('is bounded where fragments use each other', () => {
    const bomb = Array.from({ length: 40 }, (_, i) => `fragment F${i} on Citizen { ...F${i + 1} ...F${i + 1} f${i} }`);
    const source = `{ citizen(id: 1) { ...F0 } } ${bomb.join(' ')} fragment F40 on Citizen { id }`;
    expect(asked(source)?.['citizen']).toHaveLength(41);
  });

  it('is nothing where nobody is looked up', () => {
    expect(asked('{ me { entries { id } } }')).toBeUndefined();
    expect(asked('mutation { citizen { id } }')).toBeUndefined();
  });
});
