import { omitUndefined } from '@loggia/kernel'
import { decodeText } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { isCurl, isCurlTranscript, readCurlLine, readCurlTranscript } from './curl-transcript.ts'
import { readJsonRecord } from './har.ts'
import { UnreadableInput } from './input-faults.ts'
import type { InputFault } from './input-faults.ts'
import { withoutPaste } from './pasted.ts'
import { withoutPrint } from './printed-exchange.ts'
import { readRawHttp, readReply } from './raw-http.ts'

/** The longest input that is read, in bytes. */
export const inputLimitBytes = 4 * 1024 * 1024

/** The longest address; servers accept half of it. */
const mostAddress = 16 * 1024

/** The exchange, or why the input cannot be read. */
export type ReadInput = { ok: true; exchange: Exchange } | { ok: false; fault: InputFault }

/** Reads a curl line, and the reply below it if curl printed one. */
function readCurlAndReply(text: string): Exchange {
  const at = /\n[\r\n]*(?=HTTP\/\d(?:\.\d)? \d{3})/.exec(text)
  const request = readCurlLine(at ? text.slice(0, at.index) : text)
  return omitUndefined({
    request,
    reply: at ? readReply(Buffer.from(text.slice(at.index + at[0].length))) : undefined,
  })
}

function read(given: Buffer, entry: number | undefined): Exchange {
  const bytes = withoutPrint(withoutPaste(given))
  const start = bytes.toString('latin1', 0, 2000).trimStart()
  if (start === '' && bytes.length < 2000) throw new UnreadableInput({ code: 'input_empty' })
  const text = (): string => decodeText(bytes) ?? bytes.toString('latin1')
  if (start.startsWith('{')) return readJsonRecord(text(), entry)
  if (isCurlTranscript(bytes.toString('latin1').trimStart())) return readCurlTranscript(bytes)
  if (isCurl(start)) return readCurlAndReply(text().trim())
  if (/^(?:[A-Za-z]+ \S+|HTTP\/\d)/.test(start)) {
    const skip = bytes.findIndex((byte) => byte > 32)
    return readRawHttp(bytes.subarray(skip))
  }
  throw new UnreadableInput({ code: 'format_unknown' })
}

/**
 * Reads what people have at hand:
 * - a raw HTTP request, a request with its reply below, or a reply alone
 * - a curl line, with or without the reply below, or the output of `curl -v`
 * - a HAR, or one of its entries; `entry` chooses one, from 1 on
 * - a call copied from our own pages
 * - the output of `loggia call` and `loggia trigger exchange`
 */
export function readInput(bytes: Uint8Array, { entry }: { entry?: number | undefined } = {}): ReadInput {
  if (bytes.length > inputLimitBytes)
    return { ok: false, fault: { code: 'input_too_long', limitBytes: inputLimitBytes } }
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  try {
    const exchange = read(Buffer.from(hasBom ? bytes.subarray(3) : bytes), entry)
    return (exchange.request?.target.length ?? 0) > mostAddress
      ? { ok: false, fault: { code: 'address_too_long', limit: mostAddress } }
      : { ok: true, exchange }
  } catch (error) {
    if (error instanceof UnreadableInput) return { ok: false, fault: error.fault }
    throw error
  }
}
