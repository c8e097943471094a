import { licenseCodeActivities } from '@loggia/protocol/license/code'
import type { LicenseCodeActivity } from '@loggia/protocol/license/code'
import type { Bench } from '../engine/bench.ts'
import { CannotJudge, LeftOpen, defineStep } from '../engine/check.ts'
import type { Check, Judgement, Look, Step } from '../engine/check.ts'
import { describeAnswer } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { hasCode, judgeAccepted, writeSentence } from '../engine/judging.ts'
import { createUnknownId } from '../purchases/ids.ts'
import { limitChecks } from '../replies/offered.ts'
import { isDone } from '../replies/verdicts.ts'
import { sendMessage } from '../stamped/instances.ts'
import { createEndings } from '../stamped/lives/endings.ts'
import { createRenewals } from '../stamped/lives/renewals.ts'
import type { LifeRules, Purpose } from '../stamped/lives/messages.ts'
import { createOptional } from '../stamped/lives/optional.ts'
import { unreadable } from '../stamped/send.ts'
import { createCode, createMessage } from './messages.ts'

/**
 * The code of each purpose, by its place in those that were given. Renewing and freezing can be undone, so one code is
 * enough for both; a released code is used up.
 */
const places: Readonly<Record<Purpose, number>> = {
  'to renew': 0,
  'to freeze': 0,
  'to release': 1,
  'to release while it is frozen': 2,
  'to release for a refund': 3,
  'with testFlag 1': 4,
  'with testFlag 0': 5,
  'for requests that must be refused': 6,
  'for the forged release': 7,
}
/** The number of codes with which everything is judged, and wrong requests disturb nothing else. */
const codesForAll = 8

/** Purposes that leave a code as it is if the server is right, so that the first one can serve them too. */
const harmless: ReadonlySet<Purpose> = new Set([
  'for requests that must be refused',
  'for the forged release',
])

/** The code of a purpose: one that was given, or otherwise an invented one. */
const codeFor = (purpose: Purpose): Step<string> =>
  defineStep(`a license ${purpose}`, async ({ licenses, hex }) => {
    if (licenses === undefined) return createCode({ hex })
    const code = licenses[places[purpose]] ?? (harmless.has(purpose) ? licenses[0] : undefined)
    if (code === undefined)
      throw new LeftOpen(
        `--licenses names too few codes: ${codesForAll} are enough for every check, and a released one is used up.`,
      )
    return code
  })

/** The codes that were given, for judges, which cannot see them otherwise. */
export const runCodes = defineStep('the licenses that were given', async (bench) => bench.licenses)

export const rules: LifeRules<LicenseCodeActivity> = {
  prefix: 'license-code',
  word: 'license',
  activities: {
    refresh: 'refreshLicenseCode',
    status: 'updateLicenseCodeStatus',
    release: 'releaseLicenseCode',
  },
  sources: {
    refresh: 'license §2.3',
    status: 'license §2.3',
    release: 'license §2.3',
    codes: 'license §2.4',
  },
  scenes: [{ scene: 'UNSUBSCRIBE_RENEWAL_PERIOD', says: 'a renewal is cancelled' }],
  create: createMessage,
  subjects: {
    'to renew': codeFor('to renew'),
    'to freeze': codeFor('to freeze'),
    'to release': codeFor('to release'),
    'for requests that must be refused': codeFor('for requests that must be refused'),
    'for the forged release': codeFor('for the forged release'),
    'with testFlag 0': codeFor('with testFlag 0'),
    'with testFlag 1': codeFor('with testFlag 1'),
    'to release while it is frozen': codeFor('to release while it is frozen'),
    'to release for a refund': codeFor('to release for a refund'),
  },
  limit: (activity, checks) => limitChecks((look) => requireOffered(look, activity), checks),
}

export const renewals = createRenewals(rules)
export const endings = createEndings(rules)

/** The simplest request of each activity, which a correct seller carries out. */
export const plainRequests: Readonly<Record<LicenseCodeActivity, Step<Exchange>>> = {
  refreshLicenseCode: renewals.renewal,
  updateLicenseCodeStatus: endings.frozen,
  releaseLicenseCode: endings.release,
}

const unknownActivity = defineStep('an unknown activity', (bench) =>
  sendMessage(
    bench,
    'a request of an unknown activity',
    { activity: 'noSuchActivity', license: createUnknownId(bench, 'license') },
    { meant: 'refuse', activity: unreadable },
  ),
)
const unprovedStep = defineStep('a request without a signature', (bench) =>
  sendMessage(
    bench,
    'a request without a signature',
    createMessage(bench, 'releaseLicenseCode', createUnknownId(bench, 'license')),
    { meant: 'refuse', prove: () => ({}) },
  ),
)
/** Refusals of each kind, for checks that look at replies. */
export const plainRefusals: readonly Step<Exchange>[] = [unknownActivity, unprovedStep]

