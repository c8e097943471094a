import type { Bench } from '../engine/bench.ts'
import { defineStep } from '../engine/check.ts'
import type { Check, Judgement, Step } from '../engine/check.ts'
import { describeAnswer } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { judgeAccepted, toFault, findFirstFault, writeSentence } from '../engine/judging.ts'
import { createOrder } from '../purchases/ids.ts'
import { requireDone, requireReply } from '../replies/verdicts.ts'
import { findId, openOrder, repeatOrder, requireId } from './instances.ts'
import type { Instance } from './instances.ts'
import { readMessage } from './send.ts'

const opens = ['000000', '000004'] as const
const stableId =
  'Store the instanceId for each orderId and orderLineId, and return it for every repeat. Do not use businessId, which differs in every request.'

/** How a protocol opens instances by newInstance. */
export type OpeningRules = {
  readonly prefix: string
  readonly source: string
  /** The first purchase of the run. */
  readonly first: Step<Exchange>
  readonly main: Step<Instance>
  /** The instance of an accepted purchase, after it is ready. */
  readonly becomeInstance: (bench: Bench, opening: Exchange) => Promise<Instance>
  readonly release: (bench: Bench, instanceId: string) => Promise<Exchange>
}

/** Purchases that show what a repeat is, and what is not. */
export type Openings = {
  readonly first: Step<Exchange>
  readonly repeated: Step<Exchange>
  /** Four retries at the same moment, of an order that was not requested before. */
  readonly concurrent: Step<readonly Exchange[]>
  readonly otherLine: Step<Exchange>
  readonly sameLineOtherOrder: Step<Exchange>
  readonly otherOrder: Step<Exchange>
  /** Ids of 64 characters that differ only in the last one: a server that cuts them treats them as the same id. */
  readonly longest: Step<readonly Exchange[]>
  readonly withMore: Step<Exchange>
  readonly releasedOpening: Step<Exchange>
  readonly afterRelease: Step<Exchange>
}

export const createOpenings = (rules: OpeningRules): Openings => ({
  first: rules.first,
  ...createRepeats(rules.first),
  ...createOthers(rules.first),
  ...createReleased(rules),
})

const createRepeats = (first: Step<Exchange>): Pick<Openings, 'repeated' | 'concurrent'> => ({
  repeated: defineStep('a repeat of newInstance', async (bench) =>
    repeatOrder(bench, 'a repeat of the first newInstance', await bench.look(first)),
  ),
  concurrent: defineStep('repeats at the same moment', async (bench) => {
    await bench.look(first)
    const order = createOrder(bench)
    return Promise.all(
      [1, 2, 3, 4].map((n) => openOrder(bench, `repeat ${n} of 4 simultaneous newInstance requests`, order)),
    )
  }),
})

const createOthers = (
  first: Step<Exchange>,
): Pick<Openings, 'otherLine' | 'sameLineOtherOrder' | 'otherOrder' | 'longest' | 'withMore'> => ({
  otherLine: defineStep('another line of the order', async (bench) => {
    const { orderId } = readMessage(await bench.look(first))
    return openOrder(bench, 'a newInstance of another line of the same order', {
      orderId,
      orderLineId: `${String(orderId)}-000002`,
    })
  }),
  sameLineOtherOrder: defineStep('the same line of another order', async (bench) => {
    const { orderLineId } = readMessage(await bench.look(first))
    return openOrder(bench, 'a newInstance of another order with the same line', { orderLineId })
  }),
  otherOrder: defineStep('another order', async (bench) => {
    await bench.look(first)
    return openOrder(bench, 'a newInstance of another order')
  }),
  longest: defineStep('orders with the longest IDs', async (bench) => {
    requireId(await bench.look(first))
    const { orderId } = createOrder(bench)
    const line = orderId.padEnd(63, '0')
    return Promise.all(
      ['1', '2'].map((last) =>
        openOrder(bench, 'a newInstance whose IDs have 64 characters', {
          orderId: line + last,
          orderLineId: line + last,
        }),
      ),
    )
  }),
  withMore: defineStep('a newInstance with an extra field', async (bench) => {
    requireId(await bench.look(first))
    return openOrder(bench, 'a newInstance with an unknown field', { zone: 'cn-north-4' })
  }),
})

