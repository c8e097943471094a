import { toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import { messages } from '@loggia/protocol/console'
import type { OrderPaid } from '../../orders/index.ts'
import { runInTx } from '../../platform/index.ts'
import type { MemberActor, MessageEvents, Party, Tx } from '../../platform/index.ts'
import { notificationProblems } from '../problems.ts'
import type { Message } from '../schema.ts'
import * as store from '../store.ts'
import type { NotificationContext } from './context.ts'
import { getOrderNotification, notifyAgain, notifySellers } from './of-paid-orders.ts'

export type Notifications = ReturnType<typeof createNotifications>

export function createNotifications(context: NotificationContext) {
  const { db, clock, ids } = context

  /** Writes a message. Its declaration decides whether it replaces an earlier one about the same subject. */
  const keep = (tx: Tx, { kind, to, subject, data }: MessageEvents['raised']): Promise<void> =>
    store.insert(
      tx,
      { id: ids.next('msg'), kind, to, subject, data, at: clock.now() },
      { replace: messages[kind].isReplaced },
    )

  /** Updates a message; if there is none, writes one from `first`, if given. */
  async function update(tx: Tx, event: MessageEvents['updated']): Promise<void> {
    const { kind, to, subject, isRaised, first } = event
    const raised = isRaised ? { id: ids.next('msg'), at: clock.now() } : undefined
    if (await store.update(tx, event, raised)) return
    if (first)
      await store.insert(
        tx,
        { id: ids.next('msg'), kind, to, subject, data: await first(), at: clock.now() },
        { replace: false },
      )
  }

  /** The messages to a party, newest first, with the number of unread ones among all of them. */
  async function list(party: Party, page: PageRequest): Promise<Page<Message> & { unread: number }> {
    const rows = await store.list(db, party, page)
    const shown = toPage(rows, page.limit, { item: (message) => message, cursor: (message) => message.id })
    return { ...shown, unread: await store.countUnread(db, party) }
  }

  /** Throws `notifications.message_not_found` for another party's message. */
  const read = (actor: MemberActor, party: Party, id: Id<'msg'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      if (!(await store.has(tx, party, id))) throw notificationProblems.message_not_found()
      await store.markRead(tx, party, { which: { id }, now: clock.now() })
    })

  /** Marks messages as read up to the newest that the reader has seen; later ones stay unread. */
  const readUpTo = (actor: MemberActor, party: Party, upTo: Id<'msg'>): Promise<void> =>
    runInTx(context, { actor }, (tx) => store.markRead(tx, party, { which: { upTo }, now: clock.now() }))

  return {
    getOrderNotification: (actor: MemberActor) => getOrderNotification(context, actor),
    notifySellers: (tx: Tx, event: OrderPaid) => notifySellers(context, tx, event),
    notifyAgain,
    keep,
    update,
    list,
    read,
    readUpTo,
  }
}
