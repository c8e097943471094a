import type { Check, Judgement } from '../../engine/check.ts'
import { defineStep } from '../../engine/check.ts'
import { describeAnswer } from '../../engine/exchange.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted, toFault, findFirstFault, writeSentence } from '../../engine/judging.ts'
import { requireDone, requireReply } from '../../replies/verdicts.ts'
import { createOrder } from '../../purchases/ids.ts'
import { createMessage } from '../messages.ts'
import { readMessage } from '../../stamped/send.ts'
import {
  becomeInstance,
  firstOpening,
  mainInstance,
  describeNotReady,
  openOrder,
  repeatOrder,
  requireId,
  sendMessage,
  waitUntilThere,
  whileOpened,
} from '../steps.ts'

const source = 'saas-v2 §3.2'
const opens = ['000000', '000004'] as const
const stableId =
  'Store the instanceId for each orderId and orderLineId, and return it for every repeat. Do not use businessId, which differs in every request.'

const repeated = defineStep('a repeat of newInstance', async (bench) =>
  repeatOrder(bench, 'a repeat of the first newInstance', await bench.look(firstOpening)),
)

/** Four retries at the same moment, of an order that was not requested before. */
export const concurrent = defineStep('repeats at the same moment', async (bench) => {
  await bench.look(firstOpening)
  const order = createOrder(bench)
  return Promise.all(
    [1, 2, 3, 4].map((n) => openOrder(bench, `repeat ${n} of 4 simultaneous newInstance requests`, order)),
  )
})

export const otherLine = defineStep('another line of the order', async (bench) => {
  const { orderId } = readMessage(await bench.look(firstOpening))
  return openOrder(bench, 'a newInstance of another line of the same order', {
    orderId,
    orderLineId: `${String(orderId)}-000002`,
  })
})

export const sameLineOtherOrder = defineStep('the same line of another order', async (bench) => {
  const { orderLineId } = readMessage(await bench.look(firstOpening))
  return openOrder(bench, 'a newInstance of another order with the same line', { orderLineId })
})

export const otherOrder = defineStep('another order', async (bench) => {
  await bench.look(firstOpening)
  return openOrder(bench, 'a newInstance of another order')
})

/** Ids of 64 characters that differ only in the last one: a server that cuts them treats them as the same id. */
export const longest = defineStep('orders with the longest IDs', async (bench) => {
  requireId(await bench.look(firstOpening))
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
})

export const withMore = defineStep('a newInstance with an extra field', async (bench) => {
  requireId(await bench.look(firstOpening))
  return openOrder(bench, 'a newInstance with an unknown field', { zone: 'cn-north-4' })
})

const afterRelease = defineStep('a repeat after the release', async (bench) => {
  const opened = await bench.look(releasedOpening)
  const { instanceId } = await becomeInstance(bench, opened)
  await sendMessage(bench, 'a releaseInstance', createMessage(bench, 'releaseInstance', instanceId))
  return repeatOrder(bench, 'a repeat of newInstance after the release', opened, {})
})
const releasedOpening = defineStep('a newInstance that will be released', async (bench) => {
  await bench.look(mainInstance)
  return openOrder(bench, 'a newInstance that will be released')
})

const rightAfter = 'a queryInstance right after newInstance'
const queriesWhileOpening = new Set([rightAfter, whileOpened])

/** A query and a repeat while an instance is being opened. */
const whileOpening = defineStep('a query while the first instance is being created', async (bench) => {
  const opening = await bench.look(firstOpening)
  const message = createMessage(bench, 'queryInstance', requireId(opening))
  return sendMessage(bench, rightAfter, message, { meant: 'either' })
})

const untilThere = defineStep('the first instance is ready', async (bench) => {
  const opening = await bench.look(firstOpening)
  if (opening.code !== '000004') return undefined
  return (await waitUntilThere(bench, requireId(opening)))
    ? undefined
    : `was answered 000004. ${describeNotReady(bench)}`
})

/** Compares the instances of two purchases; the report shows both. */
function compare(
  first: Exchange,
  other: Exchange,
  fault: (ids: [string, string]) => string | undefined,
): Judgement {
  const why = fault([requireId(first), requireId(other)])
  return why === undefined ? undefined : { why: writeSentence(other, why), exchanges: [first, other] }
}

const sameId = (first: Exchange, again: Exchange): Judgement =>
  compare(first, again, ([before, now]) =>
    before === now
      ? undefined
      : `was answered with the instanceId ${now}; the same order line has the instance ${before}`,
  )

const otherId = (first: Exchange, other: Exchange): Judgement =>
  compare(first, other, ([before, now]) =>
    before === now ? `was answered with ${now}, which is the instance of another order line` : undefined,
  )

const group = 'newInstance'