function createReleased({
  main,
  becomeInstance,
  release,
}: OpeningRules): Pick<Openings, 'releasedOpening' | 'afterRelease'> {
  const releasedOpening = defineStep('a newInstance that will be released', async (bench) => {
    await bench.look(main)
    return openOrder(bench, 'a newInstance that will be released')
  })
  const afterRelease = defineStep('a repeat after the release', async (bench) => {
    const opened = await bench.look(releasedOpening)
    const { instanceId } = await becomeInstance(bench, opened)
    await release(bench, instanceId)
    return repeatOrder(bench, 'a repeat of newInstance after the release', opened, {})
  })
  return { releasedOpening, afterRelease }
}

/** Compares the instances of two purchases; the report shows both. */
function compare(
  first: Exchange,
  other: Exchange,
  fault: (ids: [string, string]) => string | undefined,
): Judgement {
  const why = fault([requireId(first), requireId(other)])
  return why === undefined ? undefined : { why: writeSentence(other, why), exchanges: [first, other] }
}

/** Requires that a repeat of a purchase has its instance. */
export const judgeSameInstance = (first: Exchange, again: Exchange): Judgement =>
  compare(first, again, ([before, now]) =>
    before === now
      ? undefined
      : `was answered with the instanceId ${now}; the same order line has the instance ${before}`,
  )

const otherId = (first: Exchange, other: Exchange): Judgement =>
  compare(first, other, ([before, now]) =>
    before === now ? `was answered with ${now}, which is the instance of another order line` : undefined,
  )

/** Requires an acceptance, and an instance in it. */
export const judgeOpened = (exchange: Exchange): Judgement =>
  judgeAccepted(exchange, ...opens) ??
  (findId(exchange) === undefined ? toFault(exchange, 'was accepted without instanceId') : undefined)

type OpeningCheck = Omit<Check, 'group' | 'source' | 'judge'> & {
  readonly judge: (steps: Openings) => Check['judge']
}

