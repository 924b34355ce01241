import { unauthorized } from '@belgi/subgraph';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { demand } from '../guard.js';
import type { Ports } from '../ports.js';
import { refusedAs } from '../refused.js';
import { changePassword } from './change-password.js';
import { refreshSession } from './refresh-session.js';
import { endSession } from './session.store.js';
import { ChangePasswordResult, SignInResult } from './session.type.js';
import { signIn } from './sign-in.js';
import { SignInInput } from './sign-in.type.js';

@Resolver()
export class SessionResolver {
  constructor(private readonly ports: Ports) {}

  @Mutation(() => SignInResult, { description: 'One answer for an unknown login and a wrong password.' })
  async signIn(@Arg('input', () => SignInInput) input: SignInInput, @Ctx() { locale, clientAddress }: Context) {
    const result = await signIn(this.ports, input, clientAddress);
    if ('refused' in result) return refusedAs('SignInRefused', locale, result);
    return { __typename: 'Session', ...result };
  }

  @Mutation(() => SignInResult, { description: 'Rotates; a refresh token used twice ends the session.' })
  async refreshSession(@Arg('refreshToken', () => String) refreshToken: string, @Ctx() { locale }: Context) {
    const result = await refreshSession(this.ports, refreshToken);
    if ('refused' in result) return refusedAs('SignInRefused', locale, result);
    return { __typename: 'Session', ...result };
  }

  @Mutation(() => Boolean)
  async signOut(@Ctx() { actor }: Context): Promise<boolean> {
    demand(actor, 'session.end');
    if (actor.kind !== 'citizen' && actor.kind !== 'staff') throw unauthorized('ROLE_REQUIRED');
    await endSession(this.ports.database, actor.session, 'SIGNED_OUT');
    return true;
  }

  @Mutation(() => ChangePasswordResult, { description: 'Ends all my other sessions.' })
  async changeMyPassword(
    @Arg('currentPassword', () => String) current: string,
    @Arg('newPassword', () => String) next: string,
    @Ctx() { actor, locale }: Context,
  ) {
    demand(actor, 'account.password');
    if (actor.kind !== 'citizen' && actor.kind !== 'staff') throw unauthorized('ROLE_REQUIRED');
    const result = await changePassword(this.ports, actor, { current, next });
    if ('refused' in result) return refusedAs('PasswordRefused', locale, result);
    return { __typename: 'PasswordChanged', at: await this.ports.database.now() };
  }
}
