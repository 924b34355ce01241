import { RegistrationCodeRequestedV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { type Planner, planRegistrationMessage } from '../notices/plan-notice.js';

export function registrationHandlers(planner: Planner): Handler[] {
  return [
    on(RegistrationCodeRequestedV1, (tx, { id, data }) =>
      planRegistrationMessage(planner, tx, {
        registrationId: data.registrationId,
        kind: data.message === 'CODE' ? 'REGISTRATION_CODE' : 'ALREADY_REGISTERED',
        causeId: id,
        expiresAt: new Date(data.expiresAt),
      }),
    ),
  ];
}
