import { toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import { messages } from '@loggia/protocol/console'
import type { OrderCompleted, OrderPaid } from '../../orders/index.ts'
import { runInTx } from '../../platform/index.ts'
import type { MemberActor, MessageEvents, Party, Tx } from '../../platform/index.ts'
import { notificationProblems } from '../problems.ts'
import type { Message } from '../schema.ts'
import * as store from '../store.ts'
import type { NotificationContext } from './context.ts'
import { listOfCompleted, listOfPaid } from './good-ends.ts'
import { getOrderNotification, notifyAgain, notifySellers } from './of-paid-orders.ts'

type About = Pick<MessageEvents['updated'], 'kind' | 'to' | 'subject'>

export type Notifications = ReturnType<typeof createNotifications>

export function createNotifications(context: NotificationContext) {
  const { db, clock, ids, mails } = context

  /** Writes a message. Its declaration decides whether it replaces an earlier one about the same subject. */
  async function keep(tx: Tx, { kind, to, subject, data }: MessageEvents['raised']): Promise<void> {
    const isNew = await store.insert(
      tx,
      { id: ids.next('msg'), kind, to, subject, data, at: clock.now() },
      { replace: messages[kind].isReplaced },
    )
    if (isNew) await mails.copyMessage(tx, { kind, to, subject, data })
  }

  /** Writes messages of which there can be none yet, in one statement. */
  async function keepNew(
    tx: Tx,
    raised: readonly Pick<MessageEvents['raised'], 'kind' | 'to' | 'subject' | 'data'>[],
  ) {
    await store.insertNew(
      tx,
      raised.map((message) => ({ ...message, id: ids.next('msg'), at: clock.now() })),
    )
    for (const message of raised) await mails.copyMessage(tx, message)
  }

  async function tellPaid(tx: Tx, event: OrderPaid): Promise<void> {
    await notifySellers(context, tx, event)
    await keepNew(tx, listOfPaid(tx, event))
  }

  const tellCompleted = (tx: Tx, event: OrderCompleted): Promise<void> =>
    keepNew(tx, listOfCompleted(tx, event))

  /** Updates a message; if there is none, writes one from `first`, if given. */
  async function update(tx: Tx, event: MessageEvents['updated']): Promise<void> {
    const { kind, to, subject, isRaised, first } = event
    const updated = await store.update(tx, event, { id: ids.next('msg'), at: clock.now(), isRaised })
    // Somebody has to act now, so a new email is due.
    if (updated && isRaised) await mails.copyMessage(tx, { ...event, data: updated })
    if (!updated && first) await keepFirst(tx, { kind, to, subject }, await first())
  }

  async function keepFirst(tx: Tx, about: About, data: Message['data']): Promise<void> {
    const message = { ...about, data }
    const at = clock.now()
    const isNew = await store.insert(tx, { ...message, id: ids.next('msg'), at }, { replace: false })
    if (isNew) await mails.copyMessage(tx, message)
  }

  /** What a message asked for is done: it is no longer new to anybody. */
  const settle = (tx: Tx, { to, kind, subject }: MessageEvents['settled']): Promise<void> =>
    store.markRead(tx, to, { which: { kind, subject }, now: clock.now() })

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
    tellPaid,
    tellCompleted,
    notifyAgain,
    keep,
    update,
    settle,
    list,
    read,
    readUpTo,
  }
}
