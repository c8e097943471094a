import type { z } from 'zod'
import { fromMinutes, fromSeconds } from '@loggia/kernel'
import type { KitActivity } from '@loggia/protocol/kit'
import type { KitV2Request } from '@loggia/protocol/kit/v2'
import type { ReceivedReply } from '@loggia/protocol/wire'
import { defineDialect } from '../define-dialect.ts'
import type { OperationTable } from '../define-dialect.ts'
import type { Schedule, Sending, WireRequest } from '../schema.ts'
import type { Scene, TestCalls } from '../test-calls.ts'
import { readAnswer } from './answers.ts'
import type { ReadReply } from './answers.ts'
import type { KitAnswer, KitFacts, KitOperation } from './operations.ts'
import { listPersonalNames } from './personal.ts'
import { writeRequest } from './requests.ts'
import { createForms, toTestRequest } from './test-calls.ts'

export const fiveTries: Schedule = {
  windowMs: fromMinutes(15),
  spacing: { kind: 'doubling', firstMs: fromMinutes(1), mostMs: fromMinutes(8) },
  source: 'joint-kit §8, 5 tries [doc], in 15 minutes [decide]',
}

/** The interfaces of both generations. */
export const operations: OperationTable<KitOperation, KitActivity> = {
  sync_enterprise: { activity: 'tenantSync', ...fiveTries },
  sync_app: { activity: 'applicationSync', ...fiveTries },
  sync_departments: { activity: 'allOrgSync', ...fiveTries },
  sync_department: { activity: 'singleOrgSync', ...fiveTries },
  sync_people: { activity: 'authSync', ...fiveTries },
}

type Signing = Pick<Sending, 'accessKey' | 'nonce' | 'timestampMs'> & { readonly body: string }
type OwnRequest = { readonly activity: KitActivity }
/** In what the two generations of the kit differ. */
type Generation<Protocol extends string, Own extends OwnRequest> = {
  readonly protocol: Protocol
  readonly operations: OperationTable<KitOperation, KitActivity>
  /** Appended to the seller's address (joint-kit §3). */
  readonly writePath: (activity: KitActivity) => string
  readonly requestsToSend: Readonly<Record<KitActivity, z.ZodObject>>
  /** A request in its own words, from those of V2. */
  readonly toOwn: (request: KitV2Request) => Own
  readonly encodeRequest: (request: Own) => string
  readonly sign: (signing: Signing) => Readonly<Record<string, string>>
  readonly readReply: (received: ReceivedReply, accessKey: string) => ReadReply
  readonly replyLimitBytes: number
  readonly scenes: readonly Scene[]
}

/** Never shown, though it is encrypted. */
const secretNames: ReadonlySet<string> = new Set(['clientSecret'])

const isRemoval = (operation: KitOperation): boolean =>
  'change' in operation && (operation.change === 'delete' || operation.change === 'withdraw')

/** Creates the dialect of a generation of the kit. Batches are frozen and in order, so that none supersedes another. */
export function defineKit<const Protocol extends string, Own extends OwnRequest>(
  generation: Generation<Protocol, Own>,
) {
  const { protocol, writePath, encodeRequest, sign, readReply, replyLimitBytes, scenes } = generation

  function post(request: Own, signing: Omit<Signing, 'body'>): WireRequest {
    const body = encodeRequest(request)
    const proof = sign({ ...signing, body })
    const headers = { accept: 'application/json', 'content-type': 'application/json', ...proof }
    return { method: 'POST', path: writePath(request.activity), query: '', headers, body }
  }

  const testCalls: TestCalls = {
    scenes,
    requests: createForms(generation.requestsToSend),
    clear: { clientSecret: { kind: 'sealed' } },
    // They are no fields of the forms.
    flags: {},
    toWire: (sending) => post(toTestRequest(sending) as unknown as Own, sending),
    // A seller must not look for the instance when something is removed (joint-kit §7): in a test that is a fault.
    fromWire: (_request, received, accessKey) =>
      readAnswer(readReply(received, accessKey), { isRemoval: false }),
  }

  return defineDialect<KitOperation, KitFacts, KitAnswer>({
    protocol,
    operations: generation.operations,
    includesFacts: true,
    toWire: (sending) => post(generation.toOwn(writeRequest(sending)), sending),
    fromWire: (operation, received, accessKey) =>
      readAnswer(readReply(received, accessKey), { isRemoval: isRemoval(operation) }),
    testCalls,
    secretsOf: secretNames,
    personalIn: listPersonalNames,
    // joint-kit §3.
    timeLimitMs: fromSeconds(20),
    replyLimitBytes,
  })
}
