import { fromDays, fromMinutes } from '@loggia/kernel'
import type { DurationMs, WallInstant } from '@loggia/kernel'
import { isGranted, ownerTopics } from '@loggia/protocol/console'
import type { MailState, MessageTopic, PartyKind } from '@loggia/protocol/console'
import { mailProblems } from './problems.ts'
import type { Mail, MailOutcome, Receiver } from './schema.ts'

/** R264: three more attempts within an hour after the first. */
const pauses: readonly DurationMs[] = [fromMinutes(5), fromMinutes(15), fromMinutes(40)]

type Decision = {
  readonly state: MailState
  readonly dueAt?: WallInstant
  readonly endedAt?: WallInstant
  readonly fault?: string
}

/** What becomes of an email after its attempt number `attempts`. An email that may have been sent is not sent again. */
export function decideAfter(outcome: MailOutcome, attempts: number, now: WallInstant): Decision {
  if (outcome.kind === 'accepted') return { state: 'sent', endedAt: now }
  const { fault } = outcome
  if (outcome.kind === 'unknown') return { state: 'unknown', endedAt: now, fault }
  const pause = pauses[attempts - 1]
  const isOver = pause === undefined || (outcome.kind === 'refused' && outcome.forGood)
  if (isOver) return { state: 'failed', endedAt: now, fault }
  return { state: 'waiting', dueAt: (now + pause) as WallInstant, fault }
}

/** A confirmation can be given this long after it was asked for. */
export const confirmForMs: DurationMs = fromDays(7)
/** Most confirmation letters: to one address in seven days, by whichever party, and of one party in a day. */
const mostAsked = { address: 3, party: 20 }

/** Throws `mail.receiver_limited`. */
export function requireFewAsked(asked: { readonly address: number; readonly party: number }): void {
  if (asked.address >= mostAsked.address || asked.party >= mostAsked.party)
    throw mailProblems.receiver_limited()
}

/** A person says yes: within seven days, or whenever they had unsubscribed. Throws `mail.subscription_unusable`. */
export function confirm(receiver: Receiver, now: WallInstant): Receiver {
  if (receiver.state === 'waiting' && now > receiver.askedAt + confirmForMs)
    throw mailProblems.subscription_unusable()
  const { endedAt: _, ...rest } = receiver
  return { ...rest, state: 'confirmed', confirmedAt: receiver.confirmedAt ?? now }
}

export const endReceiver = (receiver: Receiver, now: WallInstant): Receiver =>
  receiver.state === 'unsubscribed' ? receiver : { ...receiver, state: 'unsubscribed', endedAt: now }

/** Whether an email that was written for a receiver may still be sent. */
export const mayStillGet = (receiver: Receiver, kind: Mail['kind']): boolean =>
  receiver.state === (kind === 'letter' ? 'waiting' : 'confirmed')

type Rights = { readonly main: boolean; readonly grants: readonly string[] }

/** Whether a member with these rights reads the messages of the party. */
export const mayReadMessages = (area: PartyKind, rights: Rights): boolean =>
  area === 'seller' ? isGranted(rights, 'messages:read') : true

/** R263: an owner gets emails about money and failures in any case. */
export const isFixed = (rights: Rights, topic: MessageTopic): boolean =>
  rights.main && ownerTopics.includes(topic)

/** Whether a member gets emails about a topic. By default an owner gets all, and other members get none. */
export const isWanted = (rights: Rights, topic: MessageTopic, chosen: boolean | undefined): boolean =>
  isFixed(rights, topic) || (chosen ?? rights.main)
