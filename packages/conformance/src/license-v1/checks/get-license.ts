import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Judgement } from '../../engine/check.ts'
import { describeAnswer } from '../../engine/exchange.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted, toFault, findFirstFault } from '../../engine/judging.ts'
import { formatInMonths } from '../../purchases/times.ts'
import { requireDone, requireReply } from '../../replies/verdicts.ts'
import {
  findId,
  readParameters,
  repeatOrder,
  repeatUntilOpened,
  sendMessage,
} from '../../tokened/instances.ts'
import { createMessage } from '../messages.ts'
import {
  defineLicense,
  findLicense,
  firstOpening,
  isSameLicense,
  judgeLicense,
  openOrder,
  openingStep,
  repeatStep,
  requireLicense,
  requireOffered,
} from '../steps.ts'

const group = 'getLicense'
const source = 'license §1.1'
const stable =
  'Store the license and the instanceId for each orderId, and return both for every repeat. Do not use businessId, which differs in every request.'

const repeatedLater = defineStep('a repeat on another day', async (bench) =>
  repeatOrder(
    bench,
    'a repeat of the first getLicense with a later expireTime and testFlag 0',
    await bench.look(openingStep),
    { more: { expireTime: formatInMonths(bench, 13), testFlag: '0' } },
  ),
)

/** The same purchase four times at the same moment, and once more when the license is ready. */
export const atOnce = defineStep('repeats at the same moment', async (bench) => {
  await bench.look(openingStep)
  const { orderId = '', saasExtendParams = '' } = createMessage(bench, 'getLicense', {
    instanceId: '',
    orderId: '',
  })
  const order = { orderId, saasExtendParams }
  const four = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      openOrder(bench, `repeat ${n} of 4 simultaneous getLicense requests`, order, { meant: 'either' }),
    ),
  )
  const [first] = four
  return first ? [...four, await repeatUntilOpened(bench, first)] : four
})

export const otherOrder = defineStep('another order', async (bench) => {
  await bench.look(openingStep)
  const first = await openOrder(bench, 'a getLicense of another order', {}, { meant: 'either' })
  return repeatUntilOpened(bench, first)
})

const toRepeat = defineLicense('to repeat after its release')
const afterRelease = defineStep('a repeat after the release', async (bench) => {
  const { instanceId, orderId, opening } = await bench.look(toRepeat)
  await sendMessage(
    bench,
    'a releaseLicense before a repeat',
    createMessage(bench, 'releaseLicense', { instanceId, orderId }),
  )
  return {
    opening,
    again: await repeatOrder(bench, 'a repeat of getLicense after the release', opening, { meant: 'either' }),
  }
})

/** Requires the same instance, if the seller names one. */
const isSameInstance = (first: Exchange, again: Exchange): Judgement =>
  findId(first) === findId(again)
    ? undefined
    : toFault(
        again,
        `was answered with the instanceId ${findId(again) ?? '—'}; the order has the instance ${findId(first) ?? '—'}`,
      )

const orderIn = (exchange: Exchange): string => readParameters(exchange)['orderId'] ?? ''

const answers: readonly Check[] = [
  {
    id: 'license-v1.get.accepted',
    title: 'A purchase is accepted',
    level: 'must',
    group,
    source,
    fix: 'Answer getLicense with 000000 and the license. If the signature was refused, see the authToken checks first.',
    judge: async (look) => judgeAccepted(await look(openingStep), '000000'),
  },
  {
    id: 'license-v1.get.at-once',
    title: 'A purchase is accepted by the first call',
    level: 'should',
    group,
    source,
    fix: 'The license is in the response: every code except 000000 counts as a failure, and the next attempt is an hour later.',
    judge: async (look) => {
      const first = await look(firstOpening)
      requireLicense(await look(openingStep))
      return judgeAccepted(first, '000000')
    },
  },
  {
    id: 'license-v1.get.license.present',
    title: 'The response to a purchase has the license',
    level: 'must',
    group,
    source,
    fix: 'Put license, as a string that is not empty, into every response that accepts a getLicense: the buyer gets nothing else.',
    judge: async (look) => {
      const opening = await look(openingStep)
      requireDone(opening)
      return findLicense(opening) === undefined
        ? toFault(opening, 'was accepted without a license, a required string')
        : undefined
    },
  },
  {
    id: 'license-v1.get.id.present',
    title: 'The response to a purchase has an instanceId',
    level: 'should',
    group,
    source,
    fix: 'Put instanceId, as a string, into every response that accepts a getLicense: without it, a license can be neither renewed nor released.',
    judge: async (look) => {
      const opening = await look(openingStep)
      requireDone(opening)
      const id = opening.json?.['instanceId']
      return id === undefined || id === null || id === ''
        ? toFault(opening, 'was accepted without instanceId')
        : undefined
    },
  },
  {
    id: 'license-v1.get.id.form',
    title: 'An instanceId is a string of at most 64 characters',
    level: 'must',
    group,
    source,
    fix: 'Use IDs of at most 64 characters, as strings, such as the businessId of the first request or a UUID.',
    judge: async (look) => {
      const opening = await look(openingStep)
      requireDone(opening)
      const id = opening.json?.['instanceId'] ?? ''
      if (typeof id !== 'string')
        return toFault(opening, 'was answered with an instanceId that is not a string')
      return id.length <= 64
        ? undefined
        : toFault(opening, `was answered with an instanceId of ${id.length} characters; the maximum is 64`)
    },
  },
]

