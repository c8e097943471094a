import { fromMinutes } from '@loggia/kernel'
import type { DurationMs, WallInstant } from '@loggia/kernel'
import { isGranted, ownerTopics } from '@loggia/protocol/console'
import type { MailState, MessageTopic, PartyKind } from '@loggia/protocol/console'
import type { MailOutcome } from './schema.ts'

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
