import { isIP } from 'node:net'
import { omitUndefined } from '@loggia/kernel'
import type { Fault, Sent } from '@loggia/outbound'
import type { ProofFault } from '@loggia/protocol/console/access/kinds'
import type { Address } from './schema.ts'

/** Random bytes of a token: nobody can guess it. */
export const proofBytes = 16
export const createProofToken = (random: Uint8Array): string => Buffer.from(random).toString('hex')

// The token is not a part of the file's name: a server that repeats what it is asked for would prove every address.
const filePath = '/.well-known/loggia-verification.txt'
const marker = 'loggia-verification='

/** What a seller publishes: a file at the origin that is called, or a TXT record of the domain. */
export type Publication = { readonly fileUrl: string; readonly line: string; readonly recordName?: string }

export function describeProof({ url, token }: Pick<Address, 'url' | 'token'>): Publication {
  const { origin, hostname } = new URL(url)
  const host = hostname.replace(/\.$/, '')
  const hasDomain = isIP(host) === 0 && !host.startsWith('[') && host.includes('.')
  return omitUndefined({
    fileUrl: origin + filePath,
    line: marker + token,
    recordName: hasDomain ? `_loggia.${host}` : undefined,
  })
}

const faults: Readonly<Record<Fault['code'], ProofFault>> = {
  dns_not_found: 'name_not_found',
  dns_failed: 'name_failed',
  address_forbidden: 'address_forbidden',
  plain_http: 'plain_http',
  connection_refused: 'connection_refused',
  connection_reset: 'connection_failed',
  host_unreachable: 'connection_failed',
  connection_failed: 'connection_failed',
  interrupted: 'connection_failed',
  timed_out: 'timed_out',
  tls_missing: 'tls_missing',
  tls_too_old: 'tls_too_old',
  tls_broken_off: 'tls_failed',
  tls_failed: 'tls_failed',
  certificate_expired: 'certificate_expired',
  certificate_not_yet_valid: 'certificate_not_yet_valid',
  certificate_self_signed: 'certificate_self_signed',
  certificate_untrusted: 'certificate_untrusted',
  certificate_wrong_host: 'certificate_wrong_host',
  not_http: 'not_http',
  head_too_long: 'not_http',
  head_truncated: 'not_http',
  body_too_long: 'file_too_long',
  body_truncated: 'not_http',
}

/** Whether the line is one of the text: other marketplaces and addresses may have theirs beside it. */
const hasLine = (text: string, line: string): boolean =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .some((one) => one.trim() === line)

/** What is wrong with the file; undefined if it proves the address. */
export function findFileFault(sent: Sent, line: string): ProofFault | undefined {
  if ('fault' in sent) return faults[sent.fault.code]
  const { status, body, truncated } = sent.received
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 404 || status === 410) return 'file_not_found'
  if (status !== 200) return 'wrong_status'
  if (truncated) return 'file_too_long'
  return hasLine(Buffer.from(body).toString(), line) ? undefined : 'other_text'
}

/** What is wrong with the TXT records; undefined if one proves the address. */
export function findRecordFault(records: readonly string[], line: string): ProofFault | undefined {
  if (records.length === 0) return 'record_not_found'
  return records.some((record) => record.trim() === line) ? undefined : 'other_record'
}
