import { akSkWindowMs, readAkSk, verifyAkSk } from '@loggia/signing'
import type { AkSkClaim, AkSkRefusal, AkSkRequest } from '@loggia/signing'
import { listDepths, isLargeTarget, largeBody } from '../context.ts'
import type { RequestContext } from '../context.ts'
import { findHeader } from '../exchange.ts'
import { toShownProblem } from '../explaining.ts'
import type { Finding, Problem } from '../findings.ts'
import { findComputedProblems, findProofProblems } from '../proof-problems.ts'
import { findTimeFault, parseUtcMs } from '../stamps.ts'
import { createAkSkSpace } from './ak-sk-space.ts'

/** The finding that the exchange itself shows; undefined if the signature differs. */
function findingOf(reason: AkSkRefusal): Finding | undefined {
  switch (reason.code) {
    case 'authorization_missing':
      return { kind: 'ak_sk_missing' }
    case 'algorithm_unknown':
      return { kind: 'ak_sk_algorithm', got: reason.got }
    case 'authorization_malformed':
      return { kind: 'ak_sk_malformed', got: reason.got }
    case 'signature_malformed':
      return { kind: 'proof_malformed', got: reason.got, form: 'hex' }
    case 'date_missing':
      return { kind: 'ak_sk_date_missing' }
    case 'date_malformed':
      return { kind: 'ak_sk_date_malformed', got: reason.got }
    case 'date_unsigned':
      return { kind: 'ak_sk_date_unsigned' }
    case 'signed_header_missing':
      return { kind: 'ak_sk_header_absent', header: reason.header }
    case 'body_hash_differs':
      return { kind: 'ak_sk_body_hash' }
    case 'stale':
    case 'signature_differs':
      return undefined
  }
}

/** The request in the form of the verifier: lower-case header names, and a target without scheme and host. */
function requestOf({ request }: RequestContext): AkSkRequest {
  const headers: Record<string, string[]> = {}
  for (const [name, value] of request.headers) (headers[name.toLowerCase()] ??= []).push(value)
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(request.target)?.[1]
  if (host !== undefined && headers['host'] === undefined) headers['host'] = [host]
  const target = request.target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/, '')
  return { method: request.method, target: target === '' ? '/' : target, headers, body: request.body }
}

const readDate = (date: string): number | undefined => parseUtcMs(date.replace(/[TZ]/g, ''))

/** Checks a request to an open API, such as the order query (ak-sk-signing §3). */
export function checkAkSk(context: RequestContext): Problem[] {
  const authorization = findHeader(context.request.headers, 'authorization')
  const reading = readAkSk(authorization)
  const claim = reading.ok ? reading.claim : claimIn(authorization)
  if (!claim)
    return [
      toShownProblem('request', (!reading.ok && findingOf(reading.reason)) || { kind: 'ak_sk_missing' }),
    ]
  const request = requestOf(context)
  const date = findHeader(context.request.headers, 'x-sdk-date') ?? ''
  const at = readDate(date)
  const problems: Problem[] = reading.ok ? [] : writingProblems(reading.reason)
  const fault =
    at === undefined || !context.receivedAt ? undefined : findTimeFault(at, context.receivedAt, akSkWindowMs)
  if (fault) problems.push(toShownProblem('request', fault))
  if (reading.ok) {
    const verdict = verifyAkSk({ claim, secretKey: context.accessKey, request, nowMs: at ?? 0 })
    if (verdict.ok) return problems
    const finding = findingOf(verdict.reason)
    if (finding) return [...problems, toShownProblem('request', finding)]
  }
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const)
  const spelled = context.request.headers.map(([name, value]) => [name, value] as const)
  const hasHost = findHeader(spelled, 'host') !== undefined
  const space = createAkSkSpace(context, {
    ...claim,
    date,
    target: request.target,
    headers: hasHost ? spelled : [...spelled, ...headers.filter(([name]) => name === 'host')],
  })
  const size = isLargeTarget(context.request.target) ? largeBody + 1 : context.request.body.length
  const asked = {
    spaces: [space],
    form: 'hex',
    body: context.request.body,
    depths: listDepths(size),
    budget: context.budget,
  } as const
  return [
    ...problems,
    ...findProofProblems({ ...asked, subject: 'request', proof: claim.signature }),
    ...findComputedProblems(context.computed, asked),
  ]
}

/** The parts of an `Authorization` header that does not follow the rule; undefined unless all three are there. */
function claimIn(authorization: string | undefined): AkSkClaim | undefined {
  const part = (name: RegExp): string | undefined => name.exec(authorization ?? '')?.[1]
  const accessKeyId = part(/(?:Access|Credential|AccessKeyId|AccessKey)\s*[=:]\s*["']?([^,;\s"'/]+)/i)
  const signedHeaders = part(/SignedHeaders?\s*[=:]\s*["']?([^,\s"']+)/i)
  const signature = part(/Signature\s*[=:]\s*["']?([^,\s"']+)/i)
  if (accessKeyId === undefined || signedHeaders === undefined || signature === undefined) return undefined
  return { accessKeyId, signedHeaders, signature }
}

/** Problems in how the `Authorization` header is written. The search is more precise about the signature itself. */
function writingProblems(reason: AkSkRefusal): Problem[] {
  const finding = findingOf(reason)
  return finding === undefined || reason.code === 'signature_malformed'
    ? []
    : [toShownProblem('request', finding)]
}
