import { defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { judgeAccepted, toFault, findFirstFault } from '../../engine/judging.ts'
import { requireDone } from '../../replies/verdicts.ts'
import { createOpeningChecks, createOpenings } from '../../stamped/openings.ts'
import type { OpeningRules } from '../../stamped/openings.ts'
import { createMessage } from '../messages.ts'
import {
  becomeInstance,
  describeNotReady,
  firstOpening,
  mainInstance,
  requireId,
  sendMessage,
  waitUntilThere,
  whileOpened,
} from '../steps.ts'

const source = 'saas-v2 §3.2'
const group = 'newInstance'

const rules: OpeningRules = {
  prefix: 'v2',
  source,
  first: firstOpening,
  main: mainInstance,
  becomeInstance,
  release: (bench, instanceId) =>
    sendMessage(bench, 'a releaseInstance', createMessage(bench, 'releaseInstance', instanceId)),
}

/** The purchases of a run that differ from the plain one. */
export const openings = createOpenings(rules)

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

/** Whether a purchase has one instance, however often and in whatever form it is requested, and when it is ready. */
export const newInstanceChecks: readonly Check[] = [
  ...createOpeningChecks(rules, openings),
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
