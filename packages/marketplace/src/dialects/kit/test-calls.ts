import { z } from 'zod'
import { omitUndefined } from '@loggia/kernel'
import { formatTime } from '@loggia/protocol/kit'
import type { KitActivity } from '@loggia/protocol/kit'
import { oaepHashes, readPublicKey } from '@loggia/signing'
import type { TestRequest, TestSending } from '../test-calls.ts'
import { sealSecret } from './requests.ts'

/** Members that the marketplace sets in every debugging call: it comes from the seller's side (joint-kit §6). */
const set: ReadonlySet<string> = new Set([
  'instanceId',
  'orderId',
  'testFlag',
  'timeStamp',
  'currentSyncTime',
])

/** What the shortest key (3072 bits) holds in any case, in bytes (RFC 8017 §7.1.1). */
const mostSecretBytes = 318

/** The secret in clear, and the key that encrypts it, which is not sent: nobody has applied for a credential yet. */
const secretForm = {
  clientSecret: z.string().refine((text) => Buffer.byteLength(text) <= mostSecretBytes),
  publicKey: z.string().refine((text) => readPublicKey(text).ok),
  oaepHashes: z.enum(oaepHashes).optional(),
}
const secretFormSchema = z.object(secretForm)

type Tables = Readonly<Record<KitActivity, z.ZodObject>>

/** The tables of the requests without what is {@link set}. */
export const createForms = (tables: Tables): Readonly<Record<string, z.ZodObject>> =>
  Object.fromEntries(
    Object.entries(tables).map(([activity, table]) => {
      const own = Object.entries(table.shape).filter(([name]) => !set.has(name))
      return [
        activity,
        z.strictObject({ ...Object.fromEntries(own), ...('clientSecret' in table.shape && secretForm) }),
      ]
    }),
  )

/** The request that a form makes, in the protocol's words. */
export function toTestRequest({ request, timestampMs }: TestSending): TestRequest {
  const { activity } = request
  const time = formatTime(timestampMs)
  const { publicKey: _, oaepHashes: __, ...members } = request
  return omitUndefined({
    ...members,
    orderId: activity === 'tenantSync' ? '' : undefined,
    clientSecret: activity === 'applicationSync' ? sealTyped(request) : undefined,
    currentSyncTime: activity === 'authSync' ? time : undefined,
    activity,
    instanceId: '',
    testFlag: 1,
    timeStamp: time,
  })
}

/** The seller must get exactly the text that was typed (joint-kit §5). */
function sealTyped(request: TestRequest): string {
  const {
    clientSecret: secret,
    publicKey,
    oaepHashes: hashes = oaepHashes[0],
  } = secretFormSchema.parse(request)
  return sealSecret({ secret, publicKey, hashes })
}
