import { defined } from '@loggia/kernel'
import type { KeyLocked } from '../../open-api/index.ts'
import type { PartyTold } from '../../parties/index.ts'
import type { Tx } from '../../platform/index.ts'
import { raise } from './context.ts'
import type { NotificationContext } from './context.ts'

/** Only a sign-up that waits needs an operator. */
export async function tellSignedUp(
  context: NotificationContext,
  tx: Tx,
  { buyerId, name, waits }: PartyTold<'buyer.signed_up'>,
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
  { applicationId, name }: PartyTold<'seller.applied'>,
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
  { applicationId, buyerId, sellerId, name, approved, reason }: PartyTold<'seller.application_decided'>,
): Promise<void> {
  const about = {
    kind: 'application_decided' as const,
    subject: applicationId,
    data: defined({ name, approved, reason }),
  }
  await raise(context, tx, { ...about, to: { kind: 'buyer', id: buyerId } })
  if (sellerId) await raise(context, tx, { ...about, to: { kind: 'seller', id: sellerId } })
}

/** What a new buyer finds at the first sign-in. */
export const tellConfirmed = (
  context: NotificationContext,
  tx: Tx,
  { buyerId, name }: PartyTold<'buyer.confirmed'>,
): Promise<void> =>
  raise(context, tx, {
    kind: 'account_confirmed',
    to: { kind: 'buyer', id: buyerId },
    subject: buyerId,
    data: { name },
  })

/** To everybody whom the member acts for: the account is theirs to look after. */
export async function tellSignInsSlowed(
  context: NotificationContext,
  tx: Tx,
  { memberId, name, parties }: PartyTold<'member.sign_ins_slowed'>,
): Promise<void> {
  for (const to of parties)
    await raise(context, tx, { kind: 'sign_ins_slowed', to, subject: memberId, data: { member: name } })
}

/** Whose key it is: a stranger may have learnt it, or a server of theirs may have another one. */
export const tellKeyLocked = (
  context: NotificationContext,
  tx: Tx,
  { keyId, sellerId, name, accessKeyId }: KeyLocked,
): Promise<void> =>
  raise(context, tx, {
    kind: 'open_api_key_locked',
    to: { kind: 'seller', id: sellerId },
    subject: keyId,
    data: { key: name, accessKeyId },
  })

/** R4, R84: an operator has something to decide. */
export const tellOrganisationApplied = (
  context: NotificationContext,
  tx: Tx,
  { applicationId, organisation, name }: PartyTold<'organisation.applied'>,
): Promise<void> =>
  raise(context, tx, {
    kind: 'organisation_applied',
    to: { kind: 'operator' },
    subject: applicationId,
    data: { applicationId, name, of: organisation.kind },
  })

/** The result goes to whoever applied; what they withdrew themselves they know. */
export async function tellOrganisationClosed(
  context: NotificationContext,
  tx: Tx,
  { applicationId, organisation, name, outcome, reason }: PartyTold<'organisation.application_closed'>,
): Promise<void> {
  if (outcome === 'withdrawn') return
  const data = defined({ name, of: organisation.kind, approved: outcome === 'approved', reason })
  await raise(context, tx, { kind: 'organisation_decided', to: organisation, subject: applicationId, data })
}
