import { operations } from '@goodshunter/contracts/api';
import { bind, type Endpoint } from '../http/endpoint.js';
import type { SecondFactorService } from '../services/people/second-factor-service.js';

/** What is asked for after the password. */
export function secondFactorEndpoints(secondFactors: SecondFactorService): Endpoint[] {
  return [
    bind(operations.readSecondFactor, async ({ caller }) => ({ status: 200, body: await secondFactors.read(caller) })),
    bind(operations.startAuthenticatorApp, async ({ caller }) => ({
      status: 200,
      body: await secondFactors.startApp(caller),
    })),
    bind(operations.switchOnSecondFactor, async ({ caller, body }) => ({
      status: 200,
      body: await secondFactors.switchOn(caller, body),
    })),
    bind(operations.switchOffSecondFactor, async ({ caller }) => {
      await secondFactors.switchOff(caller);
      return { status: 204 };
    }),
    bind(operations.renewRecoveryCodes, async ({ caller }) => ({
      status: 200,
      body: await secondFactors.renewRecoveryCodes(caller),
    })),
    bind(operations.resetSecondFactor, async ({ caller, id }) => {
      await secondFactors.reset(caller, id);
      return { status: 204 };
    }),
  ];
}