const repeats: readonly Check[] = [
  {
    id: 'license-v1.get.repeat.accepted',
    title: 'A repeat of a purchase is accepted',
    level: 'must',
    group,
    source,
    fix: 'A request is repeated if a response was lost, and restarted by hand: answer 000000 and the stored license, not an error.',
    judge: async (look) => {
      requireLicense(await look(openingStep))
      return judgeLicense(await look(repeatStep))
    },
  },
  {
    id: 'license-v1.get.repeat.same-license',
    title: 'A repeat of a purchase gives the same license',
    level: 'must',
    group,
    source,
    fix: stable,
    judge: async (look) => isSameLicense(await look(openingStep), await look(repeatStep)),
  },
  {
    id: 'license-v1.get.repeat.same-id',
    title: 'A repeat of a purchase gives the same instance',
    level: 'must',
    group,
    source,
    fix: stable,
    judge: async (look) => {
      const [first, again] = [await look(openingStep), await look(repeatStep)]
      requireLicense(again)
      return isSameInstance(first, again)
    },
  },
  {
    id: 'license-v1.get.repeat.later',
    title: 'A repeat on a later day gives the same license',
    level: 'must',
    group,
    source,
    fix: `expireTime is an estimate and may differ in a repeat, and testFlag 0 means the same as none. ${stable}`,
    judge: async (look) => isSameLicense(await look(openingStep), await look(repeatedLater)),
  },
  {
    id: 'license-v1.get.repeat.concurrent',
    title: 'Simultaneous repeats give one license',
    level: 'must',
    group,
    source,
    fix: 'Make the lookup and the insert one step, with a unique index on the order or a lock around both.',
    judge: async (look) => {
      const all = await look(atOnce)
      const made = all.filter((one) => findLicense(one) !== undefined)
      const last = made.at(-1)
      if (last === undefined) throw new CannotJudge('None of them was accepted.')
      return (
        findFirstFault(all, (one) =>
          one.reply ? undefined : toFault(one, `was answered ${describeAnswer(one)}`),
        ) ?? findFirstFault(made, (one) => isSameLicense(last, one) ?? isSameInstance(last, one))
      )
    },
  },
  {
    id: 'license-v1.get.repeat.after-release',
    title: 'A repeat after the release gives no new license',
    level: 'must',
    group,
    source,
    fix: 'Remember an order after its release: a late repeat of getLicense gets its first response again, or a refusal, but not a second license.',
    judge: async (look) => {
      await requireOffered(look, 'releaseLicense')
      const { opening, again } = await look(afterRelease)
      requireReply(again)
      return findLicense(again) === undefined ? undefined : isSameLicense(opening, again)
    },
  },
]

const others: readonly Check[] = [
  {
    id: 'license-v1.get.other-order.id',
    title: 'Another order gets another instance',
    level: 'must',
    group,
    source,
    fix: 'Give every license its own instanceId: the businessId of the first request for its order, or a UUID.',
    judge: async (look) => {
      const [first, other] = [await look(openingStep), await look(otherOrder)]
      requireLicense(first)
      requireLicense(other)
      if (findId(first) === undefined) throw new CannotJudge('The server names no instances.')
      return findId(first) === findId(other)
        ? toFault(other, `was answered with the instance of the order ${orderIn(first)}`)
        : undefined
    },
  },
  {
    id: 'license-v1.get.other-order.license',
    title: 'Another order for another machine gets another license',
    // Not every license is bound to a machine.
    level: 'should',
    group,
    source,
    fix: 'Make a license for each order, from the identificationCode in saasExtendParams.',
    judge: async (look) => {
      const [first, other] = [await look(openingStep), await look(otherOrder)]
      return requireLicense(first) === requireLicense(other)
        ? toFault(
            other,
            `was answered with the license of the order ${orderIn(first)}, which is for another machine`,
          )
        : undefined
    },
  },
]

/** Whether a purchase has one license, however often and in whatever form it is requested. */
export const getLicenseChecks: readonly Check[] = [...answers, ...repeats, ...others]
