import type { Id, Language, WallInstant } from '@loggia/kernel'
import type { MailState, MessageTopic, PartyKind } from '@loggia/protocol/console'
import type { ReceiverState } from '@loggia/protocol/console/mail/kinds'

export type MailTables = {
  mail: {
    id: Id<'mal'>
    kind: 'message' | 'letter'
    name: string
    about: string
    area: PartyKind | null
    member_id: Id<'mbr'> | null
    receiver_id: Id<'mrc'> | null
    address: string
    language: Language
    data: Readonly<Record<string, unknown>>
    state: MailState
    attempts: number
    created_wall_at: WallInstant
    due_wall_at: WallInstant | null
    lease_until: WallInstant | null
    handed_wall_at: WallInstant | null
    ended_wall_at: WallInstant | null
    fault: string | null
  }
  mail_receiver: {
    id: Id<'mrc'>
    area: PartyKind
    party: string
    name: string
    email: string
    phone: string | null
    language: Language
    topics: MessageTopic[]
    state: ReceiverState
    token_digest: string
    asked_wall_at: WallInstant
    confirmed_wall_at: WallInstant | null
    ended_wall_at: WallInstant | null
  }
  mail_preference: { member_id: Id<'mbr'>; area: PartyKind; topic: MessageTopic; wanted: boolean }
}
