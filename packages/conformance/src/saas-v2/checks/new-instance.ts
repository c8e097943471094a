import type { Check } from '../../engine/check.ts'
import { step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { accepted, faultOf, firstFault } from '../../engine/judging.ts'
import { firstOpening, messageIn, openOrder, repeatOrder, requireId } from '../steps.ts'

const source = 'saas-v2 §3.2'
const opens = ['000000', '000004'] as const
const stableId =
  'Keep which instanceId you gave for orderId and orderLineId, and give it again for every repeat; never go by businessId, which differs on every request.'

const repeated = step('a repeat of newInstance', async (bench) =>
  repeatOrder(bench, 'a repeat of the first newInstance', await bench.look(firstOpening)),
)

/** Four retries at one moment, of an order that was not asked for before. */
const concurrent = step('repeats at the same moment', async (bench) => {
  await bench.look(firstOpening)
  const { orderId, orderLineId } = messageIn(await bench.look(firstOpening))
  const order = { orderId: `${String(orderId)}R`, orderLineId: `${String(orderLineId)}R` }
  return Promise.all(
    [1, 2, 3, 4].map((n) => openOrder(bench, `a newInstance that came ${n} of 4 times at once`, order)),
  )
})

const otherLine = step('another line of the order', async (bench) => {
  const { orderId } = messageIn(await bench.look(firstOpening))
  return openOrder(bench, 'a newInstance of another line of the same order', {
    orderId,
    orderLineId: `${String(orderId)}-000002`,
  })
})

const sameLineOtherOrder = step('the same line of another order', async (bench) => {
  const { orderLineId } = messageIn(await bench.look(firstOpening))
  return openOrder(bench, 'a newInstance of another order with the same line', { orderLineId })
})

const otherOrder = step('another order', async (bench) => {
  await bench.look(firstOpening)
  return openOrder(bench, 'a newInstance of another order')
})

function sameId(first: Exchange, again: Exchange): ReturnType<typeof faultOf> {
  const [before, now] = [requireId(first), requireId(again)]
  return before === now
    ? undefined
    : faultOf(
        again,
        `was answered with the instanceId ${now}; it is the same order line and has the instance ${before}`,
      )
}

function otherId(first: Exchange, other: Exchange): ReturnType<typeof faultOf> {
  const [before, now] = [requireId(first), requireId(other)]
  return before !== now
    ? undefined
    : faultOf(other, `was answered with ${now}, which is the instance of another order line`)
}

const group = 'newInstance'

/** Whether a purchase is one instance, however often and in whatever way it is asked for. */
export const newInstanceChecks: readonly Check[] = [
  {
    id: 'v2.new.accepted',
    title: 'A purchase is accepted, at once or asynchronously',
    level: 'must',
    group,
    source,
    fix: 'Answer newInstance with 000000 when the instance can be used, or with 000004 while it is being made. If the proof was refused, see the checks of the signature first.',
    judge: async (look) => accepted(await look(firstOpening), ...opens),
  },
  {
    id: 'v2.new.id.present',
    title: 'The answer to a purchase names an instanceId',
    level: 'must',
    group,
    source,
    fix: 'Put the member instanceId into every reply to newInstance that accepts it, also with 000004.',
    judge: async (look) => {
      const opening = await look(firstOpening)
      const id = opening.json?.['instanceId']
      if (accepted(opening, ...opens) !== undefined || (id !== undefined && id !== null && id !== ''))
        return undefined
      return faultOf(opening, 'was accepted without an instanceId; the member is mandatory')
    },
  },
  {
    id: 'v2.new.repeat.accepted',
    title: 'A repeat of a purchase is accepted',
    level: 'must',
    group,
    source,
    fix: 'A retry is no second purchase: answer it with 000000 or 000004 and the same instanceId, not with an error.',
    judge: async (look) => {
      requireId(await look(firstOpening))
      return accepted(await look(repeated), ...opens)
    },
  },
  {
    id: 'v2.new.repeat.same-id',
    title: 'A repeat of a purchase gives the same instance',
    level: 'must',
    group,
    source,
    fix: stableId,
    judge: async (look) => sameId(await look(firstOpening), await look(repeated)),
  },
  {
    id: 'v2.new.repeat.concurrent',
    title: 'Repeats that come at the same moment give one instance',
    level: 'must',
    group,
    source,
    fix: 'Make the look-up and the insert one step: a unique index on orderId and orderLineId, or a lock held over both.',
    judge: async (look) => {
      const [first, ...others] = await look(concurrent)
      return first && firstFault(others, (other) => sameId(first, other))
    },
  },
  {
    id: 'v2.new.other-order',
    title: 'Another order gets another instance',
    level: 'must',
    group,
    source,
    fix: 'Give every instance an id of its own: the businessId of the first request for that order line, or a UUID.',
    judge: async (look) => otherId(await look(firstOpening), await look(otherOrder)),
  },
  {
    id: 'v2.new.other-line',
    title: 'Another line of the same order gets another instance',
    level: 'must',
    group,
    source,
    fix: 'One order may hold several lines, each an instance: go by orderId and orderLineId together.',
    judge: async (look) => otherId(await look(firstOpening), await look(otherLine)),
  },
  {
    id: 'v2.new.same-line-other-order',
    title: 'The same line number of another order gets another instance',
    level: 'must',
    group,
    source,
    fix: 'Go by orderId and orderLineId together: an orderLineId alone is not promised to be unique.',
    judge: async (look) => otherId(await look(firstOpening), await look(sameLineOtherOrder)),
  },
]
