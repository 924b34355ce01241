import { type DocumentNode, visit } from 'graphql';

/**
 * Names of arguments, input fields and variables that carry something of a person or a secret, lower case.
 * URLs end up in histories, proxies and logs: an operation that names one of these is refused over GET.
 */
const PERSONAL = new Set([
  'acceptance',
  'address',
  'answer',
  'casenumber',
  'code',
  'email',
  'fullname',
  'iddocument',
  'letternumber',
  'login',
  'name',
  'officer',
  'password',
  'phone',
  'pin',
  'question',
  'reason',
  'refreshtoken',
  'text',
  'ticket',
  'token',
]);

const isPersonal = (name: string) => PERSONAL.has(name.toLowerCase());

/** Whether a document or its variables name a personal argument, at any depth. Introspection arguments do not count. */
export function hasPersonalArguments(document: DocumentNode, variables: unknown): boolean {
  let found = false;
  visit(document, {
    Field: (node) => (node.name.value.startsWith('__') ? false : undefined),
    Argument: (node) => {
      if (isPersonal(node.name.value)) found = true;
    },
    ObjectField: (node) => {
      if (isPersonal(node.name.value)) found = true;
    },
  });
  return found || holdsPersonalKey(variables);
}

/** Below the uppermost level only: a variable's own name says nothing, the argument it fills does. */
function holdsPersonalKey(variables: unknown): boolean {
  if (variables === null || typeof variables !== 'object') return false;
  return Object.values(variables).some(
    (value) =>
      value !== null &&
      typeof value === 'object' &&
      (Object.keys(value).some((key) => !Array.isArray(value) && isPersonal(key)) || holdsPersonalKey(value)),
  );
}
