import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutFolder, type GraphAnswer } from '@belgi/local';
import type { TestSystem } from '@belgi/testkit';
import {
  buildASTSchema,
  type FieldDefinitionNode,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
} from 'graphql';
import { request } from 'undici';
import type { Credential } from './callers.js';
import { argumentsOf, type Given } from './operations.js';

/** An entity of one subgraph with its fields, each as it is asked for. */
export interface Entity {
  readonly name: string;
  readonly keys: readonly string[];
  readonly fields: readonly { readonly name: string; readonly text: string }[];
}

/** The entities that a subgraph resolves, from the SDL it is composed of. */
export function entitiesOf(service: string, given: Given): Entity[] {
  const sdl = readFileSync(join(checkoutFolder(), 'services', service, 'schema.graphql'), 'utf8');
  const document = parse(sdl);
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  const types = document.definitions.filter(
    (definition): definition is ObjectTypeDefinitionNode => definition.kind === Kind.OBJECT_TYPE_DEFINITION,
  );
  return types.flatMap((node) => {
    const keys = resolvableKeys(node);
    if (keys.length === 0) return [];
    const type = schema.getType(node.name.value);
    if (!isObjectType(type)) return [];
    const own = node.fields?.filter(isOwn) ?? [];
    const fields = own.map(({ name: { value: name } }) => {
      const field = type.getFields()[name];
      if (field === undefined) throw new Error(`${type.name}.${name} is not in its own schema`);
      const below = getNamedType(field.type);
      const isLeaf = !isObjectType(below) && !isAbstractType(below);
      return {
        name,
        text: `${name}${argumentsOf(field, `${type.name}.${name}`, given)}${isLeaf ? '' : ' { __typename }'}`,
      };
    });
    return [{ name: type.name, keys, fields }];
  });
}

function resolvableKeys(node: ObjectTypeDefinitionNode): string[] {
  return (node.directives ?? []).flatMap(({ name, arguments: given = [] }) => {
    if (name.value !== 'key') return [];
    const isUnresolvable = given.some(
      ({ name: key, value }) => key.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
    );
    const fields = given.find(({ name: key }) => key.value === 'fields')?.value;
    return isUnresolvable || fields?.kind !== Kind.STRING ? [] : [fields.value];
  });
}

const isOwn = (field: FieldDefinitionNode) => !field.directives?.some(({ name }) => name.value === 'external');

/** Past the gateway: with the deployment's secret, as whoever holds the token. */
export async function askSubgraph(
  system: TestSystem,
  service: 'identity' | 'privacy' | 'auction' | 'notify',
  query: string,
  variables: object,
  token: Credential | undefined,
): Promise<GraphAnswer<unknown>> {
  const response = await request(`${system.serviceUrl(service)}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'belgi-deployment-secret': system.settings.secrets.deployment,
      ...(typeof token === 'string' ? { authorization: `Bearer ${token}` } : await token?.headers('POST', '/graphql')),
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.statusCode, ...((await response.body.json()) as object) };
}
