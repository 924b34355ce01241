export { AskError, type AskErrorCode } from './ask.js';
export type { FactEvent } from './cloud-event.js';
export type { Consumption } from './consumer.js';
export { MAX_ATTEMPTS } from './delivery.js';
export { type Handler, on } from './handlers.js';
export { legalHoldHandlers } from './legal-holds.js';
export { type ConsumeOptions, connectMessaging, type Messaging, type MessagingOptions } from './messaging.js';
