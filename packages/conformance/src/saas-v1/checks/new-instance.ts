import type { JsonObject } from '@loggia/protocol/wire'
import { openField } from '@loggia/signing'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Judgement } from '../../engine/check.ts'
import { describeAnswer } from '../../engine/exchange.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted, toFault, findFirstFault } from '../../engine/judging.ts'
import { requireDone } from '../../replies/verdicts.ts'
import { readBits } from './app-info.ts'
import { limitToActivity } from './of-activity.ts'
import { createOrder } from '../../purchases/ids.ts'
import {
  firstOpening,
  keyStep,
  findId,
  openOrder,
  openingStep,
  readParameters,
  repeatOrder,
  repeatStep,
  requireId,
  repeatUntilOpened,
} from '../steps.ts'

const group = 'newInstance'
const source = 'saas-v1 §6'
const stableId =
  'Store the instanceId for each orderId and return it for every repeat. Do not use businessId, which differs in every call.'
const perProduct =
  'With chargingMode 0, use orderId and productId together: a pay-per-use order may contain several products, each with its own instance.'

const repeatedInAnotherYear = defineStep('a repeat with different details', async (bench) =>
  repeatOrder(bench, 'a repeat of the first newInstance with testFlag 0', await bench.look(openingStep), {
    more: { testFlag: '0' },
  }),
)

/** The same purchase four times at the same moment, and once more when the instance is ready. */
export const atOnce = defineStep('repeats at the same moment', async (bench) => {
  const { orderId } = readParameters(await bench.look(openingStep))
  const order = { orderId: `${orderId}R` }
  const four = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      openOrder(bench, `repeat ${n} of 4 simultaneous newInstance requests`, order, { meant: 'either' }),
    ),
  )
  const [first] = four
  return first ? [...four, await repeatUntilOpened(bench, first)] : four
})

export const otherOrder = defineStep('another order', async (bench) => {
  const { orderId } = readParameters(await bench.look(openingStep))
  const order = { orderId: `${orderId}S` }
  const first = await openOrder(bench, 'a newInstance of another order', order, { meant: 'either' })
  return repeatUntilOpened(bench, first)
})

const perUse = { chargingMode: '0', productId: 'OFFI000000000000001' }
const otherProduct = { ...perUse, productId: 'OFFI000000000000002' }

/** A pay-per-use order with two products, each requested twice. */
export const payPerUse = defineStep('an order of pay-per-use', async (bench) => {
  await bench.look(openingStep)
  const order = { orderId: createOrder(bench).orderId }
  const buy = async (name: string, product: typeof perUse): Promise<Exchange> =>
    repeatUntilOpened(bench, await openOrder(bench, name, { ...order, ...product }, { meant: 'either' }))
  const first = await buy('a newInstance of a pay-per-use order', perUse)
  const second = await buy('a newInstance of another product of the pay-per-use order', otherProduct)
  const firstAgain = await buy('a repeat of a newInstance of a pay-per-use order', perUse)
  return { first, second, firstAgain }
})

const sameId = (first: Exchange, again: Exchange): Judgement => {
  const [before, now] = [requireId(first), requireId(again)]
  return before === now
    ? undefined
    : toFault(again, `was answered with the instanceId ${now}; what was bought has the instance ${before}`)
}

const otherId = (first: Exchange, other: Exchange): Judgement => {
  const [before, now] = [requireId(first), requireId(other)]
  return before !== now
    ? undefined
    : toFault(other, `was answered with ${now}, which is the instance of something else that was bought`)
}

const urlIn = ({ json }: Exchange): unknown =>
  (json?.['appInfo'] as Record<string, unknown> | null)?.['frontEndUrl']

/** The plain text of an account field, if it can be opened. */
function accountIn({ json }: Exchange, name: string, accessKey: string): string | undefined {
  const value = (json?.['appInfo'] as JsonObject | null | undefined)?.[name]
  const bits = readBits(json?.['encryptType'])
  return typeof value === 'string' ? openField({ accessKey, bits, value }) : undefined
}

