import { omitUndefined } from '@loggia/kernel'
import { findHeader } from '../exchange.ts'
import type { Exchange, HeaderList, SeenReply, SeenRequest } from '../exchange.ts'
import { UnreadableInput } from './input-faults.ts'

type Message = { readonly line: string; readonly headers: HeaderList; readonly rest: Buffer }

const cut = (text: string): string => text.slice(0, 80)
const mostHeaders = 500

/** Where the line at `from` ends, and where the next one begins. */
function lineEnd(bytes: Buffer, from: number): { end: number; next: number } {
  const at = bytes.indexOf(10, from)
  if (at < 0) return { end: bytes.length, next: bytes.length }
  return { end: bytes[at - 1] === 13 && at > from ? at - 1 : at, next: at + 1 }
}

function readHeader(line: string): [string, string] {
  const found = /^([^\s:()<>@,;\\"/[\]?={}]+)[ \t]*:[ \t]*(.*?)[ \t]*$/.exec(line)
  if (!found) throw new UnreadableInput({ code: 'header_malformed', got: cut(line) })
  return [found[1] ?? '', found[2] ?? '']
}

/** Reads the first line, the headers and the rest. */
function readMessage(bytes: Buffer): Message {
  const first = lineEnd(bytes, 0)
  const headers: [string, string][] = []
  let at = first.next
  while (at < bytes.length && headers.length < mostHeaders) {
    const { end, next } = lineEnd(bytes, at)
    const line = bytes.toString('utf8', at, end)
    at = next
    if (line === '') break
    headers.push(readHeader(line))
  }
  return { line: bytes.toString('utf8', 0, first.end), headers, rest: bytes.subarray(at) }
}

const replyStart = /(?:^|\n)[\r\n]*(?=HTTP\/\d(?:\.\d)? \d{3})/

/** Splits at the reply after a body. */
function splitAtReply(bytes: Buffer): { body: Buffer; reply: Buffer | undefined } {
  const found = replyStart.exec(bytes.toString('latin1'))
  if (!found) return { body: bytes, reply: undefined }
  const reply = bytes.subarray(found.index + found[0].length)
  const end = found.index > 0 && bytes[found.index - 1] === 13 ? found.index - 1 : found.index
  return { body: bytes.subarray(0, end), reply }
}

/** Removes the one line break that an editor adds at the end of a file. */
function withoutLastBreak(bytes: Buffer): Buffer {
  if (bytes.at(-1) !== 10) return bytes
  return bytes.subarray(0, bytes.at(-2) === 13 ? -2 : -1)
}

/** Decodes a chunked body. Returns the bytes unchanged if they are not chunks any more. */
function withoutChunks(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  let at = 0
  while (at < bytes.length) {
    const { end, next } = lineEnd(bytes, at)
    const size = /^([0-9a-f]{1,7})(?:;.*)?$/i.exec(bytes.toString('latin1', at, end))?.[1]
    if (size === undefined) return bytes
    const length = Number.parseInt(size, 16)
    if (length === 0) return Buffer.concat(parts)
    parts.push(bytes.subarray(next, next + length))
    at = lineEnd(bytes, next + length).next
  }
  return bytes
}

/**
 * Finds the body after the headers. If Content-Length leaves nothing or a reply after it, the body has exactly this
 * length. Otherwise it is all bytes, without the one line break that editors add.
 */
function bodyOf({ headers, rest }: Message): { body: Buffer; reply: Buffer | undefined } {
  const length = Number(findHeader(headers, 'content-length') ?? Number.NaN)
  if (Number.isSafeInteger(length) && length >= 0 && length <= rest.length) {
    const behind = rest.subarray(length)
    const text = behind.toString('latin1').trimStart()
    if (text === '' || /^HTTP\/\d/.test(text))
      return { body: rest.subarray(0, length), reply: text === '' ? undefined : Buffer.from(text, 'latin1') }
  }
  const { body, reply } = splitAtReply(rest)
  if (/\bchunked\b/i.test(findHeader(headers, 'transfer-encoding') ?? ''))
    return { body: withoutChunks(body), reply }
  return { body: reply ? body : withoutLastBreak(body), reply }
}

/** Reads a reply as it was on the wire. Throws {@link UnreadableInput}. */
export function readReply(bytes: Buffer): SeenReply {
  const message = readMessage(bytes)
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})\b/.exec(message.line)?.[1]
  if (status === undefined) throw new UnreadableInput({ code: 'line_malformed', got: cut(message.line) })
  const { body, reply } = bodyOf(message)
  // An interim reply is followed by the final one (RFC 9110 §15.2).
  if (status.startsWith('1') && reply) return readReply(reply)
  return { status: Number(status), headers: message.headers, body }
}

/** Reads a request, a request with its reply, or a reply alone. Throws {@link UnreadableInput}. */
export function readRawHttp(bytes: Buffer): Exchange {
  if (/^HTTP\/\d/.test(bytes.toString('latin1', 0, 8))) return { reply: readReply(bytes) }
  const message = readMessage(bytes)
  const [, method, target] = /^([A-Za-z]+) (\S+)(?: HTTP\/\d(?:\.\d)?)?[ \t]*$/.exec(message.line) ?? []
  if (method === undefined || target === undefined)
    throw new UnreadableInput({ code: 'line_malformed', got: cut(message.line) })
  const { body, reply } = bodyOf(message)
  const request: SeenRequest = { method, target, headers: message.headers, body }
  return omitUndefined({ request, reply: reply ? readReply(reply) : undefined })
}
