/** Headers in their original order and spelling. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** A request as it was received. */
export type SeenRequest = {
  readonly method: string
  /** Path and query as in the request line, or a full address. */
  readonly target: string
  readonly headers: HeaderList
  /** The bytes as received, before any parsing. */
  readonly body: Uint8Array
}

/** A reply as it was received. */
export type SeenReply = {
  readonly status: number
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/**
 * A request, its reply, or both. `seenAtMs` is when the request was made, in UTC milliseconds, if the record says so.
 */
export type Exchange = {
  readonly request?: SeenRequest | undefined
  readonly reply?: SeenReply | undefined
  readonly seenAtMs?: number | undefined
}

/** All values of a header; the case of its name does not matter. */
export const listHeaderValues = (headers: HeaderList, name: string): string[] =>
  headers.filter(([one]) => one.toLowerCase() === name.toLowerCase()).map(([, value]) => value)

/** The values of a header as one list (RFC 9110 §5.3); undefined if it is missing. */
export function findHeader(headers: HeaderList, name: string): string | undefined {
  const values = listHeaderValues(headers, name)
  return values.length === 0 ? undefined : values.join(', ')
}

/** A query parameter, raw and decoded. */
export type Parameter = {
  readonly name: string
  readonly value: string
  readonly rawName: string
  readonly rawValue: string
}

/** Decodes percent escapes and `+`. A text with broken escapes is returned unchanged. */
export function decodeForm(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '))
  } catch {
    return raw
  }
}

/** The most parameters that are read: no real request has more, and each makes the search longer. */
const mostParameters = 300

/** The parameters of a target in their original order. */
export function readParameters(target: string): Parameter[] {
  const query = /\?([^#]*)/.exec(target)?.[1] ?? ''
  // HTML renders “&times” as a sign: a page that shows an address with “&timestamp” turns it into “×tamp”.
  return query
    .replace(/(?:×|%C3%97)tamp=/gi, '&×tamp=')
    .split('&')
    .filter((pair) => pair !== '')
    .slice(0, mostParameters)
    .map((pair) => {
      const at = pair.indexOf('=')
      const rawName = at < 0 ? pair : pair.slice(0, at)
      const rawValue = at < 0 ? '' : pair.slice(at + 1)
      return { rawName, rawValue, name: decodeForm(rawName), value: decodeForm(rawValue) }
    })
}

/** The path of a target without scheme and host. */
export const readPath = (target: string): string =>
  (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(target)?.[1] ?? /^[^?#]*/.exec(target)?.[0] ?? '') || '/'

/** Decodes a body; undefined if it is not UTF-8. */
export function decodeText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return undefined
  }
}

/** The members of a body that is a JSON object; undefined for other bodies. */
export function readMembers(body: Uint8Array): Record<string, unknown> | undefined {
  const text = decodeText(body)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/**
 * Moves the parameters of a form into the target, so that they are read like a query: a V1.0 request may also be posted
 * (saas-v1 §2).
 */
export function withFormInTarget(request: SeenRequest): SeenRequest {
  const form = decodeText(request.body)?.trim() ?? ''
  if (form.startsWith('{') || !/(?:^|&)authToken=/.test(form)) return request
  const { target } = request
  return { ...request, target: `${target}${target.includes('?') ? '&' : '?'}${form}`, body: new Uint8Array() }
}
