import type { Id, Language, WallInstant } from '@loggia/kernel'
import type { ReceiverState } from '@loggia/protocol/console/mail/kinds'
import type { Party } from '../platform/index.ts'
import type { ComposeMail, Letter, MailState, MessageTopic, PartyKind } from '@loggia/protocol/console'

/** An email to be sent: a copy of a message for one member, or a letter about an account. */
export type Mail = {
  readonly id: Id<'mal'>
  readonly kind: 'message' | 'letter'
  /** The kind of message, or the letter. */
  readonly name: string
  /** The subject of the message; empty for a letter. */
  readonly about: string
  /** The centre of the message. */
  readonly area?: PartyKind
  readonly memberId?: Id<'mbr'>
  /** A receiver without an account. */
  readonly receiverId?: Id<'mrc'>
  readonly address: string
  readonly language: Language
  readonly data: Readonly<Record<string, unknown>>
  readonly state: MailState
  readonly attempts: number
  readonly createdAt: WallInstant
  readonly dueAt?: WallInstant
  readonly endedAt?: WallInstant
  readonly fault?: string
}
export type NewMail = Pick<
  Mail,
  'kind' | 'name' | 'about' | 'area' | 'memberId' | 'receiverId' | 'address' | 'language' | 'data'
>

/** What the mail server made of an email. */
export type MailOutcome =
  | { readonly kind: 'accepted' }
  /** Refused, for now or for good. Never sent. */
  | { readonly kind: 'refused'; readonly forGood: boolean; readonly fault: string }
  /** The connection broke before the email was handed over. Never sent. */
  | { readonly kind: 'unreachable'; readonly fault: string }
  /** The connection broke after the email was handed over and before the server answered: it may have been sent. */
  | { readonly kind: 'unknown'; readonly fault: string }

export type OutgoingMail = {
  readonly id: Id<'mal'>
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Where a program of the reader unsubscribes with one request (RFC 8058). */
  readonly unsubscribeUrl?: string
}

/** An open connection to the mail server. */
export type MailConnection = {
  /**
   * Never rejects. After anything but `accepted` the connection is of no more use: a refused recipient leaves a
   * transaction open, in which the next email would be refused as well.
   */
  send(mail: OutgoingMail): Promise<MailOutcome>
  close(): void
}
/** The mail server. `connect` rejects with an error whose message tells people why it cannot be used. */
export type MailTransport = { connect(): Promise<MailConnection> }

export type MailSettings = {
  readonly transport: MailTransport
  readonly compose: ComposeMail
  /** The sender's address. */
  readonly from: string
  /** The public address of the marketplace, without a slash at the end. */
  readonly origin: string
}

export type Preference = { readonly topic: MessageTopic; readonly wanted: boolean; readonly isFixed: boolean }

export type Receiver = {
  readonly id: Id<'mrc'>
  readonly party: Party
  readonly name: string
  readonly email: string
  readonly phone?: string
  readonly language: Language
  readonly topics: readonly MessageTopic[]
  readonly state: ReceiverState
  readonly askedAt: WallInstant
  readonly confirmedAt?: WallInstant
  readonly endedAt?: WallInstant
}

export type { Letter }