const checks: readonly OpeningCheck[] = [
  {
    id: 'new.accepted',
    title: 'A purchase is accepted, at once or asynchronously',
    level: 'must',
    fix: 'Answer newInstance with 000000 when the instance can be used, or with 000004 while it is being created. If the signature was refused, see the signature checks first.',
    judge: (steps) => async (look) => judgeAccepted(await look(steps.first), ...opens),
  },
  {
    id: 'new.id.present',
    title: 'The response to a purchase has an instanceId',
    level: 'must',
    fix: 'Put instanceId into every response that accepts a newInstance, also with 000004.',
    judge: (steps) => async (look) => {
      const opening = await look(steps.first)
      requireDone(opening)
      const id = opening.json?.['instanceId']
      if (id !== undefined && id !== null && id !== '') return undefined
      return toFault(opening, 'was accepted without instanceId, which is required')
    },
  },
  {
    id: 'new.repeat.accepted',
    title: 'A repeat of a purchase is accepted',
    level: 'must',
    fix: 'A retry is not a second purchase: answer it with 000000 or 000004 and the same instanceId, not with an error.',
    judge: (steps) => async (look) => {
      requireId(await look(steps.first))
      return judgeOpened(await look(steps.repeated))
    },
  },
  {
    id: 'new.repeat.same-id',
    title: 'A repeat of a purchase gives the same instance',
    level: 'must',
    fix: stableId,
    judge: (steps) => async (look) => judgeSameInstance(await look(steps.first), await look(steps.repeated)),
  },
  {
    id: 'new.repeat.concurrent',
    title: 'Simultaneous repeats give one instance',
    level: 'must',
    fix: 'Make the lookup and the insert one step, with a unique index on orderId and orderLineId or a lock around both.',
    judge: (steps) => async (look) => {
      const [first, ...others] = await look(steps.concurrent)
      if (!first) return undefined
      return (
        findFirstFault([first, ...others], (one) =>
          one.reply ? undefined : toFault(one, `was answered ${describeAnswer(one)}`),
        ) ?? findFirstFault(others, (other) => judgeSameInstance(first, other))
      )
    },
  },
  {
    id: 'new.other-order',
    title: 'A different order gets a different instance',
    level: 'must',
    fix: 'Give every instance its own ID: the businessId of the first request for that order line, or a UUID.',
    judge: (steps) => async (look) => otherId(await look(steps.first), await look(steps.otherOrder)),
  },
  {
    id: 'new.other-line',
    title: 'Another line of the same order gets its own instance',
    level: 'must',
    fix: 'An order may have several lines, each with its own instance: use orderId and orderLineId together.',
    judge: (steps) => async (look) => otherId(await look(steps.first), await look(steps.otherLine)),
  },
  {
    id: 'new.same-line-other-order',
    title: 'The same line number of another order gets its own instance',
    level: 'must',
    fix: 'Use orderId and orderLineId together: an orderLineId alone may not be unique.',
    judge: (steps) => async (look) => otherId(await look(steps.first), await look(steps.sameLineOtherOrder)),
  },
  {
    id: 'new.id.form',
    title: 'The instanceId is a string of at most 64 characters',
    level: 'must',
    fix: 'Use IDs of at most 64 characters, as strings, such as the businessId of the first request or a UUID.',
    judge: (steps) => async (look) => {
      const opening = await look(steps.first)
      requireDone(opening)
      const id = opening.json?.['instanceId'] ?? ''
      if (typeof id !== 'string')
        return toFault(opening, 'was answered with an instanceId that is not a string')
      return id.length > 64
        ? toFault(opening, `was answered with an instanceId of ${id.length} characters; the maximum is 64`)
        : undefined
    },
  },
  {
    id: 'new.length.most',
    title: 'IDs of 64 characters are stored completely',
    // The ids of real marketplaces have thirty characters at most.
    level: 'should',
    fix: 'Make the columns for orderId and orderLineId 64 characters wide, and never cut values that do not fit.',
    judge: (steps) => async (look) => {
      const [one, other] = await look(steps.longest)
      if (!one || !other) return undefined
      return findFirstFault([one, other], (each) => judgeAccepted(each, ...opens)) ?? otherId(one, other)
    },
  },
  {
    id: 'new.more-members',
    title: 'An unknown field is ignored',
    level: 'should',
    fix: 'Read the fields that you know and ignore the rest: editions of the protocol have added fields.',
    judge: (steps) => async (look) => judgeAccepted(await look(steps.withMore), ...opens),
  },
  {
    id: 'new.repeat.after-release',
    title: 'A repeat after the release creates no new instance',
    level: 'must',
    fix: 'Remember an order after its release: a late repeat of newInstance gets its first response again, or a refusal, but not a second instance.',
    judge: (steps) => async (look) => {
      const [opened, again] = [await look(steps.releasedOpening), await look(steps.afterRelease)]
      requireReply(again)
      return again.code === '000000' || again.code === '000004' ? judgeSameInstance(opened, again) : undefined
    },
  },
]

/** Whether a purchase has one instance, however often and in whatever form it is requested. */
export const createOpeningChecks = (
  { prefix, source }: Pick<OpeningRules, 'prefix' | 'source'>,
  openings: Openings,
): readonly Check[] =>
  checks.map(({ id, judge, ...check }) => ({
    ...check,
    id: `${prefix}.${id}`,
    group: 'newInstance',
    source,
    judge: judge(openings),
  }))
