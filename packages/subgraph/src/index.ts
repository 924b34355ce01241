import 'reflect-metadata';

export * from './build-subgraph.js';
export * from './connection.js';
export * from './container.js';
export * from './context.js';
export * from './cursor.js';
export { describeFault } from './describe-fault.js';
export {
  authenticate,
  CLIENT_ADDRESS_HEADER,
  DEPLOYMENT_SECRET_HEADER,
  header,
  requestLocale,
  requireDeploymentSecret,
  sendError,
} from './edge.js';
export * from './enum-of.js';
export * from './faults.js';
export { FEDERATION_HEADER } from './federation-header.js';
export * from './limits.js';
export * from './locale.js';
export * from './page.js';
export * from './pages/page-languages.js';
export * from './pages/page-parts.js';
export * from './pages/page-request.js';
export * from './pages/page-style.js';
export * from './personal.js';
export * from './refusals.js';
export type { ReferenceResolver, References } from './resolver-map.js';
export * from './scalars.js';
export * from './serve-subgraph.js';
export * from './testing.js';
export { type TextParameters, type Texts, textIn } from './texts.js';
