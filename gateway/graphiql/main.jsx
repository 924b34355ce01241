import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { tour } from './tour.js';

/** Only our own origin: the page's content security policy lets nothing else through anyway. */
async function fetcher(operation, options) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...options?.headers,
    },
    body: JSON.stringify(operation),
  });
  return response.json();
}

createRoot(document.getElementById('graphiql')).render(
  createElement(GraphiQL, {
    fetcher,
    defaultEditorToolsVisibility: 'headers',
    defaultTabs: tour,
    defaultQuery: tour[0].query,
    defaultHeaders: tour[0].headers,
    shouldPersistHeaders: false, // headers hold access tokens: they end with the page
  }),
);
