import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { isId } from '../people/id.js';
import type { Ports } from '../ports.js';
import { refuse } from '../refusals.js';
import { refusedAs } from '../refused.js';
import { register } from './register.js';
import { RegisterInput, RegisterResult, StartRegistrationInput, StartRegistrationResult } from './registration.type.js';
import { resendCode } from './resend-code.js';
import { startRegistration } from './start-registration.js';

@Resolver()
export class RegistrationResolver {
  constructor(private readonly ports: Ports) {}

  @Mutation(() => StartRegistrationResult, {
    description: 'Orders an SMS with a code. Nothing is stored without an acceptance.',
  })
  async startRegistration(
    @Arg('input', () => StartRegistrationInput) input: StartRegistrationInput,
    @Ctx() { locale, clientAddress }: Context,
  ) {
    const { acceptance, phone, email } = input;
    const request = { acceptance, phone, email: email ?? null, locale: input.locale };
    const result = await startRegistration(this.ports, request, clientAddress);
    if ('refused' in result) return refusedAs('RegistrationRefused', locale, result);
    return { __typename: 'RegistrationStarted', ...result };
  }

  @Mutation(() => StartRegistrationResult, { description: 'Sends the code once more.' })
  async resendRegistrationCode(
    @Arg('registrationId', () => ID) registrationId: string,
    @Arg('acceptance', () => String) acceptance: string,
    @Ctx() { locale, clientAddress }: Context,
  ) {
    const result = isId(registrationId)
      ? await resendCode(this.ports, { registrationId, acceptance }, clientAddress)
      : refuse('POLICY_NOT_ACCEPTED');
    if ('refused' in result) return refusedAs('RegistrationRefused', locale, result);
    return { __typename: 'RegistrationStarted', ...result };
  }

  @Mutation(() => RegisterResult, { description: 'The same answer whether or not the PIN is known.' })
  async register(@Arg('input', () => RegisterInput) input: RegisterInput, @Ctx() { locale, optsOut }: Context) {
    const result = isId(input.registrationId)
      ? await register(this.ports, { ...input, address: input.address ?? null, optsOut })
      : refuse('POLICY_NOT_ACCEPTED');
    if ('refused' in result) return refusedAs('RegistrationRefused', locale, result);
    return { __typename: 'Session', ...result };
  }
}
