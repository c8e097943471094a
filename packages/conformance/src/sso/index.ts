import type { Check } from '../engine/check.ts'
import type { Plan } from '../engine/plan.ts'
import { listAddedOrganisations } from '../kit/left.ts'
import { kitV2 } from '../kit/v2.ts'
import { createSsoChecks } from './cases.ts'
import { clickCases } from './checks/click.ts'
import { refusedCases } from './checks/refused.ts'
import { signInCases } from './checks/sign-in.ts'
import { signOutCases } from './checks/sign-out.ts'
import { startCases } from './checks/start.ts'
import { tokenCases } from './checks/tokens.ts'
import { firstCall } from './companies.ts'

/** The sign-in of people, by OAuth 2.0. */
export const ssoChecks: readonly Check[] = [
  ...createSsoChecks('Start of a sign-in', startCases),
  ...createSsoChecks('Sign-in', signInCases),
  ...createSsoChecks('Click in the marketplace', clickCases),
  ...createSsoChecks('What is refused', refusedCases),
  ...createSsoChecks('Tokens', tokenCases),
  ...createSsoChecks('Sign-out', signOutCases),
]

export const ssoPlan: Plan = {
  gate: [firstCall],
  openedBy: (made) => listAddedOrganisations(kitV2, made),
}
