import { omitUndefined, isId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { Messages } from '@loggia/protocol/console'
import { waitForAll, record, toWireTime, updateMessage } from '../../platform/index.ts'
import type { Party, Tx } from '../../platform/index.ts'
import { familyOf } from '../../dialects/index.ts'
import type { Outcome } from '../../dialects/index.ts'
import { isFailure, mayStartAgain } from '../rules.ts'
import type { Next } from '../rules.ts'
import type { Call } from '../schema.ts'
import { getDialect } from './context.ts'
import type { CallContext } from './context.ts'
import { presentVerdict } from './verdict.ts'

/** An attempt that ended, and what became of its call. */
export type Told = {
  readonly call: Call
  readonly n: number
  readonly outcome: Outcome
  readonly durationMs?: number
  readonly next: Next
}

/** Records the attempt, and the end of its call, in the history of the call's subject. */
export function recordAttempt(tx: Tx, told: Told, at: Instant): Promise<unknown> {
  const { call, n, outcome, durationMs, next } = told
  const { subject } = call
  const data = { callId: call.id, activity: getDialect(call).activityOf(call.operation.kind) }
  const recorded = [
    record(tx, 'call.attempted', {
      subject,
      at,
      data: {
        ...data,
        n,
        verdict: presentVerdict(outcome.verdict),
        resultCode: 'resultCode' in outcome ? outcome.resultCode : undefined,
        durationMs,
        state: next.state,
        nextAt: next.state === 'waiting' ? toWireTime(next.dueAt) : undefined,
      },
    }),
  ]
  if (next.state === 'superseded')
    recorded.push(record(tx, 'call.superseded', { subject, at, data: { ...data, by: next.by } }))
  if (next.state === 'stopped') recorded.push(record(tx, 'call.stopped', { subject, at, data }))
  return waitForAll(recorded)
}

const sellerOf = ({ sellerId: id }: Call): Party => ({ kind: 'seller', id })

/** The members of a call's message that may be outdated after a change of state. */
const passing = ['verdict', 'triedAt', 'nextAt', 'recoveredAt'] as const

/** Updates the message of a call that had failed and needs no attention any more, without marking it unread. */
export async function tellRecovered(
  { clock }: Pick<CallContext, 'clock'>,
  tx: Tx,
  call: Call,
  state: Exclude<Messages['call_failing']['state'], 'waiting' | 'stopped'>,
): Promise<void> {
  if (!call.openFailure) return
  const { id: subject, fence: tries } = call
  const changes = { tries, state, mayRestart: false, recoveredAt: toWireTime(clock.now()) }
  await updateMessage(tx, 'call_failing', sellerOf(call), {
    subject,
    changes,
    without: passing,
    isRaised: false,
  })
}

/** Notifies sellers of failed attempts, of calls that stopped, and of calls that have recovered. */
export async function tellOutcomes(context: CallContext, tx: Tx, all: readonly Told[]): Promise<void> {
  for (const { next, call, ...one } of all) {
    if (next.state === 'confirmed' || next.state === 'superseded')
      await tellRecovered(context, tx, { ...call, fence: one.n }, next.state)
    else if (next.state === 'stopped' || isFailure(one.outcome))
      await tellFailing(context, tx, { next, call, ...one })
  }
}

/**
 * Each call has one message, which a later failure only updates. The message is marked unread again when the call has
 * stopped and the seller has to restart it. A call that cannot be restarted gets no new message: its domain notifies
 * the seller of the consequence, such as a refund.
 */
export async function tellFailing(
  context: Pick<CallContext, 'clock' | 'orders'>,
  tx: Tx,
  { call, n, outcome, next }: Pick<Told, 'call' | 'n' | 'outcome' | 'next'>,
): Promise<void> {
  const isOver = next.state === 'stopped'
  const mayRestart = isOver && mayStartAgain(call)
  const changes = {
    tries: n,
    state: isOver ? ('stopped' as const) : ('waiting' as const),
    mayRestart,
    verdict: presentVerdict(outcome.verdict),
    triedAt: toWireTime(context.clock.now()),
    nextAt: next.state === 'waiting' ? toWireTime(next.dueAt) : undefined,
  }
  await updateMessage(tx, 'call_failing', sellerOf(call), {
    subject: call.id,
    changes,
    without: passing,
    isRaised: mayRestart,
    first:
      isOver && !mayRestart
        ? undefined
        : async () => ({ ...(await describe(context, tx, call)), ...changes }),
  })
}

/** The part of the message that is the same for all attempts of a call. */
async function describe({ orders }: Pick<CallContext, 'orders'>, tx: Tx, call: Call) {
  const { kind: operation } = call.operation
  const known = {
    callId: call.id,
    operation,
    activity: getDialect(call).activityOf(operation),
    reference: familyOf(operation).referenceIn(call.operation),
  }
  if (!isId(call.subject, 'ord')) return known
  const { id: orderId, number: orderNumber, lines } = await orders.get(tx, call.subject)
  const product = lines.find((line) => line.productId === call.productId)?.offer.productName
  return omitUndefined({ ...known, orderId, orderNumber, product })
}
