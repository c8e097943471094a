import { Buffer } from 'node:buffer'
import { bodyHashHeader, findHeader, joinCanonical, hashSha256 } from './ak-sk-canonical.ts'
import type { AkSkRequest, CanonicalParts } from './ak-sk-canonical.ts'
import { findBodyForm } from './body-forms.ts'
import type { BodyForm } from './body-forms.ts'

/**
 * A client's mistake when signing:
 * - `path_without_slash`: the canonical path lacks its last slash;
 * - `query_left_out`: the query was not signed;
 * - `query_unsorted`: the query was signed in the order in which it was sent;
 * - `query_unescaped`: the query was not escaped;
 * - `host_without_port`: the signed host lacks the port that was sent;
 * - `method_lower_case`: the method was signed in lower case;
 * - `body_…`: the signed body was this {@link BodyForm} of the one that arrived.
 */
export type AkSkMistake =
  | 'path_without_slash'
  | 'query_left_out'
  | 'query_unsorted'
  | 'query_unescaped'
  | 'host_without_port'
  | 'method_lower_case'
  | `body_${BodyForm}`

type Search = {
  readonly request: AkSkRequest
  readonly parts: CanonicalParts
  readonly of: { readonly method: string; readonly signedHeaders: string }
  readonly fits: (canonicalRequest: string) => boolean
}

function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The one mistake that explains the signature, or undefined. It is advice only and never lets a request in. */
export function findAkSkMistake({ request, parts, of, fits }: Search): AkSkMistake | undefined {
  const [path, query, headers, payload] = [parts.path, parts.query, parts.headers, parts.payload].map(
    ([first]) => first?.text ?? '',
  )
  const right = { path: path ?? '', query: query ?? '', headers: headers ?? '', payload: payload ?? '' }
  const sent = /\?([^]*)$/.exec(request.target)?.[1] ?? ''
  const host = findHeader(request, 'host') ?? ''
  const portless = right.headers.replace(`host:${host}\n`, `host:${host.replace(/:\d+$/, '')}\n`)
  const signWrong = (wrong: Partial<typeof right>): string => joinCanonical({ ...right, ...wrong }, of)
  const whole = signWrong({})
  const mistakes = {
    path_without_slash: signWrong({ path: right.path.replace(/\/$/, '') }),
    query_left_out: signWrong({ query: '' }),
    query_unsorted: signWrong({ query: sent }),
    query_unescaped: signWrong({ query: unescapeText(right.query) }),
    host_without_port: signWrong({ headers: portless }),
    method_lower_case: of.method.toLowerCase() + whole.slice(of.method.length),
  }
  for (const [mistake, text] of Object.entries(mistakes))
    if (fits(text)) return mistake as keyof typeof mistakes
  if (findHeader(request, bodyHashHeader) !== undefined) return undefined
  const form = findBodyForm(Buffer.from(request.body), (body) =>
    fits(signWrong({ payload: hashSha256(body) })),
  )
  return form && `body_${form}`
}
