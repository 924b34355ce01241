import { type Locale, outgoing, RegistrationCodeRequestedV1 } from '@belgi/contracts';

/** Orders the SMS; neither phone nor code is in it. `times`: how often it was ordered for this registration. */
export function codeRequested(
  waiting: { id: string; locale: Locale; silent: boolean; expiresAt: Date },
  times: number,
) {
  return outgoing(RegistrationCodeRequestedV1, waiting.id, times, {
    registrationId: waiting.id,
    locale: waiting.locale,
    message: waiting.silent ? 'ALREADY_REGISTERED' : 'CODE',
    expiresAt: waiting.expiresAt.toISOString(),
  });
}
