import { omitUndefined } from '@loggia/kernel'
import { findHeader } from '../exchange.ts'
import type { Exchange, SeenReply, SeenRequest } from '../exchange.ts'
import { readCurl } from './curl.ts'
import { UnreadableInput } from './input-faults.ts'
import { readRawHttp, readReply } from './raw-http.ts'

/** A curl line, with or without a prompt before it. */
const curlLine = /^(?:[^\n]{0,80}[$>#%]\s{1,9})?(?=curl(?:\.exe)?\s)/
/** What curl prints between the bytes: remarks, sizes, the progress meter. */
const remark =
  /^\r?(?:\*(?: |\r?$)|Note: Unnecessary use|[{}] \[\d+ bytes data\]|\s*% Total\b|\s*Dload\b|\s*\d+ +\d+\w? +\d+ .{0,120}-:--)/
/** The last remark follows on the same line if the body does not end with a line break. */
const lastRemark = /\* (?:Connection #\d+ to host .{1,300} left intact|Closing connection.{0,40})\r?$/
const requestLine = /^> [A-Za-z]+ \S+ HTTP\/\d/

const isSent = (line: string): boolean => /^>(?: |\r?$)/.test(line)
const isReceived = (line: string): boolean => /^<(?: |\r?$)/.test(line)

/** Whether a text begins with a curl line, with or without curl's output below it. */
export const isCurl = (text: string): boolean => curlLine.test(text)

/** Whether a text is the output of `curl -v`, with or without the curl line above it. */
export const isCurlTranscript = (text: string): boolean =>
  /^(?:> [A-Za-z]+ \S+ HTTP\/\d|< HTTP\/\d|\* |Note: Unnecessary use|% Total\b)/.test(text) ||
  (isCurl(text) && /\n> [A-Za-z]+ \S+ HTTP\/\d/.test(text))

/** Reads the request of a curl line. Throws {@link UnreadableInput}. */
export const readCurlLine = (text: string): SeenRequest => readCurl(text.replace(curlLine, ''))

const utf8 = (latin1: string): string => Buffer.from(latin1, 'latin1').toString()
const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'), 'latin1')
/** A head as it was on the wire: its lines without curl's sign, and the empty line at its end. */
const headOf = (lines: readonly string[]): string[] => [
  ...lines.map((line) => line.slice(2).trimEnd()).filter((line) => line !== ''),
  '',
]

/** Finds the last reply that is not an interim one (RFC 9110 §15.2): where its head begins and ends. */
function replyIn(lines: readonly string[]): { from: number; to: number } | undefined {
  const from = lines.findLastIndex((line) => /^< HTTP\/\d(?:\.\d)? [2-9]/.test(line))
  return from < 0 ? undefined : { from, to: lines.findLastIndex(isReceived) }
}

function replyOf(lines: readonly string[], { from, to }: { from: number; to: number }): SeenReply {
  const head = lines.slice(from, to + 1)
  const behind = lines.slice(to + 1)
  // A remark below removed the line break at the end of the body.
  const body = behind.at(-1) === '' ? behind : [...behind, '']
  // With `-i` curl prints the head twice: before the body, or line by line among its remarks.
  if (/^HTTP\/\d/.test(body[0] ?? '')) return readReply(bytesOf(body))
  const isDoubled = head.some((line) => !isReceived(line))
  return readReply(bytesOf([...headOf(head.filter(isReceived)), ...body.slice(isDoubled ? 1 : 0)]))
}

/**
 * The request: its head as curl shows it. Curl does not show the body, so it comes from the curl line or from what was
 * pasted by hand.
 */
function requestOf(above: readonly string[], lines: readonly string[]): SeenRequest | undefined {
  const head = headOf(lines.filter(isSent))
  const body = lines.filter((line) => !isSent(line) && !isReceived(line))
  const { request } = readRawHttp(bytesOf([...head, ...body]))
  if (!request) return undefined
  if (body.join('').trim() !== '') return request
  const line = utf8(above.join('\n')).trim()
  if (isCurl(line)) return { ...request, body: readCurlLine(line).body }
  const length = findHeader(request.headers, 'content-length') ?? '0'
  if (Number(length) > 0 || findHeader(request.headers, 'transfer-encoding') !== undefined)
    throw new UnreadableInput({ code: 'curl_body_missing' })
  return { ...request, body: Buffer.alloc(0) }
}

/** Reads the output of `curl -v`. Throws {@link UnreadableInput}. */
export function readCurlTranscript(bytes: Buffer): Exchange {
  const lines = bytes
    .toString('latin1')
    .split('\n')
    .filter((line) => !remark.test(line))
    .map((line) => line.replace(lastRemark, ''))
  const [at, another] = lines.flatMap((line, i) => (requestLine.test(line) ? [i] : []))
  if (another !== undefined) throw new UnreadableInput({ code: 'curl_several' })
  const reply = replyIn(lines)
  const request =
    at === undefined ? undefined : requestOf(lines.slice(0, at), lines.slice(at, reply?.from ?? lines.length))
  if (!request && !reply) throw new UnreadableInput({ code: 'format_unknown' })
  return omitUndefined({ request, reply: reply ? replyOf(lines, reply) : undefined })
}
