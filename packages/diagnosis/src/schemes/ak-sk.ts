import { akSkWindowMs, bodyFormsOf, readAkSk, verifyAkSk } from '@loggia/signing'
import type { AkSkMistake, AkSkRefusal, AkSkRequest, AkSkVerdict } from '@loggia/signing'
import { isLargeTarget, mostMistakes } from '../context.ts'
import type { RequestContext } from '../context.ts'
import { differenceBetween } from '../difference.ts'
import { headerOf } from '../exchange.ts'
import { shown } from '../explaining.ts'
import type { Explanation, Finding, PlainKind, Problem } from '../findings.ts'
import type { KeyBytes } from '../key-ways.ts'
import type { Way } from '../search.ts'
import { timeFault, utcMs } from '../stamps.ts'

const kindsOf: Readonly<Record<AkSkMistake, PlainKind>> = {
  path_without_slash: 'ak_sk_path_without_slash',
  query_left_out: 'ak_sk_query_left_out',
  query_unsorted: 'ak_sk_query_unsorted',
  query_unescaped: 'ak_sk_query_unescaped',
  host_without_port: 'ak_sk_host_without_port',
  method_lower_case: 'ak_sk_method_lower_case',
  body_empty: 'body_empty',
  body_trimmed: 'body_trimmed',
  body_reserialised: 'body_reserialised',
  body_sorted_with_nulls: 'body_sorted_with_nulls',
  body_sorted_every_level: 'body_sorted_every_level',
  body_sorted_descending: 'body_sorted_descending',
  body_ascii_escaped: 'body_ascii_escaped',
}

/** A refusal that the exchange itself shows, or undefined if it is the signature that differs. */
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

/** The request as the verifier takes it: lower-case names, no scheme and host in the target. */
function requestOf({ request }: RequestContext): AkSkRequest {
  const headers: Record<string, string[]> = {}
  for (const [name, value] of request.headers) (headers[name.toLowerCase()] ??= []).push(value)
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(request.target)?.[1]
  if (host !== undefined && headers['host'] === undefined) headers['host'] = [host]
  const target = request.target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/, '')
  return { method: request.method, target: target === '' ? '/' : target, headers, body: request.body }
}

const readDate = (date: string): number | undefined => utcMs(date.replace(/[TZ]/g, ''))

function explanationOf(key: Way<KeyBytes>, verdict: AkSkVerdict, body: Uint8Array): Explanation | undefined {
  if (verdict.ok) return { certainty: 'proved', findings: key.mistakes }
  const mistake = verdict.reason.code === 'signature_differs' ? verdict.reason.mistake : undefined
  if (mistake === undefined) return undefined
  const form = [...bodyFormsOf(body)].find(({ name }) => `body_${name}` === mistake)
  const difference = form && differenceBetween(Buffer.from(form.text), body)
  const findings = [...key.mistakes, { kind: kindsOf[mistake] }]
  return { certainty: 'proved', findings, ...(difference && { difference }) }
}

/** The keys whose bytes are text; the verifier takes no others. */
const isText = ({ value }: Way<KeyBytes>): boolean =>
  value.bytes.length > 0 && Buffer.from(value.bytes.toString('utf8'), 'utf8').equals(value.bytes)

/** With the fewest mistakes first, all explanations of a signature that differs. */
function explanations(context: RequestContext, verify: (secretKey: string) => AkSkVerdict): Explanation[] {
  const { body, target } = context.request
  // What is large is looked at with the key alone, and those that were named.
  const isLarge = isLargeTarget(target) || mostMistakes(body) === 1
  const found = context.keys
    .filter(({ mistakes }) => !isLarge || mistakes.every(({ kind }) => kind === 'key_other'))
    .filter(isText)
    .flatMap((key) => explanationOf(key, verify(key.value.bytes.toString('utf8')), body) ?? [])
  const fewest = Math.min(...found.map(({ findings }) => findings.length))
  const best = found.filter(({ findings }) => findings.length === fewest)
  return best.length > 1 ? best.map((one) => ({ ...one, certainty: 'fits' })) : best
}

/** Checks a request to an open API (ak-sk-signing §3): the order query, for one. */
export function checkAkSk(context: RequestContext): Problem[] {
  const authorization = headerOf(context.request.headers, 'authorization')
  const reading = readAkSk(authorization)
  if (!reading.ok) return [shown('request', findingOf(reading.reason) ?? { kind: 'ak_sk_missing' })]
  const request = requestOf(context)
  const at = readDate(headerOf(context.request.headers, 'x-sdk-date') ?? '')
  const verify = (secretKey: string): AkSkVerdict =>
    verifyAkSk({ claim: reading.claim, secretKey, request, nowMs: at ?? 0 })
  const problems: Problem[] = []
  const fault =
    at === undefined || !context.receivedAt ? undefined : timeFault(at, context.receivedAt, akSkWindowMs)
  if (fault) problems.push(shown('request', fault))
  const verdict = verify(context.accessKey)
  if (verdict.ok) return problems
  const finding = findingOf(verdict.reason)
  if (finding) return [...problems, shown('request', finding)]
  const found = explanations(context, verify)
  return found.length === 0
    ? [...problems, shown('request', { kind: 'nothing_fits', tried: context.keys.length }, 'fits')]
    : [...problems, { subject: 'request', explanations: found }]
}
