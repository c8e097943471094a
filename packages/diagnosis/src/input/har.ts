import { omitUndefined, fromIso } from '@loggia/kernel'
import { detectProtocol } from '../detect.ts'
import type { Exchange, HeaderList } from '../exchange.ts'
import { UnreadableInput } from './input-faults.ts'

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const missing = (name: string): UnreadableInput =>
  new UnreadableInput({ code: 'har_entry_malformed', missing: name })

/** The headers of a record, without the pseudo-headers of HTTP/2. */
function headersOf(list: unknown): HeaderList {
  if (!Array.isArray(list)) return []
  return (list as unknown[]).flatMap((one): [string, string][] => {
    const [name, value] = Array.isArray(one)
      ? (one as unknown[])
      : isObject(one)
        ? [one['name'], one['value']]
        : []
    return typeof name === 'string' && typeof value === 'string' && !name.startsWith(':')
      ? [[name, value]]
      : []
  })
}

function bytesOf(content: unknown): Buffer {
  if (!isObject(content) || typeof content['text'] !== 'string') return Buffer.alloc(0)
  return Buffer.from(content['text'], content['encoding'] === 'base64' ? 'base64' : 'utf8')
}

function msOf(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  const [, local, sign, hours = '0', minutes = '0'] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z|([+-])(\d\d):?(\d\d))$/.exec(text) ?? []
  if (local === undefined) return undefined
  const [whole = '', fraction = ''] = local.split('.')
  try {
    const shift = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? 1 : -1)
    return fromIso(`${whole}.${fraction.padEnd(3, '0').slice(0, 3)}Z`) + (sign === undefined ? 0 : shift)
  } catch {
    return undefined
  }
}

/** Whether a record says that there was a body but does not contain it; some exports leave contents out. */
const isLeftOut = (content: unknown, size: unknown): boolean =>
  Number(size) > 0 && !(isObject(content) && typeof content['text'] === 'string')

/** A reply whose body was left out is not used: its proof and members would be those of an empty body. */
function replyOf(response: Json): Exchange['reply'] {
  const { status, headers, content } = response
  if (typeof status !== 'number' || status <= 0) return undefined
  if (isLeftOut(content, isObject(content) ? content['size'] : 0)) return undefined
  return { status, headers: headersOf(headers), body: bytesOf(content) }
}

function entryOf(entry: Json): Exchange {
  const { request, response } = entry
  if (!isObject(request)) throw missing('request')
  const { method, url } = request
  if (typeof method !== 'string') throw missing('request.method')
  if (typeof url !== 'string') throw missing('request.url')
  if (isLeftOut(request['postData'], request['bodySize'])) throw missing('request.postData.text')
  const reply = isObject(response) ? replyOf(response) : undefined
  const seenAtMs = msOf(entry['startedDateTime'])
  return omitUndefined({
    request: {
      method,
      target: url,
      headers: headersOf(request['headers']),
      body: bytesOf(request['postData']),
    },
    reply,
    seenAtMs,
  })
}

/** The chosen entry, or the only entry, or the only one that carries a proof. */
function chosen(entries: readonly unknown[], number: number | undefined): Json {
  if (entries.length === 0) throw new UnreadableInput({ code: 'har_without_entries' })
  if (number !== undefined) {
    const entry = entries[number - 1]
    if (!isObject(entry)) throw new UnreadableInput({ code: 'har_no_such_entry', entries: entries.length })
    return entry
  }
  const candidates = entries.filter(isObject)
  const proving = candidates.filter((entry) => isObject(entry['request']) && carriesProof(entry))
  const [only] = candidates.length === 1 ? candidates : proving
  if (!only || (candidates.length > 1 && proving.length > 1))
    throw new UnreadableInput({ code: 'har_several', entries: entries.length })
  return only
}

function carriesProof(entry: Json): boolean {
  try {
    return detectProtocol(entryOf(entry)) !== undefined
  } catch {
    return false
  }
}

/** Reads one attempt as the pages of calls show it: request line, headers and body as text. */
function attemptOf(attempt: Json): Exchange {
  const { request, reply } = attempt
  if (!isObject(request) || typeof request['line'] !== 'string') throw missing('request.line')
  for (const part of [request, reply])
    if (isObject(part) && Array.isArray(part['masked']) && part['masked'].length > 0)
      throw new UnreadableInput({ code: 'record_masked' })
  const [, method = '', target = ''] = /^(\S+) (\S+)/.exec(request['line']) ?? []
  const bodyOf = (part: Json): Buffer => Buffer.from(typeof part['body'] === 'string' ? part['body'] : '')
  const line = isObject(reply) && typeof reply['line'] === 'string' ? reply['line'] : ''
  const status = Number(/\b(\d{3})\b/.exec(line)?.[1] ?? 0)
  return omitUndefined({
    request: { method, target, headers: headersOf(request['headers']), body: bodyOf(request) },
    reply: isObject(reply)
      ? { status, headers: headersOf(reply['headers']), body: bodyOf(reply) }
      : undefined,
  })
}

/**
 * Reads a HAR, one of its entries, or a call copied from our own pages. `entry` counts from 1. Throws {@link
 * UnreadableInput}.
 */
export function readJsonRecord(text: string, entry: number | undefined): Exchange {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UnreadableInput({ code: 'json_unparsable' })
  }
  if (!isObject(value)) throw new UnreadableInput({ code: 'format_unknown' })
  const { log, attemptList } = value
  if (isObject(log)) return entryOf(chosen(Array.isArray(log['entries']) ? log['entries'] : [], entry))
  if (Array.isArray(attemptList)) {
    const last: unknown = attemptList.at(entry === undefined ? -1 : entry - 1)
    if (!isObject(last)) throw missing('attemptList')
    return attemptOf(last)
  }
  if (isObject(value['request']) && 'line' in value['request']) return attemptOf(value)
  if (isObject(value['request'])) return entryOf(value)
  throw new UnreadableInput({ code: 'format_unknown' })
}
