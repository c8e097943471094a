import type { MessageSet } from '../../message-set.ts'
import { protocolTraits } from '../../protocols.ts'
import { isSaasResultCode } from '../result-codes.ts'
import { replyLimitBytes } from '../v2/read-reply.ts'
import { encodeRequest } from './encode-request.ts'
import { encodeExtendParams, readExtendParams } from './extend-params.ts'
import { readReply } from './read-reply.ts'
import { requestsToSend, saasV1Activities } from './requests.ts'
import type { SaasV1Request } from './requests.ts'
import { samples } from './samples.ts'

export const saasV1Messages: MessageSet = {
  requestName: 'a request of the SaaS access protocol V1.0',
  activities: saasV1Activities,
  requestsToSend,
  samples,
  writeRequest: createParameterWriter(protocolTraits['saas-v1'].sealedMembers, (request) =>
    encodeRequest(request as SaasV1Request),
  ),
  readReply(activity, received) {
    const known = saasV1Activities.find((one) => one === activity) ?? 'releaseInstance'
    const read = readReply(known, received)
    if (!read.ok) return read
    // A refusal counts without a proof; an answer to wait for does not.
    const isOpening = known === 'newInstance' && read.code === '000004'
    return { ...read, isUnderWay: isOpening && !read.unproven && 'instanceId' in read.reply }
  },
  isResultCode: isSaasResultCode,
  replyLimitBytes,
}

const integers: ReadonlySet<string> = new Set([
  'amount',
  'diskSize',
  'bandWidth',
  'chargingMode',
  'periodNumber',
  'provisionType',
])

/** Writes the parameters of a request whose members are given as text; `encode` checks them. */
export function createParameterWriter(
  sealedMembers: readonly string[],
  encode: (request: unknown) => Record<string, string>,
): MessageSet['writeRequest'] {
  return (members, { isChecked, seal }) => {
    const parameters = Object.entries(members).map(([name, text]): [string, string] => {
      if (seal && sealedMembers.includes(name)) return [name, seal(text)]
      return [name, name === 'saasExtendParams' && text.startsWith('[') ? packExtendParams(text) : text]
    })
    if (!isChecked) return { parameters: Object.fromEntries(parameters) }
    const request = parameters.map(([name, text]): [string, string | number] => [
      name,
      integers.has(name) && /^-?\d{1,15}$/.test(text) ? Number(text) : text,
    ])
    return { parameters: encode(Object.fromEntries(request)) }
  }
}

/** Encodes the list as a person writes it; it is checked by the reader that sellers use. */
function packExtendParams(json: string): string {
  const params = readExtendParams(json)
  if (!params)
    throw new RangeError(
      'saasExtendParams is a list such as [{"name":"idNum","value":"11001"}], or its Base64',
    )
  return encodeExtendParams(params)
}
