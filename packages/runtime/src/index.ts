export { arrivalMs } from './arrival.js';
export * from './environment.js';
export * from './health.js';
export * from './http-server.js';
export * from './lifecycle.js';
export * from './logger.js';
export * from './metrics.js';
export * from './trace.js';
