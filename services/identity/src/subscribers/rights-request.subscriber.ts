import { RightsRequestAnsweredV1, RightsRequestOpenedV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { attributeOfCategory } from '../people/attribute.js';
import { keepQuestion } from '../questioned/questioned.store.js';

/** privacy.rights-request.>: what a person says is not true of them, until it is answered. */
export const rightsRequestHandlers = (): Handler[] =>
  [RightsRequestOpenedV1, RightsRequestAnsweredV1].map((fact) =>
    on(fact, async (tx, { version, data }) => {
      const { requestId, citizenId: accountId, reference, kind, about, state } = data;
      if (kind !== 'CORRECTION' && kind !== 'DISPUTE') return;
      const name = about == null ? undefined : attributeOfCategory(about);
      if (name === undefined) return;
      await keepQuestion(tx, { requestId, accountId, reference, kind, name, open: state === 'OPEN', version });
    }),
  );
