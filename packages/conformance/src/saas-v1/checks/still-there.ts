import type { Bench } from '../../engine/bench.ts'
import { CannotJudge } from '../../engine/check.ts'
import type { Judgement, Look } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted } from '../../engine/judging.ts'
import { isDone } from '../../replies/verdicts.ts'
import { createMessage } from '../messages.ts'
import type { SaasV1Activity } from '../messages.ts'
import { mainInstance, queryStep, refreshStep, sendMessage } from '../steps.ts'
import type { Instance } from '../steps.ts'
import { isTold } from './query-instance.ts'

/** An answer that shows whether an instance exists. */
export type Shown = { readonly instanceId: string; readonly exchange: Exchange }

/**
 * The activity by which this server shows that an instance exists: a query, or a renewal if its queries return nothing.
 */
async function showingActivity(look: Look): Promise<SaasV1Activity> {
  const { instanceId } = await look(mainInstance)
  if (isTold(await look(queryStep), instanceId) === undefined) return 'queryInstance'
  if (isDone(await look(refreshStep))) return 'refreshInstance'
  throw new CannotJudge('Neither the queries nor the renewals of this server could show it.')
}

/** Sends a request whose answer shows whether an instance exists. `when` is appended to the name of the request. */
export async function showInstance(
  bench: Bench,
  { instanceId }: Pick<Instance, 'instanceId'>,
  when: string,
): Promise<Shown> {
  const activity = await showingActivity(bench.look)
  const name = `a ${activity} ${when}`
  return { instanceId, exchange: await sendMessage(bench, name, createMessage(bench, activity, instanceId)) }
}

export const isShown = ({ instanceId, exchange }: Shown): Judgement =>
  exchange.activity === 'queryInstance' ? isTold(exchange, instanceId) : judgeAccepted(exchange, '000000')
