import type { LicenseV1Activity } from '@loggia/protocol/license/v1'
import type { Bench } from '../engine/bench.ts'
import { CannotJudge, LeftOpen, defineStep } from '../engine/check.ts'
import type { Judgement, Look, Step } from '../engine/check.ts'
import { describeAnswer } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { judgeAccepted, toFault } from '../engine/judging.ts'
import { createOrder, createUnknownId } from '../purchases/ids.ts'
import { withArticle } from '../replies/refusals.ts'
import { isOffered } from '../replies/offered.ts'
import { isDone } from '../replies/verdicts.ts'
import { findId, readParameters, repeatOrder, repeatUntilOpened, sendMessage } from '../tokened/instances.ts'
import type { Parameters, Sending } from '../tokened/send.ts'
import { createMessage } from './messages.ts'
import type { Sold } from './messages.ts'

const nothing: Sold = { instanceId: '', orderId: '' }

/** Sends a purchase. Default: of a new order; `more` may name another one. */
export const openOrder = (
  bench: Bench,
  name: string,
  more: Parameters = {},
  rest: Partial<Sending> = {},
): Promise<Exchange> =>
  sendMessage(bench, name, { ...createMessage(bench, 'getLicense', nothing), ...more }, rest)

/** The license in an answer to a purchase, if it was accepted. */
export const findLicense = ({ json, code }: Exchange): string | undefined => {
  const license = json?.['license']
  return code === '000000' && typeof license === 'string' && license !== '' ? license : undefined
}

/** {@link findLicense}; throws a {@link CannotJudge} if there is none. */
export function requireLicense(exchange: Exchange): string {
  const license = findLicense(exchange)
  if (license === undefined)
    throw new LeftOpen(
      `There is no license to test with: ${exchange.name} was answered ${describeAnswer(exchange)}.`,
    )
  return license
}

/** The first purchase of the run, with its immediate answer. */
export const firstOpening = defineStep('the first getLicense', (bench) =>
  openOrder(bench, 'the first getLicense', {}, { meant: 'either' }),
)

/** The first purchase, after its license was made. */
export const openingStep = defineStep('the first license', async (bench) =>
  repeatUntilOpened(bench, await bench.look(firstOpening)),
)

/** The same purchase again, like a retry. */
export const repeatStep = defineStep('a repeat of getLicense', async (bench) =>
  repeatOrder(bench, 'a repeat of the first getLicense', await bench.look(openingStep)),
)

/** A license that the seller made in this run, and the answer with it. */
export type Made = Sold & { readonly opening: Exchange }

/** Early sellers name no instance, because they have neither renewals nor releases (license §1.1). */
export function becomeSold(opening: Exchange): Made {
  requireLicense(opening)
  const instanceId = findId(opening)
  if (instanceId === undefined)
    throw new CannotJudge(
      'The server names no instance, so its licenses can be neither renewed nor released.',
    )
  return { instanceId, orderId: readParameters(opening)['orderId'] ?? '', opening }
}

/** The first purchase. No step releases its license. */
export const mainLicense = defineStep('what was bought first', async (bench) =>
  becomeSold(await bench.look(openingStep)),
)

/** An additional license for steps that change it. Nothing is bought if the first one was not. */
export const defineLicense = (purpose: string): Step<Made> =>
  defineStep(`a license ${purpose}`, async (bench) => {
    await bench.look(mainLicense)
    const first = await openOrder(bench, `the getLicense of a license ${purpose}`, {}, { meant: 'either' })
    return becomeSold(await repeatUntilOpened(bench, first))
  })

/** A license for requests that must be refused, so that a wrong seller's changes to it affect nothing else. */
export const spareLicense = defineLicense('for requests that must be refused')

/** How a message about a license differs from a right message of the activity. */
export type About = {
  readonly about?: Step<Sold>
  readonly more?: Parameters | ((bench: Bench) => Parameters)
  readonly after?: Step<unknown>
  readonly rest?: Partial<Sending>
}

/** Sends a message of this activity about a license; if `after` is given, after that step. */
export const askAbout = (
  name: string,
  activity: LicenseV1Activity,
  { about = mainLicense, more = {}, after, rest }: About = {},
): Step<Exchange> =>
  defineStep(name, async (bench) => {
    if (after) await Promise.allSettled([bench.look(after)])
    const { instanceId, orderId } = await bench.look(about)
    const others = typeof more === 'function' ? more(bench) : more
    const message = createMessage(bench, activity, { instanceId, orderId })
    return sendMessage(bench, name, { ...message, ...others }, rest)
  })

/** Sends the same request about the same license again, like a retry. */
export const defineRepetition = (name: string, first: Step<Exchange>): Step<Exchange> =>
  defineStep(name, async (bench) => sendMessage(bench, name, readParameters(await bench.look(first))))

