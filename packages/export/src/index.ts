export * from './coverage.js';
export * from './envelope.js';
export * from './part.js';
export * from './section.js';
export * from './words/field-words.js';
export * from './words/section-words.js';
export * from './write-part.js';
