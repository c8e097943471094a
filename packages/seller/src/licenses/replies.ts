import { omitUndefined } from '@loggia/kernel'
import {
  activateReplySchema,
  licenseCodeInfoSchema,
  parseTime,
  queryAllReplySchema,
  queryReplySchema,
  resultReplySchema,
} from '@loggia/protocol/license/open-apis'
import type {
  LicenseCodeInfo as WireInfo,
  LicenseCodeState,
  LicenseInfo,
} from '@loggia/protocol/license/open-apis'
import type { MarketReply } from '../open-apis/market-client.ts'
import { createRefused, createUnreadable, isOfGateway } from '../open-apis/market-error.ts'
import { licenseApiErrors } from './license-api-error.ts'
import { licenseRefusals, uploadRefusals } from './refusal-names.ts'
import type { LicenseRefusalName, UploadRefusalName } from './refusal-names.ts'
import type { LicenseApiRefusal, LicenseApiResult, LicenseCodeInfo, LicenseCodeStatus } from './results.ts'

const statuses: Readonly<Record<LicenseCodeState, LicenseCodeStatus>> = {
  ALIVE: 'alive',
  EXPIRED: 'expired',
  RELEASED: 'released',
}

/** Codes by which the marketplace says that it failed itself; another try may succeed. */
const failures: readonly string[] = ['92020001', '91381036']

/**
 * The refusal in a reply, or undefined if it succeeded. Throws a `LicenseApiError` if the reply does not say whether the
 * request is accepted.
 */
function findRefusal<Name extends string>(
  { status, body }: MarketReply,
  success: string,
  names: Readonly<Record<string, Name>>,
): LicenseApiRefusal<Name> | undefined {
  const read = resultReplySchema.safeParse(body)
  if (!read.success) throw createUnreadable(licenseApiErrors, status)
  const { error_code: marketCode, error_msg: message } = read.data
  if (marketCode === success) return undefined
  const code = Object.hasOwn(names, marketCode) ? names[marketCode] : undefined
  if (code !== undefined) return { ok: false, code, marketCode, message }
  const told = { status: failures.includes(marketCode) ? 500 : status, code: marketCode, text: message }
  const requestId = typeof read.data['request_id'] === 'string' ? read.data['request_id'] : undefined
  throw createRefused(licenseApiErrors, { ...told, requestId, isByGateway: isOfGateway(marketCode) })
}

const findLicenseRefusal = (reply: MarketReply): LicenseApiRefusal | undefined =>
  findRefusal<LicenseRefusalName>(reply, '92020000', licenseRefusals)

/** Reads a reply that says no more than that it succeeded. */
export const readResult = (reply: MarketReply): LicenseApiResult<object> =>
  findLicenseRefusal(reply) ?? { ok: true }

/** The same for an upload. */
export const readUploaded = (reply: MarketReply): LicenseApiResult<object, UploadRefusalName> =>
  findRefusal<UploadRefusalName>(reply, 'CBC.0000', uploadRefusals) ?? { ok: true }

type OfOne = LicenseApiResult<{ readonly license: LicenseCodeInfo }>

/** Reads the reply to an activation, whose information is JSON within a text, without the code. */
export function readActivation(code: string, reply: MarketReply): OfOne {
  const refusal = findLicenseRefusal(reply)
  if (refusal) return refusal
  const read = activateReplySchema.safeParse(reply.body)
  const info = licenseCodeInfoSchema.safeParse(parseText(read.data?.data?.license_code_info ?? ''))
  if (!info.success) throw createUnreadable(licenseApiErrors, reply.status)
  return { ok: true, license: toInfo({ ...info.data, license_code: code }) }
}

/** Reads the reply to a query. */
export function readQueried(reply: MarketReply): OfOne {
  const refusal = findLicenseRefusal(reply)
  if (refusal) return refusal
  const info = queryReplySchema.safeParse(reply.body).data?.data
  if (!info) throw createUnreadable(licenseApiErrors, reply.status)
  return { ok: true, license: toInfo(info) }
}

/** Reads the reply to a query for several codes. */
export function readQueriedAll(
  reply: MarketReply,
): LicenseApiResult<{ readonly licenses: readonly LicenseCodeInfo[] }> {
  const refusal = findLicenseRefusal(reply)
  if (refusal) return refusal
  const list = queryAllReplySchema.safeParse(reply.body).data?.data
  if (!list) throw createUnreadable(licenseApiErrors, reply.status)
  return { ok: true, licenses: list.map(toInfo) }
}

type Wire = WireInfo & Pick<LicenseInfo, 'license_code' | 'activate_time'>

const toInfo = (info: Wire): LicenseCodeInfo =>
  omitUndefined({
    code: info.license_code,
    status: statuses[info.status],
    activatedAtMs: info.activate_time === undefined ? undefined : parseTime(info.activate_time),
    expiresAtMs: info.expire_time === undefined ? undefined : parseTime(info.expire_time),
    productId: info.product_id,
    orderId: info.order_id,
    quantity: info.amount,
  })

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