/** Whether a purchase has one instance, however often and in whatever form it is requested. */
export const newInstanceChecks: readonly Check[] = [
  {
    id: 'v1.new.accepted',
    title: 'A purchase is accepted',
    level: 'must',
    group,
    source,
    fix: 'Answer newInstance with 000000 when the instance can be used. If the signature was refused, see the authToken checks first.',
    judge: async (look) => judgeAccepted(await look(openingStep), '000000'),
  },
  {
    id: 'v1.new.at-once',
    title: 'A purchase is accepted by the first call',
    level: 'should',
    group,
    source: 'saas-v1 §2',
    fix: 'V1.0 has no asynchronous activation: every code except 000000 counts as a failure and is retried, so create the instance within the 20 s of the call if you can.',
    judge: async (look) => {
      const first = await look(firstOpening)
      requireId(await look(openingStep))
      return judgeAccepted(first, '000000')
    },
  },
  {
    id: 'v1.new.id.present',
    title: 'The response to a purchase has an instanceId',
    level: 'must',
    group,
    source: 'saas-v1 §6.2',
    fix: 'Put instanceId, as a string, into every response that accepts a newInstance.',
    judge: async (look) => {
      const opening = await look(openingStep)
      requireDone(opening)
      if (findId(opening) !== undefined) return undefined
      return toFault(opening, 'was accepted without instanceId, a required string')
    },
  },
  {
    id: 'v1.new.id.length',
    title: 'An instanceId has at most 64 characters',
    level: 'must',
    group,
    source: 'saas-v1 §6.2',
    fix: 'Use IDs of at most 64 characters: the businessId of the first call, or a UUID.',
    judge: async (look) => {
      const opening = await look(openingStep)
      const { length } = requireId(opening)
      return length <= 64
        ? undefined
        : toFault(opening, `was answered with an instanceId of ${length} characters; the maximum is 64`)
    },
  },
  {
    id: 'v1.new.id.comma',
    title: 'An instanceId has no comma and no space around it',
    level: 'should',
    group,
    source: 'saas-v1 §7.6',
    fix: 'queryInstance joins IDs with commas: use letters, digits and hyphens.',
    judge: async (look) => {
      const opening = await look(openingStep)
      const id = requireId(opening)
      return id.includes(',') || id.trim() !== id
        ? toFault(opening, `was answered with the instanceId “${id}”, which cannot be in a list of IDs`)
        : undefined
    },
  },
  {
    id: 'v1.new.repeat.accepted',
    title: 'A repeat of a purchase is accepted',
    level: 'must',
    group,
    source,
    fix: 'newInstance is sent again if a response was lost, and each time the buyer views the details: answer 000000 and the stored instance, not an error.',
    judge: async (look) => {
      requireId(await look(openingStep))
      return judgeAccepted(await look(repeatStep), '000000')
    },
  },
  {
    id: 'v1.new.repeat.same-id',
    title: 'A repeat of a purchase gives the same instance',
    level: 'must',
    group,
    source,
    fix: stableId,
    judge: async (look) => sameId(await look(openingStep), await look(repeatStep)),
  },
  {
    id: 'v1.new.repeat.same-flag',
    title: 'A repeat with testFlag 0 of a first call without it gives the same instance',
    level: 'must',
    group,
    source,
    fix: `testFlag 0 and no testFlag are the same. ${stableId}`,
    judge: async (look) => sameId(await look(openingStep), await look(repeatedInAnotherYear)),
  },
  {
    id: 'v1.new.repeat.same-address',
    title: 'A repeat of a purchase gives the stored access data',
    level: 'must',
    group,
    source: 'saas-v1 §1',
    fix: 'Store the URLs and the account with the instance, and return all of them again: the buyer sees what the last call returned.',
    judge: async (look) => {
      const [first, second] = [await look(openingStep), await look(repeatStep)]
      requireId(first)
      requireId(second)
      return urlIn(first) === urlIn(second)
        ? undefined
        : toFault(
            second,
            `was answered with the frontEndUrl ${String(urlIn(second))}; the first answer had ${String(urlIn(first))}`,
          )
    },
  },
  {
    id: 'v1.new.repeat.same-account',
    title: 'A repeat of a purchase gives the stored account',
    level: 'must',
    group,
    source: 'saas-v1 §1',
    fix: 'Store the account and password with the instance, and encrypt the same ones again: the buyer sees what the last call returned.',
    judge: async (look) => {
      const { key } = await look(keyStep)
      const [first, second] = [await look(openingStep), await look(repeatStep)]
      requireId(first)
      requireId(second)
      const changed = ['userName', 'password'].find(
        (name) => accountIn(first, name, key) !== accountIn(second, name, key),
      )
      return changed && toFault(second, `was answered with a different ${changed} from the first newInstance`)
    },
  },
  {
    id: 'v1.new.repeat.concurrent',
    title: 'Simultaneous repeats give one instance',
    level: 'must',
    group,
    source,
    fix: 'Make the lookup and the insert one step, with a unique index on the order or a lock around both.',
    judge: async (look) => {
      const all = await look(atOnce)
      const answers = all.filter((one) => findId(one) !== undefined)
      const last = answers.at(-1)
      if (last === undefined) throw new CannotJudge('None of them was accepted.')
      return (
        findFirstFault(all, (one) =>
          one.reply ? undefined : toFault(one, `was answered ${describeAnswer(one)}`),
        ) ?? findFirstFault(answers, (one) => sameId(last, one))
      )
    },
  },
  {
    id: 'v1.new.other-order',
    title: 'A different order gets a different instance',
    level: 'must',
    group,
    source: 'saas-v1 §6.2',
    fix: 'Give every instance its own ID: the businessId of the first call for its order, or a UUID.',
    judge: async (look) => otherId(await look(openingStep), await look(otherOrder)),
  },
  // A seller of periods alone may recognise a purchase by its order.
  ...limitToActivity('instanceStatus', [
    {
      id: 'v1.new.pay-per-use.repeat',
      title: 'A repeat of a pay-per-use purchase gives the same instance',
      level: 'must',
      group,
      source,
      fix: perProduct,
      judge: async (look) => {
        const { first, firstAgain } = await look(payPerUse)
        return sameId(first, firstAgain)
      },
    },
    {
      id: 'v1.new.pay-per-use.other-product',
      title: 'Another product of a pay-per-use order gets its own instance',
      level: 'must',
      group,
      source,
      fix: perProduct,
      judge: async (look) => {
        const { first, second } = await look(payPerUse)
        return otherId(first, second)
      },
    },
  ]),
]