/** Whether a purchase has one instance, however often and in whatever form it is requested. */
export const newInstanceChecks: readonly Check[] = [
  {
    id: 'v2.new.accepted',
    title: 'A purchase is accepted, at once or asynchronously',
    level: 'must',
    group,
    source,
    fix: 'Answer newInstance with 000000 when the instance can be used, or with 000004 while it is being created. If the signature was refused, see the signature checks first.',
    judge: async (look) => judgeAccepted(await look(firstOpening), ...opens),
  },
  {
    id: 'v2.new.id.present',
    title: 'The response to a purchase has an instanceId',
    level: 'must',
    group,
    source,
    fix: 'Put instanceId into every response that accepts a newInstance, also with 000004.',
    judge: async (look) => {
      const opening = await look(firstOpening)
      requireDone(opening)
      const id = opening.json?.['instanceId']
      if (id !== undefined && id !== null && id !== '') return undefined
      return toFault(opening, 'was accepted without instanceId, which is required')
    },
  },
  {
    id: 'v2.new.repeat.accepted',
    title: 'A repeat of a purchase is accepted',
    level: 'must',
    group,
    source,
    fix: 'A retry is not a second purchase: answer it with 000000 or 000004 and the same instanceId, not with an error.',
    judge: async (look) => {
      requireId(await look(firstOpening))
      return judgeAccepted(await look(repeated), ...opens)
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
    title: 'Simultaneous repeats give one instance',
    level: 'must',
    group,
    source,
    fix: 'Make the lookup and the insert one step, with a unique index on orderId and orderLineId or a lock around both.',
    judge: async (look) => {
      const [first, ...others] = await look(concurrent)
      if (!first) return undefined
      return (
        findFirstFault([first, ...others], (one) =>
          one.reply ? undefined : toFault(one, `was answered ${describeAnswer(one)}`),
        ) ?? findFirstFault(others, (other) => sameId(first, other))
      )
    },
  },
  {
    id: 'v2.new.other-order',
    title: 'A different order gets a different instance',
    level: 'must',
    group,
    source,
    fix: 'Give every instance its own ID: the businessId of the first request for that order line, or a UUID.',
    judge: async (look) => otherId(await look(firstOpening), await look(otherOrder)),
  },
  {
    id: 'v2.new.other-line',
    title: 'Another line of the same order gets its own instance',
    level: 'must',
    group,
    source,
    fix: 'An order may have several lines, each with its own instance: use orderId and orderLineId together.',
    judge: async (look) => otherId(await look(firstOpening), await look(otherLine)),
  },
  {
    id: 'v2.new.same-line-other-order',
    title: 'The same line number of another order gets its own instance',
    level: 'must',
    group,
    source,
    fix: 'Use orderId and orderLineId together: an orderLineId alone may not be unique.',
    judge: async (look) => otherId(await look(firstOpening), await look(sameLineOtherOrder)),
  },
  {
    id: 'v2.new.id.form',
    title: 'The instanceId is a string of at most 64 characters',
    level: 'must',
    group,
    source,
    fix: 'Use IDs of at most 64 characters, as strings, such as the businessId of the first request or a UUID.',
    judge: async (look) => {
      const opening = await look(firstOpening)
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
    id: 'v2.new.id.usable',
    title: 'The instanceId has no comma and no space around it',
    level: 'should',
    group,
    source: 'saas-v2 §3.3',
    fix: 'Use IDs of letters, digits, hyphens and underscores: queryInstance sends several in a list with commas.',
    judge: async (look) => {
      const opening = await look(firstOpening)
      requireDone(opening)
      const id = opening.json?.['instanceId']
      if (typeof id !== 'string' || (!/[,\p{Cc}]/u.test(id) && id.trim() === id)) return undefined
      return toFault(opening, 'was answered with an instanceId that cannot be in a list with commas')
    },
  },
  {
    id: 'v2.new.length.most',
    title: 'IDs of 64 characters are stored completely',
    // The ids of real marketplaces have thirty characters at most.
    level: 'should',
    group,
    source,
    fix: 'Make the columns for orderId and orderLineId 64 characters wide, and never cut values that do not fit.',
    judge: async (look) => {
      const [one, other] = await look(longest)
      if (!one || !other) return undefined
      return findFirstFault([one, other], (each) => judgeAccepted(each, ...opens)) ?? otherId(one, other)
    },
  },
  {
    id: 'v2.new.more-members',
    title: 'An unknown field is ignored',
    level: 'should',
    group,
    source: 'saas-v2 §3.2',
    fix: 'Read the fields that you know and ignore the rest: editions of the protocol have added fields.',
    judge: async (look) => judgeAccepted(await look(withMore), ...opens),
  },
  {
    id: 'v2.new.repeat.after-release',
    title: 'A repeat after the release creates no new instance',
    level: 'must',
    group,
    source,
    fix: 'Remember an order after its release: a late repeat of newInstance gets its first response again, or a refusal, but not a second instance.',
    judge: async (look) => {
      const [opened, again] = [await look(releasedOpening), await look(afterRelease)]
      requireReply(again)
      return again.code === '000000' || again.code === '000004' ? sameId(opened, again) : undefined
    },
  },
  {
    id: 'v2.new.async.query',
    title: 'A query right after the purchase is answered as the protocol requires',
    level: 'should',
    group,
    source: 'saas-v2 §3.1, §5',
    fix: 'While an instance is being created, answer a query with 000004, or with 000000 and an info without it.',
    last: true,
    judge: async (look, made) => {
      requireId(await look(firstOpening))
      await look(whileOpening)
      const asked = made.filter(
        ({ activity, name }) => activity === 'queryInstance' && queriesWhileOpening.has(name),
      )
      return findFirstFault(asked, (one) => judgeAccepted(one, '000000', '000003', '000004'))
    },
  },
  {
    id: 'v2.new.async.ready',
    title: 'An asynchronous activation ends within the given time',
    level: 'should',
    group,
    source: 'saas-v2 §3.1',
    fix: 'After 000004, answer queryInstance with 000000 and an entry for the instance as soon as it can be used. If that takes longer, increase --ready-within.',
    judge: async (look) => {
      const opening = await look(firstOpening)
      requireId(opening)
      const fault = await look(untilThere)
      return fault === undefined ? undefined : { why: `The first newInstance ${fault}`, exchanges: [opening] }
    },
  },
]
