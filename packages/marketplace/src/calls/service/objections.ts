import type { Id } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { Outcome } from '../../dialects/index.ts'
import type { Tx } from '../../platform/index.ts'
import { isAccepted } from '../rules.ts'
import type { Call, NamedInstance } from '../schema.ts'
import { getHandlers } from './context.ts'
import type { CallContext } from './context.ts'
import type { Answered } from './sending.ts'

type Heard = { readonly call: Call; readonly outcome: Outcome }

const namedIn = ({ call, outcome }: Heard): readonly NamedInstance[] => {
  if (!isAccepted(call, outcome)) return []
  const isDone = outcome.kind === 'confirmed' || outcome.kind === 'pending'
  return isDone && outcome.data.reference !== undefined ? [{ call, reference: outcome.data.reference }] : []
}

/** The reasons why domains reject accepted answers, by call. Answers without an objection are not in it. */
export async function listObjections(
  context: CallContext,
  tx: Tx,
  heard: readonly Heard[],
): Promise<ReadonlyMap<Id<'cal'>, Verdict>> {
  const verdicts = new Map<Id<'cal'>, Verdict>()
  for (const [kind, named] of Map.groupBy(heard.flatMap(namedIn), ({ call }) => call.operation.kind)) {
    const list = getHandlers(context, { kind }).objections?.[kind]
    for (const [callId, verdict] of (await list?.(tx, named)) ?? []) verdicts.set(callId, verdict)
  }
  return verdicts
}

/** The outcome, or a faulty one if there is an objection. */
export function applyObjection(outcome: Outcome, objection: Verdict | undefined): Outcome {
  return objection ? { kind: 'faulty', verdict: objection } : outcome
}

/** The answers after the objections of their domains. */
export async function withObjections(
  context: CallContext,
  tx: Tx,
  answers: readonly Answered[],
): Promise<readonly Answered[]> {
  const heard = answers.map(({ prepared, outcome }) => ({ call: prepared.call, outcome }))
  const objections = await listObjections(context, tx, heard)
  if (objections.size === 0) return answers
  return answers.map((one) => ({
    ...one,
    outcome: applyObjection(one.outcome, objections.get(one.prepared.call.id)),
  }))
}
