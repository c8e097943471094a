import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import type { JsonObject } from '@loggia/protocol/wire'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Judgement, Level, Look, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted, toFault } from '../../engine/judging.ts'

import { createMessage } from '../messages.ts'
import { readMessage } from '../../stamped/send.ts'
import { isThere, mainInstance, queryStep, sendMessage } from '../steps.ts'
import type { Instance } from '../steps.ts'

/** Sends a message about an instance after an earlier step. */
export const defineFollowUp = (
  name: string,
  before: Step<Exchange>,
  { about, activity, more = {} }: { about: Step<Instance>; activity: SaasV2Activity; more?: JsonObject },
): Step<Exchange> =>
  defineStep(name, async (bench) => {
    requireDone(await bench.look(before))
    const { instanceId } = await bench.look(about)
    return sendMessage(bench, name, { ...createMessage(bench, activity, instanceId), ...more })
  })

export const requireDone = (before: Exchange): void => {
  if (before.code !== '000000')
    throw new CannotJudge(`The previous step was not carried out: ${before.name}.`)
}

/** Sends the same message again, like a retry. */
export const defineRepetition = (
  name: string,
  first: Step<Exchange>,
  later?: Step<Exchange>,
): Step<Exchange> =>
  defineStep(name, async (bench) => {
    const before = await bench.look(first)
    requireDone(before)
    if (later) await bench.look(later)
    return sendMessage(bench, name, readMessage(before))
  })

type Seen = { readonly instanceId: string; readonly exchange: Exchange }

/** Queries an instance after an earlier step. */
export const defineStillThere = (name: string, before: Step<Exchange>, about: Step<Instance>): Step<Seen> =>
  defineStep(name, async (bench) => {
    requireDone(await bench.look(before))
    const { instanceId } = await bench.look(about)
    return {
      instanceId,
      exchange: await sendMessage(bench, name, createMessage(bench, 'queryInstance', instanceId)),
    }
  })

/** If a query does not describe the first instance, queries show nothing about other ones either. */
export async function requireQueries(look: Look): Promise<void> {
  if (!isThere(await look(queryStep), (await look(mainInstance)).instanceId))
    throw new CannotJudge('The server’s responses to queries do not show it.')
}

export const isStillThere = ({ instanceId, exchange }: Seen): Judgement =>
  isThere(exchange, instanceId)
    ? undefined
    : toFault(exchange, 'no longer returns the instance, which must stay the same')

/** A message that must be carried out, and the check for it. */
export type Plain = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly of: SaasV2Activity
  readonly fix: string
  readonly sent: Step<Exchange>
  readonly codes?: readonly string[]
}

const sections: Readonly<Record<SaasV2Activity, string>> = {
  newInstance: '§3.2',
  queryInstance: '§3.3',
  refreshInstance: '§3.4',
  updateInstanceStatus: '§3.5',
  releaseInstance: '§3.6',
  upgradeInstance: '§3.7',
  changeInstanceCheck: '§3.8',
}

/** Creates the checks that each message is answered with a code of success. */
export const createChecks = (plain: readonly Plain[]): readonly Check[] =>
  plain.map(({ of, sent, codes = ['000000'], level = 'must', ...check }) => ({
    ...check,
    level,
    group: of,
    source: `saas-v2 ${sections[of]}`,
    judge: async (look) => judgeAccepted(await look(sent), ...codes),
  }))

/** How to handle a repeat. */
export const retry =
  'A request is repeated if your response was lost: answer 000000 if there is nothing left to do.'
