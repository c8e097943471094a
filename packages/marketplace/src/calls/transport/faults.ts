import type { Verdict } from '@loggia/protocol/wire'
import { ForbiddenAddress } from './connector.ts'

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''

const resets: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])
const noName: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'])
const isTls = (code: string): boolean =>
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH)/.test(code)

function causesOf(error: unknown): unknown[] {
  if (error instanceof AggregateError) return [error, ...error.errors.flatMap(causesOf)]
  return error instanceof Error && error.cause !== undefined ? [error, ...causesOf(error.cause)] : [error]
}

/** Why an exchange came to nothing. `gotBytes` is given when a reply had begun: then what arrived is its beginning only. */
export function verdictOf(error: unknown, gotBytes?: number): Verdict {
  const causes = causesOf(error)
  const forbidden = causes.find((cause) => cause instanceof ForbiddenAddress)
  if (forbidden instanceof ForbiddenAddress) return { code: 'address_forbidden', address: forbidden.address }
  if (gotBytes !== undefined) return { code: 'body_truncated', gotBytes }
  const codes = causes.map(codeOf).filter((code) => code !== '')
  if (codes.some((code) => noName.has(code))) return { code: 'dns_failed' }
  const tls = codes.find(isTls)
  if (tls) return { code: 'tls_failed', reason: tls }
  if (codes.includes('ECONNREFUSED')) return { code: 'connection_refused' }
  if (codes.some((code) => resets.has(code))) return { code: 'connection_reset' }
  return { code: 'connection_failed', reason: codes[0] ?? (error instanceof Error ? error.name : 'UNKNOWN') }
}