export const optional = createOptional(rules, {
  plain: { refresh: renewals.renewal, status: endings.frozen, release: endings.release },
  unknown: unknownActivity,
})

/** Throws a {@link CannotJudge} if the server does not offer a callback: each of them is optional (license §2.3). */
export async function requireOffered(look: Look, activity: LicenseCodeActivity): Promise<void> {
  try {
    if (await optional.isOffered(look, activity)) return
  } catch (error) {
    // Without a code this is unknown; the check itself then reports what it lacks.
    if (error instanceof CannotJudge) return
    throw error
  }
  throw new CannotJudge(`This server does not seem to offer ${activity}: it refuses it as unknown.`)
}

/** The first right request that was carried out; otherwise the first of all. */
export const firstRequest = defineStep('the first request', async (bench): Promise<Exchange> => {
  for (const activity of licenseCodeActivities) {
    const exchange = await bench.look(plainRequests[activity])
    if (isDone(exchange)) return exchange
  }
  return bench.look(renewals.renewal)
})

const namesNone =
  'The server does not know the licenses that this run invented. Name some that it knows, such as test codes, with --licenses.'

/** Codes that do not mean that a license is unknown. */
const otherReasons = ['000001', '000002', '000005']

/**
 * Throws a {@link LeftOpen} if the server may have refused everything because it does not know the licenses that the run
 * invented.
 */
export async function requireKnown(look: Look): Promise<void> {
  if ((await look(runCodes)) !== undefined) return
  const first = await look(firstRequest)
  if (isDone(first) || hasCode(first, otherReasons) || !first.reply) return
  throw new LeftOpen(namesNone)
}

/** That the server receives something: otherwise nothing about it would be judged. */
export const offeredCheck: Check = {
  id: `${rules.prefix}.offered`,
  title: 'The server receives at least one of the callbacks',
  level: 'must',
  group: 'Replies',
  source: rules.sources.refresh,
  fix: 'Carry out the callbacks that your product needs; each is optional, but a server that refuses all of them like an unknown activity receives none. Name licenses that it knows with --licenses.',
  judge: async (look) => {
    const asked = await Promise.all(licenseCodeActivities.map((one) => look(plainRequests[one])))
    const offered = await Promise.all(licenseCodeActivities.map((one) => optional.isOffered(look, one)))
    if (offered.some(Boolean)) return undefined
    if ((await look(runCodes)) === undefined) throw new LeftOpen(namesNone)
    const [first] = asked
    return (
      first && {
        why: writeSentence(
          first,
          `was answered ${describeAnswer(first)}, and so were the other callbacks and a request of an unknown activity`,
        ),
        exchanges: asked,
      }
    )
  },
}

/** Checks of an activity, limited to servers that offer it and know the licenses of the run. */
export const limitToOffered = (checks: readonly Check[]): readonly Check[] =>
  checks.flatMap((check) =>
    licenseCodeActivities.some((activity) => activity === check.group)
      ? limitChecks(requireKnown, rules.limit(check.group as LicenseCodeActivity, [check]))
      : [check],
  )

/** An answer that shows whether a license is still in use. */
export type Shown = { readonly exchange: Exchange }

/** Renews a license, or unfreezes it if the server knows no renewals. */
export async function showLicense(bench: Bench, license: string, when: string): Promise<Shown> {
  const isRenewed = isDone(await bench.look(renewals.renewal))
  const activity = isRenewed ? 'refreshLicenseCode' : 'updateLicenseCodeStatus'
  const name = `${isRenewed ? 'a' : 'an'} ${activity} ${when}`
  const message = createMessage(bench, activity, license)
  return {
    exchange: await sendMessage(bench, name, isRenewed ? message : { ...message, status: 'UNFREEZE' }),
  }
}

export const isShown = ({ exchange }: Shown): Judgement => judgeAccepted(exchange, '000000')

/** Throws a {@link CannotJudge} if neither renewals nor states of this server show anything. */
export async function requireShowing(look: Look): Promise<void> {
  if (!isDone(await look(renewals.renewal)) && !isDone(await look(endings.frozen)))
    throw new CannotJudge('Neither the renewals nor the states of this server could show it.')
}
