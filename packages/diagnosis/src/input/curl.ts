import { encodePercent } from '../charsets.ts'
import type { SeenRequest } from '../exchange.ts'
import { splitIntoWords } from './curl-words.ts'
import { UnreadableInput } from './input-faults.ts'

type Draft = {
  method?: string
  address?: string
  headers: [string, string][]
  data: string[]
  inQuery: boolean
}
type Take = (draft: Draft, value: string) => void

function noFile(value: string): string {
  if (value.startsWith('@')) throw new UnreadableInput({ code: 'curl_file', got: value.slice(0, 80) })
  return value
}
function header(draft: Draft, value: string): void {
  // A name that ends with a semicolon is a header without a value.
  const bare = /^([^\s:]+);$/.exec(value)?.[1]
  if (bare !== undefined) return void draft.headers.push([bare, ''])
  const at = value.indexOf(':')
  if (at < 1) throw new UnreadableInput({ code: 'header_malformed', got: value.slice(0, 80) })
  draft.headers.push([value.slice(0, at).trim(), value.slice(at + 1).trim()])
}
/**
 * Encodes like curl: the name stays, and the text after the first equals sign is encoded; an @ before it marks a file.
 */
function encodeValue(value: string): string {
  const at = value.search(/[=@]/)
  if (value[at] === '@') throw new UnreadableInput({ code: 'curl_file', got: value.slice(0, 80) })
  const [name, content] = at < 0 ? ['', value] : [value.slice(0, at), value.slice(at + 1)]
  return name === '' ? encodePercent(content) : `${name}=${encodePercent(content)}`
}
const data: Take = (draft, value) => draft.data.push(noFile(value))
const skipOption: Take = () => undefined

/** Options with a value. */
const valued: Readonly<Record<string, Take>> = {
  '-X': (draft, value) => (draft.method = value),
  '-H': header,
  '-d': data,
  '--data-raw': (draft, value) => draft.data.push(value),
  '--data-binary': data,
  '--data-urlencode': (draft, value) => draft.data.push(encodeValue(value)),
  '--json': (draft, value) => {
    draft.headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json'])
    data(draft, value)
  },
  '--url': (draft, value) => (draft.address = value),
  '-A': skipOption,
  '-b': skipOption,
  '-c': skipOption,
  '-e': skipOption,
  '-m': skipOption,
  '-o': skipOption,
  '-u': skipOption,
  '-w': skipOption,
  '-x': skipOption,
  '--cacert': skipOption,
  '--cert': skipOption,
  '--key': skipOption,
  '--connect-timeout': skipOption,
  '--resolve': skipOption,
  '--retry': skipOption,
}
const longNames: Readonly<Record<string, string>> = {
  '--request': '-X',
  '--header': '-H',
  '--data': '-d',
  '--data-ascii': '-d',
  '--user-agent': '-A',
  '--cookie': '-b',
  '--cookie-jar': '-c',
  '--referer': '-e',
  '--max-time': '-m',
  '--output': '-o',
  '--user': '-u',
  '--write-out': '-w',
  '--proxy': '-x',
  '--get': '-G',
}
/** Options without a value that do not change the request. */
const alone = new Set([
  '--compressed',
  '--fail',
  '--globoff',
  '--http1.0',
  '--http1.1',
  '--http2',
  '--include',
  '--insecure',
  '--ipv4',
  '--ipv6',
  '--location',
  '--no-buffer',
  '--no-progress-meter',
  '--path-as-is',
  '--show-error',
  '--silent',
  '--ssl-no-revoke',
  '--tlsv1.2',
  '--verbose',
])
/** The same as single letters. Several may follow one dash, and the last may have a value. */
const letters = /^-[fgikLNsSv046GI#q]+/

const unknown = (got: string): UnreadableInput =>
  new UnreadableInput({ code: 'curl_option_unknown', got: got.slice(0, 80) })

/** Applies one option with its value. Returns how many words it used. */
function takeOption(draft: Draft, word: string, next: string | undefined): number {
  const name = longNames[word] ?? word
  if (alone.has(name)) return 1
  const isLong = name.startsWith('--')
  const flags = isLong ? '' : (letters.exec(name)?.[0].slice(1) ?? '')
  if (flags.includes('G')) draft.inQuery = true
  if (flags.includes('I') || name === '--head') draft.method = 'HEAD'
  const option = isLong ? name : `-${name.slice(1 + flags.length, 2 + flags.length)}`
  if (option === '-' || option === '--head') return 1
  const take = valued[option]
  const joined = isLong ? '' : name.slice(2 + flags.length)
  if (!take || (joined === '' && next === undefined)) throw unknown(word)
  take(draft, joined === '' ? (next ?? '') : joined)
  return joined === '' ? 2 : 1
}

function requestOf({ method, address, headers, data: parts, inQuery }: Draft): SeenRequest {
  if (address === undefined) throw new UnreadableInput({ code: 'curl_without_address' })
  const text = parts.join('&')
  const sent = parts.length > 0 && !inQuery
  const query = inQuery && text !== '' ? `${address.includes('?') ? '&' : '?'}${text}` : ''
  return {
    method: method ?? (sent ? 'POST' : 'GET'),
    target: address + query,
    headers,
    body: Buffer.from(sent ? text : ''),
  }
}

/** Reads the request that a curl line sends. Throws {@link UnreadableInput}. */
export function readCurl(line: string): SeenRequest {
  const words = splitIntoWords(line).slice(1)
  const draft: Draft = { headers: [], data: [], inQuery: false }
  let at = 0
  while (at < words.length) {
    const word = words[at] ?? ''
    if (word.startsWith('-') && word !== '-') at += takeOption(draft, word, words[at + 1])
    else {
      if (word === 'curl' && draft.address !== undefined) throw new UnreadableInput({ code: 'curl_several' })
      draft.address ??= word
      at++
    }
  }
  return requestOf(draft)
}
