import { toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import { inTx } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { notificationProblems } from '../problems.ts'
import type { Message, Party } from '../schema.ts'
import * as store from '../store.ts'
import type { NotificationContext } from './context.ts'
import { tellBalanceChange, tellBalanceChangeDecided } from './of-balances.ts'
import { tellCallFailing, tellCallRecovered, tellSellerParked, tellSellerRecovered } from './of-calls.ts'
import {
  tellAddressDecided,
  tellCertificate,
  tellChangeNotAnswered,
  tellProductDecided,
  tellProductReturned,
  tellProductSuspended,
  tellProductTakenOff,
  tellSoldOut,
} from './of-decisions.ts'
import {
  tellApplicationDecided,
  tellApplied,
  tellConfirmed,
  tellKeyLocked,
  tellOrganisationApplied,
  tellOrganisationClosed,
  tellSignedUp,
  tellSignInsSlowed,
} from './of-parties.ts'
import { tellShared, tellUnaddressed } from './of-instances.ts'
import { getOrderNotification, notifyAgain, notifySellers } from './of-paid-orders.ts'
import { tellDelivery, tellDeliveryFailed } from './of-deliveries.ts'
import { tellOrderRefunded, tellOrderStopped } from './of-orders.ts'
import { tellRenewalUnconfirmed, tellService, tellServiceBarred } from './of-services.ts'

export type Notifications = ReturnType<typeof createNotifications>

export function createNotifications(context: NotificationContext) {
  const { db, clock } = context
  const hearing =
    <E>(tell: (of: NotificationContext, tx: Tx, event: E) => Promise<void>) =>
    (tx: Tx, event: E): Promise<void> =>
      tell(context, tx, event)

  /** The messages to a party, newest first, and how many of all of them are unread. */
  async function list(party: Party, page: PageRequest): Promise<Page<Message> & { unread: number }> {
    const rows = await store.list(db, party, page)
    const shown = toPage(rows, page.limit, { item: (message) => message, cursor: (message) => message.id })
    return { ...shown, unread: await store.countUnread(db, party) }
  }

  /** Throws `notifications.message_not_found` for one of another party. */
  const read = (actor: MemberActor, party: Party, id: Id<'msg'>): Promise<void> =>
    inTx(context, { actor }, async (tx) => {
      if (!(await store.has(tx, party, id))) throw notificationProblems.message_not_found()
      await store.markRead(tx, party, { which: { id }, now: clock.now() })
    })

  /** Up to the newest that the reader has seen: what came meanwhile stays unread. */
  const readUpTo = (actor: MemberActor, party: Party, upTo: Id<'msg'>): Promise<void> =>
    inTx(context, { actor }, (tx) => store.markRead(tx, party, { which: { upTo }, now: clock.now() }))

  return {
    getOrderNotification: (actor: MemberActor) => getOrderNotification(context, actor),
    notifySellers: hearing(notifySellers),
    tellServiceBarred: hearing(tellServiceBarred),
    notifyAgain,
    tellDelivery: hearing(tellDelivery),
    tellDeliveryFailed: hearing(tellDeliveryFailed),
    tellUnaddressed: hearing(tellUnaddressed),
    tellShared: hearing(tellShared),
    tellOrderRefunded: hearing(tellOrderRefunded),
    tellOrderStopped: hearing(tellOrderStopped),
    tellService: hearing(tellService),
    tellRenewalUnconfirmed: hearing(tellRenewalUnconfirmed),
    tellAddressDecided: hearing(tellAddressDecided),
    tellProductDecided: hearing(tellProductDecided),
    tellProductSuspended: hearing(tellProductSuspended),
    tellProductReturned: hearing(tellProductReturned),
    tellCertificate: hearing(tellCertificate),
    tellProductTakenOff: hearing(tellProductTakenOff),
    tellSoldOut: hearing(tellSoldOut),
    tellChangeNotAnswered: hearing(tellChangeNotAnswered),
    tellConfirmed: hearing(tellConfirmed),
    tellOrganisationApplied: hearing(tellOrganisationApplied),
    tellOrganisationClosed: hearing(tellOrganisationClosed),
    tellSignedUp: hearing(tellSignedUp),
    tellKeyLocked: hearing(tellKeyLocked),
    tellSignInsSlowed: hearing(tellSignInsSlowed),
    tellApplied: hearing(tellApplied),
    tellApplicationDecided: hearing(tellApplicationDecided),
    tellBalanceChange: hearing(tellBalanceChange),
    tellBalanceChangeDecided: hearing(tellBalanceChangeDecided),
    tellCallFailing: hearing(tellCallFailing),
    tellCallRecovered: hearing(tellCallRecovered),
    tellSellerParked: hearing(tellSellerParked),
    tellSellerRecovered: hearing(tellSellerRecovered),
    list,
    read,
    readUpTo,
  }
}
