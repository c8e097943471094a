import { fromDays, fromHours, fromMinutes, omitUndefined } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import type { MailContent, MailReader } from '@loggia/protocol/console'
import { runInTx, system } from '../../platform/index.ts'
import { findReceiver } from '../receiver-store.ts'
import { decideAfter, mayStillGet } from '../rules.ts'
import type { Mail, MailConnection, MailOutcome, MailSettings, OutgoingMail } from '../schema.ts'
import * as store from '../store.ts'
import type { MailContext } from './context.ts'

/** How many emails one server takes at a time. */
const most = 20
/** Longer than a mail server may keep silent, so that a lease never ends while its email is being handed over. */
const leaseMs = fromMinutes(5)
const keptMs = fromDays(90)

/** An open connection, or why there is none. */
type Reached = MailConnection | (MailOutcome & { readonly kind: 'unreachable' })

export type MailSender = {
  /** Takes over what an earlier run of this server left, where there is no other one. */
  recoverAll(): Promise<void>
  /** Sends the emails that are due, up to a limit; returns whether there were any. */
  round(): Promise<boolean>
  nextDue(): Promise<WallInstant | undefined>
  /** The round that is under way hands over no more emails. */
  rest(): void
}

/** Sends emails, each by one server only, and none a second time that may have been sent before. */
export function createSender(
  context: MailContext,
  settings: MailSettings,
  tokenOf: (id: Id<'mrc'>) => string,
): MailSender {
  const { db, wall, log } = context
  let isResting = false
  let nextSweepAt = 0

  async function round(): Promise<boolean> {
    const now = wall.now()
    await store.recover(db, now, 'over')
    const mails = await runInTx(context, { actor: system }, (tx) => store.claim(tx, { now, leaseMs, most }))
    await sendAll(mails)
    // Afterwards: no email waits for what is deleted.
    if (!isResting) await sweep(now)
    return mails.length > 0
  }

  async function sendAll(mails: readonly Mail[]): Promise<void> {
    let reached: Reached | undefined
    for (const mail of mails) {
      if (isResting) await store.putBack(db, mail, wall.now())
      else reached = await sendOne(mail, reached)
    }
    if (reached && 'close' in reached) reached.close()
  }

  /** Deletes old emails and accounts that nobody confirmed, once an hour: rounds are made every second. */
  async function sweep(now: WallInstant): Promise<void> {
    if (now < nextSweepAt) return
    nextSweepAt = now + fromHours(1)
    await store.deleteEnded(db, (now - keptMs) as WallInstant)
    // The rest is left to the next rounds.
    if (await context.parties.dropUnconfirmed()) nextSweepAt = now
  }

  /** Sends one email; returns the connection if it can be used again, or that there is none to be had. */
  async function sendOne(mail: Mail, used: Reached | undefined): Promise<Reached | undefined> {
    const outgoing = await prepare(mail).catch((error: unknown) => {
      log.error({ error, mailId: mail.id }, 'An email could not be composed')
      return 'faulty' as const
    })
    if (outgoing === undefined || outgoing === 'faulty') {
      const state = outgoing ? 'failed' : 'dropped'
      const fault = outgoing ? 'The email could not be composed; see the log of the server' : undefined
      await store.settle(db, mail, omitUndefined({ state, endedAt: wall.now(), fault }))
      return used
    }
    const connection = used ?? (await connect())
    if ('fault' in connection) {
      await store.settle(db, mail, decideAfter(connection, mail.attempts, wall.now()))
      // The rest of the round does not try it again: each would wait, and their leases would end meanwhile.
      return connection
    }
    if (!(await store.markHanded(db, mail, { now: wall.now(), leaseMs }))) return connection
    const outcome = await connection.send(outgoing)
    await store.settle(db, mail, decideAfter(outcome, mail.attempts, wall.now()))
    if (outcome.kind === 'accepted') return connection
    log.warn({ mailId: mail.id, outcome }, 'An email was not accepted')
    connection.close()
    return undefined
  }

  const connect = (): Promise<Reached> =>
    settings.transport.connect().catch((error: unknown) => {
      const fault = error instanceof Error ? error.message : String(error)
      log.warn({ error }, 'The mail server cannot be used')
      return { kind: 'unreachable', fault }
    })

  /** Puts an email into words; undefined if there is nobody to send it to. */
  async function prepare(mail: Mail): Promise<OutgoingMail | undefined> {
    const found = await prepareContent(mail)
    if (!found) return undefined
    const { content, reader, unsubscribeUrl } = found
    const to = mail.address
    const composed = await settings.compose(content, {
      ...reader,
      origin: settings.origin,
      zone: context.zone,
      site: await context.sites.getProfile(),
    })
    return omitUndefined({ id: mail.id, to, ...composed, unsubscribeUrl })
  }

  type Prepared = {
    content: MailContent
    reader: Pick<MailReader, 'language' | 'name' | 'unsubscribe'>
    unsubscribeUrl?: string
  }

  async function prepareContent(mail: Mail): Promise<Prepared | undefined> {
    if (mail.receiverId !== undefined) return prepareForReceiver(mail, mail.receiverId)
    return mail.kind === 'letter' ? prepareLetter(mail) : messageOf(mail)
  }

  /** An email to somebody without an account: with a link that unsubscribes, and none that signs in. */
  async function prepareForReceiver(mail: Mail, id: Id<'mrc'>): Promise<Prepared | undefined> {
    const receiver = await findReceiver(db, id)
    // Whoever was removed or has unsubscribed meanwhile gets nothing.
    if (!receiver || !mayStillGet(receiver, mail.kind)) return undefined
    const token = tokenOf(id)
    const path = `/emails#${token}`
    const unsubscribeUrl = `${settings.origin}/emails/unsubscribe/${token}`
    if (mail.kind === 'letter')
      return {
        content: {
          kind: 'letter',
          letter: 'receiver_confirmation',
          path,
          data: {},
        },
        reader: { language: mail.language },
        unsubscribeUrl,
      }
    const message = messageOf(mail)
    return (
      message && {
        content: message.content,
        reader: { ...message.reader, unsubscribe: path },
        unsubscribeUrl,
      }
    )
  }

  function messageOf({ name, about, area, data, language }: Mail): Prepared | undefined {
    if (area === undefined) return undefined
    return {
      content: { kind: 'message', message: { kind: name, subject: about, data }, area },
      reader: { language },
    }
  }

  /** Makes the link of a letter, which is not stored. */
  async function prepareLetter(mail: Mail): Promise<Prepared | undefined> {
    const letter = await runInTx(context, { actor: system }, (tx) =>
      mail.name === 'directory_invitation'
        ? context.directory.prepareInvitation(tx, mail)
        : context.parties.prepareLetter(tx, mail),
    )
    if (!letter) return undefined
    const { language, name, ...rest } = letter
    return {
      content: { kind: 'letter', ...rest },
      reader: omitUndefined({ language, name }),
    }
  }

  return {
    recoverAll: () => store.recover(db, wall.now(), 'all'),
    round,
    nextDue: () => store.findNextDue(db),
    rest() {
      isResting = true
    },
  }
}
