import type { ApplicationDecided, ApplicationSubmitted, SignedUp } from '../../parties/index.ts'
import type { Tx } from '../../platform/index.ts'
import { raise } from './context.ts'
import type { NotificationContext } from './context.ts'

/** Only a sign-up that waits needs an operator. */
export async function tellSignedUp(
  context: NotificationContext,
  tx: Tx,
  { buyerId, name, waits }: SignedUp,
): Promise<void> {
  if (!waits) return
  await raise(context, tx, {
    kind: 'sign_up_waiting',
    to: { kind: 'operator' },
    subject: buyerId,
    data: { name },
  })
}

export const tellApplied = (
  context: NotificationContext,
  tx: Tx,
  { applicationId, name }: ApplicationSubmitted,
): Promise<void> =>
  raise(context, tx, {
    kind: 'application_submitted',
    to: { kind: 'operator' },
    subject: applicationId,
    data: { applicationId, name },
  })

/** To the buyer who applied, and to the seller that came of it (R82). */
export async function tellApplicationDecided(
  context: NotificationContext,
  tx: Tx,
  { applicationId, buyerId, sellerId, name, approved, reason }: ApplicationDecided,
): Promise<void> {
  const about = {
    kind: 'application_decided' as const,
    subject: applicationId,
    data: { name, approved, ...(reason !== undefined && { reason }) },
  }
  await raise(context, tx, { ...about, to: { kind: 'buyer', id: buyerId } })
  if (sellerId) await raise(context, tx, { ...about, to: { kind: 'seller', id: sellerId } })
}
