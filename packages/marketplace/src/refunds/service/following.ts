import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { Tx } from '../../platform/index.ts'
import type { AppealDecided } from '../../supervision/index.ts'
import { isOpen, reminderDays } from '../rules.ts'
import type { RefundRequest } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Answering } from './answering.ts'
import type { Requests } from './requests.ts'

/** What else happens to open requests: appeals are decided, deliveries end, time passes. */
export function createFollowing(requests: Requests, { reject, move }: Answering) {
  /** R103: an operator decided an appeal against the refund, or ended the delivery in another way. */
  async function applyAppeal(tx: Tx, { supervision, outcome, reason }: AppealDecided): Promise<void> {
    const known = await store.findOpenOfLine(tx, supervision.orderLineId)
    // A refund ends the delivery, which closes the request.
    if (!known || outcome === 'refunded') return
    const locked = await requests.lock(tx, known)
    if (!isOpen(locked.of)) return
    if (outcome === 'continue')
      return void (await reject(tx, locked, { act: 'overrule', by: 'operator', reason }))
    await move(tx, locked.of, 'close')
    await requests.resume(tx, locked, supervision.subscriptionId)
  }

  /** The delivery of a line has failed or was refunded; if its request did not do so, the request is closed. */
  async function closeOfLine(
    tx: Tx,
    { orderLineId, subscriptionId }: { readonly orderLineId: Id<'orl'>; readonly subscriptionId: Id<'sub'> },
  ): Promise<void> {
    const known = await store.findOpenOfLine(tx, orderLineId)
    if (!known) return
    const locked = await requests.lock(tx, known)
    if (!isOpen(locked.of)) return
    await move(tx, locked.of, 'close')
    await requests.resume(tx, locked, subscriptionId)
  }

  /** R146: reminds the seller after 3 and 5 working days; after 7 either side may appeal. Nothing is approved by time. */
  async function remind(tx: Tx, id: Id<'rrq'>, now: Instant): Promise<void> {
    const known = await store.findRequest(tx, id)
    if (!known || !isOpen(known)) return
    const { of, lines } = await requests.lock(tx, known)
    if (!isOpen(of)) return
    // The days of an appeal do not count: an operator decides, and the seller is reminded after it.
    if (lines.some(({ supervision }) => supervision.appealedAt !== undefined))
      return requests.remindLater(tx, of)
    // The wake-up was set by the calendar of its moment; holidays may have been entered since.
    const due = await requests.findReminder(tx, of)
    if (due === undefined || due > now) return requests.remindLater(tx, of)
    const isLast = of.reminded + 1 === reminderDays.length
    const reminded = of.reminded + 1
    const after: RefundRequest = omitUndefined({ ...of, reminded, overdueAt: isLast ? now : undefined })
    await store.saveRequest(tx, after)
    await requests.remindLater(tx, after)
    if (!isLast) return requests.tell(tx, after, { to: 'seller', what: 'reminder' })
    await requests.tell(tx, after, { to: 'buyer', what: 'may_appeal' })
    await requests.tellOverdue(tx, after)
  }

  return { applyAppeal, closeOfLine, remind }
}
