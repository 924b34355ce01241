import { registerOf, retentionFaults, retentionRules } from '@belgi/contracts';
import { Kind, parse } from 'graphql';

/**
 * @typedef {import('./repository.mjs').Service} Service
 * @typedef {import('@belgi/contracts').PersonalField} PersonalField
 */

/**
 * The entry for the register of holders, from the graph's declarations and the rules of retention. The page of privacy
 * shows this very file.
 * @param {Readonly<Record<Service, string>>} graphs SDL by service
 * @param {Readonly<Record<Service, string>>} tables `schema.sql` by service
 * @param {readonly import('@belgi/contracts').RetentionRule[]} [rules]
 * @returns {{ text: string, faults: readonly string[] }}
 */
export function registerText(graphs, tables, rules = retentionRules) {
  const { register, faults } = registerOf(personalFields(graphs), rules);
  return { text: `${JSON.stringify(register, null, 2)}\n`, faults: [...faults, ...retentionFaults(tables, rules)] };
}

/** Every field that is declared `@personal`. @param {Readonly<Record<string, string>>} graphs @returns {PersonalField[]} */
export function personalFields(graphs) {
  return Object.entries(graphs).flatMap(([service, sdl]) =>
    parse(sdl).definitions.flatMap((definition) => {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
      return (definition.fields ?? []).flatMap((field) => {
        const declared = field.directives?.find(({ name }) => name.value === 'personal');
        if (declared === undefined) return [];
        const values = Object.fromEntries((declared.arguments ?? []).map(({ name, value }) => [name.value, value]));
        const category = values['category']?.kind === Kind.STRING ? values['category'].value : '';
        const list = values['purposes']?.kind === Kind.LIST ? values['purposes'].values : [];
        const purposes = list.flatMap((value) => (value.kind === Kind.STRING ? [value.value] : []));
        const name = `${definition.name.value}.${field.name.value}`;
        return [{ service: /** @type {Service} */ (service), name, category, purposes }];
      });
    }),
  );
}
