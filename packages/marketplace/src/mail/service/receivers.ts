import { fromDays, omitUndefined } from '@loggia/kernel'
import type { Id, Language, WallInstant } from '@loggia/kernel'
import { topicsOf } from '@loggia/protocol/console'
import type { MessageTopic } from '@loggia/protocol/console'
import { mostReceivers } from '@loggia/protocol/console/mail/kinds'
import { record, runInTx, system } from '../../platform/index.ts'
import type { Db, MemberActor, Party, Tx } from '../../platform/index.ts'
import { mailProblems } from '../problems.ts'
import * as store from '../receiver-store.ts'
import { confirm, confirmForMs, endReceiver, requireFewAsked } from '../rules.ts'
import type { NewMail, Receiver } from '../schema.ts'
import type { MailContext } from './context.ts'

type Details = {
  readonly name: string
  readonly phone?: string | undefined
  readonly topics: readonly MessageTopic[]
}
type NewReceiver = Details & { readonly email: string; readonly language: Language }
export type Subscription = Pick<Receiver, 'email' | 'topics' | 'state'> & {
  readonly organisation?: { readonly zh: string; readonly en: string }
}

/** R263: people without an account who get the emails of a party, once they have confirmed their address. */
export function createReceivers(
  context: MailContext,
  queue: (tx: Tx, mails: readonly NewMail[]) => Promise<void>,
) {
  const { db, ids, wall, seal, parties } = context

  /** Derived, so that every email can have it; whoever has it acts for the address. */
  const tokenOf = (id: Id<'mrc'>): string => seal.digest(`mail-receiver:${id}`)
  const digestToken = (token: string): string => seal.digest(`mail-receiver-token:${token}`)

  function requireTopics(party: Party, topics: readonly MessageTopic[]): MessageTopic[] {
    const known: readonly MessageTopic[] = topicsOf[party.kind]
    if (topics.some((topic) => !known.includes(topic))) throw mailProblems.topic_unknown()
    return known.filter((topic) => topics.includes(topic))
  }

  /**
   * Throws `mail.topic_unknown`, `mail.receivers_many`, `mail.receiver_of_member`, `mail.receiver_known`,
   * `mail.receiver_limited`.
   */
  const addReceiver = (actor: MemberActor, party: Party, asked: NewReceiver): Promise<Receiver> =>
    runInTx(context, { actor }, async (tx) => {
      const { name, phone, language } = asked
      const email = asked.email.trim().toLowerCase()
      const topics = requireTopics(party, asked.topics)
      const members = await parties.listReaders(tx, party)
      if (members.some((member) => member.email === email)) throw mailProblems.receiver_of_member()
      await requireRoom(tx, party, email)
      const receiver: Receiver = omitUndefined({
        id: ids.next('mrc'),
        party,
        name,
        email,
        phone,
        language,
        topics,
        state: 'waiting' as const,
        askedAt: wall.now(),
      })
      const isNew = await store.insertReceiver(tx, receiver, digestToken(tokenOf(receiver.id)))
      if (!isNew) throw mailProblems.receiver_known()
      await askFor(tx, receiver)
      await record(tx, 'mail_receiver.added', toFact(receiver))
      return receiver
    })

  async function requireRoom(tx: Tx, party: Party, email: string): Promise<void> {
    const known = await store.listReceivers(tx, party)
    const same = known.find((one) => one.email === email)
    if (same)
      throw same.state === 'unsubscribed'
        ? mailProblems.receiver_unsubscribed()
        : mailProblems.receiver_known()
    // Those who have unsubscribed stay in the list and take no place.
    const count = known.filter(({ state }) => state !== 'unsubscribed').length
    if (count >= mostReceivers) throw mailProblems.receivers_many({ max: mostReceivers })
  }

  /** Queues the letter with the link, within its limits. Throws `mail.receiver_limited`. */
  async function askFor(tx: Tx, { id, email, language, party }: Receiver): Promise<void> {
    const now = wall.now()
    const since = {
      address: (now - confirmForMs) as WallInstant,
      party: (now - fromDays(1)) as WallInstant,
    }
    requireFewAsked(await store.countAsked(tx, { address: email, party, since }))
    const letter = { kind: 'letter' as const, name: 'receiver_confirmation', about: store.toAbout(party) }
    await queue(tx, [{ ...letter, receiverId: id, address: email, language, data: {} }])
  }

  const toFact = ({ id: receiverId, party }: Receiver) => ({
    subject: party.kind === 'operator' ? 'operators' : party.id,
    data: { receiverId },
  })

  /** Throws `mail.receiver_unknown` for that of another party, and `mail.receiver_unsubscribed`. */
  async function lockOwn(tx: Tx, party: Party, id: Id<'mrc'>): Promise<Receiver> {
    const receiver = await store.lockReceiver(tx, { id })
    if (!receiver || store.toAbout(receiver.party) !== store.toAbout(party))
      throw mailProblems.receiver_unknown()
    if (receiver.state === 'unsubscribed') throw mailProblems.receiver_unsubscribed()
    return receiver
  }

  type Own = { readonly actor: MemberActor; readonly party: Party; readonly id: Id<'mrc'> }

  /** Throws `mail.receiver_unknown`, `mail.receiver_unsubscribed`, `mail.topic_unknown`. */
  const changeReceiver = ({ actor, party, id }: Own, { name, phone, topics }: Details): Promise<Receiver> =>
    runInTx(context, { actor }, async (tx) => {
      const { phone: _, ...before } = await lockOwn(tx, party, id)
      const receiver: Receiver = omitUndefined({
        ...before,
        name,
        phone,
        topics: requireTopics(party, topics),
      })
      await store.saveReceiver(tx, receiver)
      await record(tx, 'mail_receiver.changed', toFact(receiver))
      return receiver
    })

  /** Throws also `mail.receiver_not_waiting` and `mail.receiver_limited`. */
  const askAgain = ({ actor, party, id }: Own): Promise<Receiver> =>
    runInTx(context, { actor }, async (tx) => {
      const before = await lockOwn(tx, party, id)
      if (before.state !== 'waiting') throw mailProblems.receiver_not_waiting()
      const receiver: Receiver = { ...before, askedAt: wall.now() }
      await store.saveReceiver(tx, receiver)
      await askFor(tx, receiver)
      return receiver
    })

  const removeReceiver = ({ actor, party, id }: Own): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const receiver = await lockOwn(tx, party, id)
      await store.deleteReceiver(tx, id)
      await record(tx, 'mail_receiver.removed', toFact(receiver))
    })

  async function show(from: Db, { email, topics, state, party }: Receiver): Promise<Subscription> {
    if (party.kind === 'operator') return { email, topics, state }
    const found =
      party.kind === 'buyer'
        ? await parties.getBuyer(from, party.id)
        : await parties.getSeller(from, party.id)
    return { email, topics, state, organisation: found.name }
  }

  /** What the person with this token gets. Throws `mail.subscription_unusable`. */
  async function getSubscription(token: string): Promise<Subscription> {
    const receiver = await store.findByToken(db, digestToken(token))
    if (!receiver) throw mailProblems.subscription_unusable()
    return show(db, receiver)
  }

  const change = (
    token: string,
    decide: (receiver: Receiver, now: WallInstant) => Receiver,
  ): Promise<Subscription> =>
    runInTx(context, { actor: system }, async (tx) => {
      const before = await store.lockReceiver(tx, { tokenDigest: digestToken(token) })
      if (!before) throw mailProblems.subscription_unusable()
      const receiver = decide(before, wall.now())
      if (receiver.state !== before.state) {
        await store.saveReceiver(tx, receiver)
        if (receiver.state === 'confirmed') await record(tx, 'mail_receiver.confirmed', toFact(receiver))
        else await record(tx, 'mail_receiver.unsubscribed', toFact(receiver))
      }
      return show(tx, receiver)
    })

  return {
    tokenOf,
    listReceivers: (party: Party) => store.listReceivers(db, party),
    addReceiver,
    changeReceiver,
    askAgain,
    removeReceiver,
    getSubscription,
    /** The person behind the address wants the emails. Throws `mail.subscription_unusable`. */
    confirmSubscription: (token: string) => change(token, confirm),
    /** Throws `mail.subscription_unusable`. */
    endSubscription: (token: string) => change(token, endReceiver),
  }
}
