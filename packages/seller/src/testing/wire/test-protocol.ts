import { describeVerdict } from '@loggia/protocol/wire'
import type { KeyClass } from '../../wire/wire-protocol.ts'
import type { TestCall } from '../calls.ts'
import type { RepliedInstance } from '../replied-instance.ts'
import type { SignedRequestOptions } from '../sending.ts'

/** A protocol as the marketplace speaks it. `Sent` is the type of its messages. */
export type TestProtocol<Sent extends Message, Call extends TestCall> = {
  readonly protocol: Sent['protocol']
  /** The class of the key that signs its requests. */
  readonly keyClass: KeyClass
  /** Whether an opening may be answered as under way. */
  readonly mayOpenLater: boolean
  /** Whether a seller refuses a stale timestamp and a repeated nonce. */
  readonly refusesReplays: boolean
  /** Writes a call as a message of this protocol. */
  readonly say: (call: Call) => Sent
  /** Creates the signed request. */
  readonly sign: (message: Sent['message'], options: SignedRequestOptions) => Request
  /** Reads an answer and checks it against the tables. */
  readonly read: (message: Sent['message'], received: Received, accessKey: string) => Read
  /** Opens the sealed members of an answer. */
  readonly open: (
    reply: Members,
    accessKey: string,
  ) => { readonly reply: Members; readonly unreadable: readonly string[] }
  /** The query whether an instance is ready. Undefined if the opening itself is repeated. */
  readonly askAfter?: (instanceId: string, isTest: boolean) => Sent
}

type Message = { readonly protocol: string; readonly message: { readonly activity: string } }

/** An answer as it was received. */
export type Received = { status: number; headers: Record<string, string>; body: Uint8Array }

/** The members of an answer, or why the marketplace would not accept it. */
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
  /** License 1.0: the text of the license. */
  license?: string | undefined
  appInfo?: Appearance | undefined
  info?: readonly DescribedMembers[] | undefined
}

type OfProtocol = { ok: true; reply: object } | { ok: false; verdict: Parameters<typeof describeVerdict>[0] }

/** Turns the result of a protocol's reader into members, or into a sentence about the fault. */
export const toRead = (read: OfProtocol): Read =>
  read.ok
    ? { ok: true, reply: read.reply as Members }
    : { ok: false, fault: describeVerdict(read.verdict, 'en-US') }

/** Throws a TypeError on a call that the protocol does not have. */
export function refuseToSay(protocol: string, { activity }: TestCall): never {
  throw new TypeError(`${protocol} has no request for ${activity}.`)
}
