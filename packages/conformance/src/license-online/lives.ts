import type { LicenseOnlineActivity } from '@loggia/protocol/license/online'
import { CannotJudge } from '../engine/check.ts'
import type { Check, Look, Step } from '../engine/check.ts'
import { limitChecks } from '../replies/offered.ts'
import { createEndings } from '../stamped/lives/endings.ts'
import { createRenewals } from '../stamped/lives/renewals.ts'
import type { LifeRules, Purpose } from '../stamped/lives/messages.ts'
import { createOptional } from '../stamped/lives/optional.ts'
import { createMessage } from './messages.ts'
import { defineInstance, defineIdOf, unknownActivity } from './steps.ts'

const about = (purpose: Purpose): Step<string> => defineIdOf(defineInstance(purpose))

/** Sold for a period, a product is renewed and frozen; otherwise it is neither. */
const ofPeriods: readonly LicenseOnlineActivity[] = ['refreshInstance', 'updateInstanceStatus']

export const rules: LifeRules<LicenseOnlineActivity> = {
  prefix: 'license-online',
  word: 'instance',
  activities: { refresh: 'refreshInstance', status: 'updateInstanceStatus', release: 'releaseInstance' },
  sources: {
    refresh: 'license §3.2',
    status: 'license §3.3',
    release: 'license §3.3',
    codes: 'license §2.4',
  },
  scenes: [
    { scene: 'TRIAL_TO_FORMAL', says: 'a trial becomes paid' },
    { scene: 'UNSUBSCRIBE_RENEWAL_PERIOD', says: 'a renewal is cancelled' },
  ],
  create: createMessage,
  subjects: {
    'to renew': about('to renew'),
    'to freeze': about('to freeze'),
    'to release': about('to release'),
    'for requests that must be refused': about('for requests that must be refused'),
    'for the forged release': about('for the forged release'),
    'with testFlag 0': about('with testFlag 0'),
    'with testFlag 1': about('with testFlag 1'),
    'to release while it is frozen': about('to release while it is frozen'),
    'to release for a refund': about('to release for a refund'),
  },
  limit: (activity, checks) => (ofPeriods.includes(activity) ? limitChecks(requirePeriods, checks) : checks),
}

export const renewals = createRenewals(rules)
export const endings = createEndings(rules)
export const optional = createOptional(rules, {
  plain: { refresh: renewals.renewal, status: endings.frozen, release: endings.release },
  unknown: unknownActivity,
})

/** Throws a {@link CannotJudge} if the server answers renewals and freezings like an unknown activity. */
export async function requirePeriods(look: Look): Promise<void> {
  try {
    for (const one of ofPeriods) if (await optional.isOffered(look, one)) return
  } catch (error) {
    // Without an instance this is unknown; the check itself then reports what it lacks.
    if (error instanceof CannotJudge) return
    throw error
  }
  throw new CannotJudge(
    'This server does not seem to offer refreshInstance and updateInstanceStatus: it refuses them as unknown. Products that are sold for a period need them.',
  )
}

/** Checks whose heading is an activity of a period, limited to servers that offer it. */
export const limitToOffered = (checks: readonly Check[]): readonly Check[] =>
  checks.flatMap((check) => rules.limit(check.group as LicenseOnlineActivity, [check]))
