import { allFacts, asks, consumers, STREAM_RETENTION_DAYS, streams } from '@belgi/contracts';
import { z } from 'zod';
import { factDocs } from './fact-docs.mjs';

/**
 * @typedef {import('@belgi/contracts').FactType} FactType
 * @typedef {{ type?: string, enum?: unknown[], anyOf?: Json[], items?: Json, properties?: Record<string, Json>, required?: string[], format?: string, const?: unknown }} Json
 */

/** @param {FactType} fact */
const payloadOf = (fact) => /** @type {Json} */ (z.toJSONSchema(fact.schema));
/** @param {FactType} fact */
const addressOf = (fact) => `${fact.service}.${fact.noun}.{id}.${fact.fact}.v${fact.version}`;
/** @param {FactType} fact */
const listenersOf = (fact) => consumers.filter(({ filter }) => filter === `${fact.service}.${fact.noun}.>`);

/**
 * docs/EVENTS.md and docs/asyncapi.json, from the contracts.
 * @returns {Promise<import('./repository.mjs').Artefact[]>}
 */
export async function eventCatalogue() {
  const docs = await factDocs();
  const facts = allFacts();
  const undocumented = facts.filter((fact) => !docs.get(fact.type)).map((fact) => fact.type);
  if (undocumented.length > 0) {
    throw new Error(`say in a docstring above its defineFact what each of these tells: ${undocumented.join(', ')}`);
  }
  return [
    { file: 'docs/EVENTS.md', content: markdown(facts, docs) },
    { file: 'docs/asyncapi.json', content: `${JSON.stringify(asyncApi(facts, docs), null, 2)}\n` },
  ];
}

/** @param {readonly FactType[]} facts @param {Map<string, string>} docs */
function markdown(facts, docs) {
  const lines = [
    '# Events',
    '',
    'Generated from `packages/contracts` by `pnpm generate`. Do not edit.',
    '',
    `Facts travel over NATS JetStream on \`<service>.<noun>.<id>.<fact>.v<n>\`, kept ${STREAM_RETENTION_DAYS} days. Each carries the state it`,
    "establishes and its aggregate's version; consumers apply what is newer than what they have, so order never matters.",
    'CloudEvents 1.0 attributes travel as headers. No payload holds an attribute of a person.',
  ];
  for (const { name, owner, subjects } of streams) {
    lines.push('', `## ${owner}`, '', `Stream \`${name}\` on \`${subjects.join('`, `')}\`.`);
    const own = facts.filter((fact) => fact.service === owner);
    for (const noun of [...new Set(own.map((fact) => fact.noun))]) {
      const ofNoun = own.filter((fact) => fact.noun === noun);
      const listeners = ofNoun[0] === undefined ? [] : listenersOf(ofNoun[0]);
      const heard = listeners.map((consumer) => `${consumer.service} (\`${consumer.name}\`)`).join(', ');
      lines.push('', `### ${owner}.${noun}`, '', heard ? `Heard by ${heard}.` : 'Heard by no service.');
      for (const fact of ofNoun) {
        lines.push('', `**\`${fact.type}\`**: ${docs.get(fact.type)}`, '', '| field | type |', '|---|---|');
        lines.push(...fieldsOf(payloadOf(fact)).map(([path, type]) => `| \`${path}\` | ${type} |`));
      }
    }
  }
  lines.push(
    '',
    '## Questions',
    '',
    'Request and reply, outside every stream.',
    '',
    '| subject | asked by | answered by |',
    '|---|---|---|',
  );
  lines.push(...asks.map((ask) => `| \`${ask.subject}\` | ${ask.askedBy.join(', ')} | ${ask.answeredBy} |`));
  return `${lines.join('\n')}\n`;
}

/**
 * The fields of a payload, nested ones with their path.
 * @param {Json} schema
 * @param {string} [prefix]
 * @returns {[string, string][]}
 */
function fieldsOf(schema, prefix = '') {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const inner = field.properties === undefined ? field.items : field;
    /** @type {[string, string][]} */
    const nested =
      inner?.properties === undefined ? [] : fieldsOf(inner, `${prefix}${name}${field.items ? '[]' : ''}.`);
    const type = schema.required?.includes(name) ? typeOf(field) : `${typeOf(field)}, or absent`;
    return [/** @type {[string, string]} */ ([`${prefix}${name}`, type]), ...nested];
  });
}

/** @param {Json} schema @returns {string} */
function typeOf(schema) {
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(' ');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.type === 'array') return `list of ${schema.items === undefined ? 'anything' : typeOf(schema.items)}`;
  return [schema.type ?? 'anything', schema.format].filter(Boolean).join(', ');
}

/**
 * AsyncAPI 3.0.
 * @param {readonly FactType[]} facts
 * @param {Map<string, string>} docs
 */
function asyncApi(facts, docs) {
  const channels = Object.fromEntries(
    facts.map((fact) => [
      fact.type,
      {
        address: addressOf(fact),
        parameters: { id: { description: `Id of the ${fact.noun}.` } },
        messages: { [fact.type]: { $ref: `#/components/messages/${fact.type}` } },
      },
    ]),
  );
  const messages = Object.fromEntries(
    facts.map((fact) => [
      fact.type,
      {
        name: fact.type,
        summary: docs.get(fact.type),
        contentType: 'application/json',
        headers: { $ref: '#/components/schemas/CloudEvent' },
        payload: payloadOf(fact),
      },
    ]),
  );
  const operations = Object.fromEntries(
    facts.flatMap((fact) => [
      [`${fact.service}.sends.${fact.type}`, { action: 'send', channel: { $ref: `#/channels/${fact.type}` } }],
      ...listenersOf(fact).map((consumer) => [
        `${consumer.service}.receives.${fact.type}`,
        { action: 'receive', channel: { $ref: `#/channels/${fact.type}` } },
      ]),
    ]),
  );
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Belgi',
      version: '1.0.0',
      description: 'Facts between the services. Generated from packages/contracts by `pnpm generate`.',
    },
    channels,
    operations,
    components: {
      messages,
      schemas: {
        CloudEvent: {
          type: 'object',
          description: 'CloudEvents 1.0 in binary mode, as NATS headers.',
          properties: Object.fromEntries(
            [
              'ce-id',
              'ce-source',
              'ce-specversion',
              'ce-type',
              'ce-subject',
              'ce-time',
              'Nats-Msg-Id',
              'traceparent',
            ].map((header) => [header, { type: 'string' }]),
          ),
        },
      },
    },
  };
}
