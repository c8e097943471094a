// Without zod: pages use these values.

/** Emails that concern an account itself. They are always sent: nobody can switch them off. */
export const letters = [
  /** A link to choose a new password. */
  'password_reset',
  /** The password was changed. */
  'password_changed',
  /** An operator asks for a new password of this account. */
  'owner_reset',
  /** A link that confirms the address of a new account. */
  'email_confirmation',
  /** Somebody signed up with the address of an existing account. */
  'sign_up_known',
  /** A link that confirms the new address of an account. */
  'email_change',
  /** To the former address: the account has another one now. */
  'email_changed',
  /** A link with which a new member chooses a password. */
  'invitation',
  /** A link with which a person of an organisation links their account. */
  'directory_invitation',
  /** A second factor was added. */
  'factor_added',
  /** A second factor was removed. */
  'factor_removed',
  /** Somebody signed in with a recovery code. */
  'recovery_code_used',
  /** Somebody who knows the password keeps giving wrong codes. */
  'codes_refused',
  /** The account can be used through the identity provider of a company now. */
  'identity_connected',
  /** A colleague has suspended the member. */
  'member_suspended',
  /** The suspension has ended. */
  'member_reinstated',
  /** Asks the person behind an address whether they want emails of a party (R263). */
  'receiver_confirmation',
  /** An operator's try of the mail server. */
  'test',
] as const
export type Letter = (typeof letters)[number]

/**
 * - `waiting`: to be sent, or to be tried again
 * - `sending`: being handed to the mail server
 * - `sent`: the mail server has accepted it
 * - `failed`: the mail server has refused it for good, or four attempts have failed
 * - `unknown`: the connection or the server broke while it was being handed over. It may have been sent, so it is not
 *   sent again unless an operator says so.
 * - `dropped`: there was nobody to send it to
 */
export const mailStates = ['waiting', 'sending', 'sent', 'failed', 'unknown', 'dropped'] as const
export type MailState = (typeof mailStates)[number]

/** An operator may have these sent again. */
export const resendableStates: readonly MailState[] = ['failed', 'unknown']

/** What messages are about; members choose for each topic whether they get emails. */
export const messageTopics = [
  'account',
  'orders',
  'services',
  'money',
  'products',
  'interfaces',
  'queues',
] as const
export type MessageTopic = (typeof messageTopics)[number]

/** The topics of messages to each kind of party. */
export const topicsOf = {
  buyer: ['account', 'orders', 'services', 'money'],
  seller: ['account', 'orders', 'services', 'products', 'interfaces'],
  operator: ['queues', 'money', 'interfaces', 'account'],
} as const satisfies Readonly<Record<'buyer' | 'seller' | 'operator', readonly MessageTopic[]>>

/** R263: the owner always gets emails about these. */
export const ownerTopics: readonly MessageTopic[] = ['account', 'money', 'interfaces']

/** R263: a receiver gets nothing before the address is confirmed, and nothing after the person has unsubscribed. */
export const receiverStates = ['waiting', 'confirmed', 'unsubscribed'] as const
export type ReceiverState = (typeof receiverStates)[number]

/** Most further receivers of one party. */
export const mostReceivers = 20
