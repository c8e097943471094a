import { describeVerdict } from '@loggia/protocol/wire'
import type { KeyClass } from '../../wire/wire-protocol.ts'
import type { TestCall } from '../calls.ts'
import type { RepliedInstance } from '../replied-instance.ts'
import type { SignedRequestOptions } from '../sending.ts'

/** A protocol as the marketplace speaks it; `Sent` is a message in its words. */
export type TestProtocol<Sent extends Message, Call extends TestCall> = {
  readonly protocol: Sent['protocol']
  /** Which of a seller's keys it is signed with. */
  readonly keyClass: KeyClass
  /** Whether an opening may be answered as one that is under way. */
  readonly mayOpenLater: boolean
  /** Whether a request is refused for its time stamp, and one that comes twice. */
  readonly refusesReplays: boolean
  /** Says a call in its words. */
  readonly say: (call: Call) => Sent
  /** The request that is sent. */
  readonly sign: (message: Sent['message'], options: SignedRequestOptions) => Request
  /** Reads an answer by its tables. */
  readonly read: (message: Sent['message'], received: Received, accessKey: string) => Read
  /** Opens what is sealed in an answer. */
  readonly open: (
    reply: Members,
    accessKey: string,
  ) => { readonly reply: Members; readonly unreadable: readonly string[] }
  /** What asks whether an instance is there; undefined where the opening itself is repeated. */
  readonly askAfter?: (instanceId: string, isTest: boolean) => Sent
}

type Message = { readonly protocol: string; readonly message: { readonly activity: string } }

/** An answer as it came. */
export type Received = { status: number; headers: Record<string, string>; body: Uint8Array }

/** The members of an answer, or why the marketplace cannot take it for one. */
export type Read = { ok: true; reply: Members } | { ok: false; fault: string }

type Appearance = NonNullable<RepliedInstance['access']>
type DescribedMembers = {
  instanceId: string
  appInfo?: Appearance | undefined
  usageInfo?: RepliedInstance['usage'] | undefined
}
export type Members = {
  resultCode?: string
  resultMsg?: string | undefined
  instanceId?: string | undefined
  appInfo?: Appearance | undefined
  info?: readonly DescribedMembers[] | undefined
}

type OfProtocol = { ok: true; reply: object } | { ok: false; verdict: Parameters<typeof describeVerdict>[0] }

/** What a protocol's own reader says, with its verdict in a sentence. */
export const toRead = (read: OfProtocol): Read =>
  read.ok
    ? { ok: true, reply: read.reply as Members }
    : { ok: false, fault: describeVerdict(read.verdict, 'en-US') }
