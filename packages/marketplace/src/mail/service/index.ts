import { fromDays, omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest, WallInstant } from '@loggia/kernel'
import { messages, topicsOf } from '@loggia/protocol/console'
import type { MailState, MessageKind, MessageTopic } from '@loggia/protocol/console'
import { resendableStates } from '@loggia/protocol/console/mail/kinds'
import { requireOperator } from '../../parties/index.ts'
import type { PartyTold } from '../../parties/index.ts'
import { runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, Party, Tx } from '../../platform/index.ts'
import { mailProblems } from '../problems.ts'
import { isFixed, isWanted, mayReadMessages } from '../rules.ts'
import type { Mail, NewMail, Preference } from '../schema.ts'
import { listWanting } from '../receiver-store.ts'
import * as store from '../store.ts'
import type { MailContext } from './context.ts'
import { createReceivers } from './receivers.ts'
import { createSender } from './sender.ts'

export type Mails = ReturnType<typeof createMails>

/** What is copied of a message. */
type Copied = Pick<Mail, 'data'> & {
  readonly kind: MessageKind
  readonly to: Party
  readonly subject: string
}

/** The subject of change announcements: there are emails to send. */
export const mailsTopic = 'mails'
const failedWithin = fromDays(7)

/** Emails: copies of messages for the members who want them, and letters about accounts. */
export function createMails(context: MailContext) {
  const { db, ids, wall, settings, parties } = context

  async function queue(tx: Tx, mails: readonly NewMail[]): Promise<void> {
    if (!settings || mails.length === 0) return
    await store.insert(
      tx,
      mails.map((mail) => ({ ...mail, id: ids.next('mal') })),
      wall.now(),
    )
    tx.afterCommit(() => context.changes.publish(mailsTopic))
  }

  /** Copies a new message to the members of its party, and the further receivers, who want emails about its topic (R263). */
  async function copyMessage(tx: Tx, { kind, to, subject, data }: Copied): Promise<void> {
    if (!settings) return
    const { topic } = messages[kind]
    const { willing: readers, members } = await listWilling(tx, to, topic)
    const mailbox = await findMailbox(tx, to, topic)
    // A member's own choice counts, and nobody gets the same message twice.
    const taken = new Set([...members.map(({ email }) => email), mailbox])
    const others = (await listWanting(tx, to, topic)).filter(({ email }) => !taken.has(email))
    const copy = { kind: 'message' as const, name: kind, about: subject, area: to.kind, data }
    await queue(tx, [
      ...readers.map(({ id, email, language }) => ({ ...copy, memberId: id, address: email, language })),
      ...(mailbox === undefined || readers.some(({ email }) => email === mailbox)
        ? []
        : [{ ...copy, address: mailbox, language: 'zh-CN' as const }]),
      ...others.map(({ id, email, language }) => ({ ...copy, receiverId: id, address: email, language })),
    ])
  }

  /** R236: failures of a seller's interfaces also go to the address that its data give for service. */
  const findMailbox = async (tx: Tx, to: Party, topic: MessageTopic): Promise<string | undefined> =>
    to.kind === 'seller' && topic === 'interfaces' ? parties.findServiceMailbox(tx, to.id) : undefined

  async function listWilling(tx: Tx, to: Party, topic: MessageTopic) {
    const members = await parties.listReaders(tx, to)
    const readers = members.filter(({ rights }) => mayReadMessages(to.kind, rights))
    if (readers.length === 0) return { willing: [], members }
    const chosen = await store.listPreferences(
      tx,
      readers.map(({ id }) => id),
      to.kind,
    )
    const choiceOf = (id: Id<'mbr'>) =>
      chosen.find((one) => one.memberId === id && one.topic === topic)?.wanted
    return { willing: readers.filter(({ id, rights }) => isWanted(rights, topic, choiceOf(id))), members }
  }

  const queueLetter = (tx: Tx, asked: PartyTold<'letter.asked'>): Promise<void> =>
    queue(tx, [
      omitUndefined({
        kind: 'letter' as const,
        name: asked.letter,
        about: '',
        address: asked.address,
        language: asked.language,
        memberId: asked.memberId,
        data: asked.data ?? {},
      }),
    ])

  async function getReader(from: Db, { memberId }: MemberActor, party: Party) {
    const reader = (await parties.listReaders(from, party)).find(({ id }) => id === memberId)
    if (!reader) throw new Error('The member does not act for this party')
    return reader
  }

  /** The topics of this kind of party, and whether the member gets emails about each. */
  async function getPreferences(actor: MemberActor, party: Party, from: Db = db) {
    const { id, email, rights } = await getReader(from, actor, party)
    const chosen = await store.listPreferences(from, [id], party.kind)
    const preferences = topicsOf[party.kind].map((topic): Preference => {
      const choice = chosen.find((one) => one.topic === topic)?.wanted
      return { topic, wanted: isWanted(rights, topic, choice), isFixed: isFixed(rights, topic) }
    })
    return { isOn: settings !== undefined, address: email, preferences }
  }

  /** Throws `mail.topic_unknown`, and `mail.topic_fixed` for one that an owner cannot switch off (R263). */
  async function setPreference(
    actor: MemberActor,
    party: Party,
    { topic, wanted }: { topic: MessageTopic; wanted: boolean },
  ) {
    const topics: readonly MessageTopic[] = topicsOf[party.kind]
    if (!topics.includes(topic)) throw mailProblems.topic_unknown()
    return runInTx(context, { actor }, async (tx) => {
      const { id, rights } = await getReader(tx, actor, party)
      if (!wanted && isFixed(rights, topic)) throw mailProblems.topic_fixed()
      await store.setPreference(tx, { memberId: id, area: party.kind, topic, wanted })
      return getPreferences(actor, party, tx)
    })
  }

  async function getServer(actor: MemberActor) {
    requireOperator(actor)
    const counts = await store.count(db, (wall.now() - failedWithin) as WallInstant)
    return omitUndefined({ isOn: settings !== undefined, ...counts, from: settings?.from })
  }

  async function listSent(
    actor: MemberActor,
    filter: { state?: MailState | undefined; address?: string | undefined },
    page: PageRequest,
  ): Promise<Page<Mail>> {
    requireOperator(actor)
    const rows = await store.list(db, filter, page)
    return toPage(rows, page.limit, { item: (mail) => mail, cursor: (mail) => mail.id })
  }

  /** Throws `mail.off`, `mail.mail_unknown` and `mail.not_resendable`. */
  async function resend(actor: MemberActor, id: Id<'mal'>): Promise<Mail> {
    requireOperator(actor)
    if (!settings) throw mailProblems.off()
    return runInTx(context, { actor }, async (tx) => {
      const mail = await store.find(tx, id)
      if (!mail) throw mailProblems.mail_unknown()
      const isPut = await store.restart(tx, id, { states: resendableStates, now: wall.now() })
      if (!isPut) throw mailProblems.not_resendable()
      tx.afterCommit(() => context.changes.publish(mailsTopic))
      return (await store.find(tx, id)) ?? mail
    })
  }

  /** Throws `mail.off`. */
  async function sendTest(actor: MemberActor): Promise<void> {
    requireOperator(actor)
    if (!settings) throw mailProblems.off()
    await runInTx(context, { actor }, async (tx) => {
      const { id, email, language } = await getReader(tx, actor, { kind: 'operator' })
      await queueLetter(tx, { type: 'letter.asked', letter: 'test', address: email, language, memberId: id })
    })
  }

  const receivers = createReceivers(context, queue)
  return {
    ...receivers,
    forget: (tx: Tx, { memberId }: PartyTold<'sign_up.dropped'>): Promise<void> =>
      store.forgetMember(tx, memberId),
    /** Sends what is queued; undefined if the marketplace has no mail server. */
    sender: settings && createSender(context, settings, receivers.tokenOf),
    copyMessage,
    queueLetter,
    getPreferences: (actor: MemberActor, party: Party) => getPreferences(actor, party),
    setPreference,
    getServer,
    listSent,
    resend,
    sendTest,
  }
}