/** A message of this activity about an instance that no seller has. */
const askUnknown = (activity: LicenseV1Activity): Step<Exchange> => {
  const name = `${withArticle(activity)} of an instance that does not exist`
  return defineStep(name, (bench) => {
    const sold = { instanceId: createUnknownId(bench), orderId: createOrder(bench).orderId }
    return sendMessage(bench, name, createMessage(bench, activity, sold), { meant: 'refuse' })
  })
}

export const toRelease = defineLicense('to release')
export const refreshStep = askAbout('a refreshLicense', 'refreshLicense')
export const releaseStep = askAbout('a releaseLicense', 'releaseLicense', { about: toRelease })

/** The simplest request of each activity, which a correct seller carries out. */
export const plainRequests: Readonly<Record<LicenseV1Activity, Step<Exchange>>> = {
  getLicense: openingStep,
  refreshLicense: refreshStep,
  releaseLicense: releaseStep,
}

export const unknownActivity = defineStep('an unknown activity', (bench) =>
  sendMessage(
    bench,
    'an unknown activity',
    { activity: 'noSuchActivity', instanceId: createUnknownId(bench) },
    { meant: 'refuse' },
  ),
)

export const unprovedStep = defineStep('a request without a signature', (bench) => {
  const message = createMessage(bench, 'releaseLicense', {
    orderId: createOrder(bench).orderId,
    instanceId: createUnknownId(bench),
  })
  return sendMessage(bench, 'a request without a signature', message, {
    meant: 'refuse',
    without: ['timeStamp'],
    wire: (pairs) => pairs.filter(([name]) => name !== 'authToken'),
  })
})

type Later = Exclude<LicenseV1Activity, 'getLicense'>

/** Requests of activities about an instance that no seller has. */
export const ofNothing: Readonly<Record<Later, Step<Exchange>>> = {
  refreshLicense: askUnknown('refreshLicense'),
  releaseLicense: askUnknown('releaseLicense'),
}

const withEverything = (activity: Later, first: Step<Exchange>, more: Parameters): Step<Exchange> => {
  const name = `${withArticle(activity)} with every optional parameter`
  return defineStep(name, async (bench) =>
    sendMessage(bench, name, { ...readParameters(await bench.look(first)), ...more }),
  )
}

/** Requests of activities with all that they may have. */
const whole: Readonly<Record<Later, Step<Exchange>>> = {
  refreshLicense: withEverything('refreshLicense', refreshStep, {
    productId: 'OFFI000000000000011',
    periodType: 'year',
    periodNumber: '1',
    testFlag: '0',
  }),
  releaseLicense: withEverything('releaseLicense', releaseStep, { testFlag: '0' }),
}

/** One request of each activity and one refusal of each kind, for checks that look at replies. */
export const plainExchanges: readonly Step<unknown>[] = [
  ...Object.values(plainRequests),
  unknownActivity,
  unprovedStep,
  ofNothing.releaseLicense,
]

/**
 * Throws a {@link CannotJudge} if the server does not renew or release licenses, as early sellers: it then answers this
 * activity like one that cannot exist.
 */
export async function requireOffered(look: Look, activity: Later): Promise<void> {
  const others = [whole[activity], ofNothing[activity]]
  if (await isOffered(look, { plain: plainRequests[activity], others, unknown: unknownActivity })) return
  throw new CannotJudge(`This server does not offer ${activity}: it answers it like an unknown activity.`)
}

/** An answer that shows whether what was sold is still in use. */
export type Shown = { readonly made: Made; readonly exchange: Exchange }

/** Renews a license, or asks for it again if the server knows no renewals. `when` is appended to the name. */
export async function showLicense(bench: Bench, made: Made, when: string): Promise<Shown> {
  if (!isDone(await bench.look(refreshStep)))
    return { made, exchange: await repeatOrder(bench, `a repeat of a getLicense ${when}`, made.opening) }
  const name = `a refreshLicense ${when}`
  return { made, exchange: await sendMessage(bench, name, createMessage(bench, 'refreshLicense', made)) }
}

export const isShown = ({ made, exchange }: Shown): Judgement =>
  judgeAccepted(exchange, '000000') ??
  (exchange.activity === 'getLicense' ? isSameLicense(made.opening, exchange) : undefined)

/** Requires an acceptance, and a license in it. */
export const judgeLicense = (exchange: Exchange): Judgement =>
  judgeAccepted(exchange, '000000') ?? judgePresent(exchange)

const judgePresent = (exchange: Exchange): Judgement =>
  exchange.code === '000000' && findLicense(exchange) === undefined
    ? toFault(exchange, 'was accepted without a license')
    : undefined

/** Requires that a repeat brings the same license. */
export function isSameLicense(first: Exchange, again: Exchange): Judgement {
  const license = requireLicense(first)
  const missing = judgePresent(again)
  if (missing !== undefined) return missing
  return license === requireLicense(again)
    ? undefined
    : toFault(again, 'was answered with another license than the first one of the order')
}
