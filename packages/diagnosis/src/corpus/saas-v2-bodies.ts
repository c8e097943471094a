import { createCases } from './case.ts'
import type { Mistake } from './case.ts'
import {
  escapeNonAscii,
  toBase64,
  escapeSigns,
  toHex,
  writeJavaMap,
  writePython,
  sortMembers,
  writeSpaced,
  toUpperEscapes,
} from './making.ts'
import { createChecked, createSent } from './stamp.ts'
import type { Wire } from './stamp.ts'

const { all, planted } = createCases('saas-v2')

const plain =
  '{"scene":"RENEWAL","activity":"refreshInstance","orderId":"CS2211181819B4LVS","instanceId":"i-77","note":"订单 O\'Neil & co <a> =5+1","productId":null,"remark":"","productInfo":{"skuCode":"s/1","linearValue":5,"attributes":["b","a"]},"url":"https://shop.example/p","expireTime":"20270101000000"}'
const value: unknown = JSON.parse(plain)
const members = value as Record<string, unknown>
const indented = `${JSON.stringify(value, null, 2)}\n`

const wireOf = (body: string): Wire => ({
  protocol: 'saas-v2',
  key: '4f1d9c02-7b3e-4a58-9e61-c2d07f85ab36',
  nonce: 'Qm7RtY2kP9wLx4Vd',
  timestamp: '1764298800123',
  body,
})
const wire = wireOf(plain)
const only = (keep: (name: string, inner: unknown) => boolean): string =>
  JSON.stringify(Object.fromEntries(Object.entries(members).filter(([name, inner]) => keep(name, inner))))

const blanks: Mistake = ['The JSON was written anew with blanks after its separators.', /blank|space|spaced/i]
const ascii: Mistake = ['Letters beyond ASCII were written as \\u escapes.', /\\u|escape/i]
const sorting: Mistake = ['The members were sorted.', /sort|alphabet|order of (the )?(members|names|keys)/i]
const nulls: Mistake = ['Members that are null were left out.', /null/i]
const empties: Mistake = [
  'Members with an empty text were left out.',
  /empty|blank (text|value|member)|without a value/i,
]
const slashes: Mistake = ['Slashes were written as \\/.', /\/|slash/i]
const compact: Mistake = [
  'The JSON was parsed and written anew without white space.',
  /anew|re-?serial|compact|white ?space|parsed/i,
]
const html: Mistake = ['Signs of HTML were written as \\u escapes.', /html|<|&|\\u003c/i]
const numbers: Mistake = [
  'The JSON was parsed and written anew, its numbers in another form.',
  /number|decimal|digits|float|\.0|anew/i,
]
const wholeNumbers: Mistake = ['Whole numbers became decimals.', /number|decimal|float|\.0/i]
const emptyBody: Mistake = ['An empty body was signed.', /empty|no body|without (the|a) body/i]
const trimmed: Mistake = ['The body was trimmed.', /trim|white ?space|line (break|feed|end)|newline/i]
const lineEnds: Mistake = ['The line ends were changed.', /line (break|end|feed)|CRLF|\\r|newline|carriage/i]
const joinedLines: Mistake = ['The body was read line by line and the line breaks were lost.', /line/i]
const bom: Mistake = ['A byte order mark stood in front.', /byte order mark|BOM/i]
const lastLine: Mistake = ['A line break was put behind the body.', /line|newline/i]

planted('the stream of the body was read before', [emptyBody], () => createChecked(wire, { body: '' }))
planted('the last line break was trimmed', [trimmed], () =>
  createChecked(wireOf(`${plain}\n`), { body: plain }),
)
planted('a line break from echo', [lastLine], () => createSent(wire, { body: `${plain}\n` }))
planted('a byte order mark from a C# writer', [bom], () => createSent(wire, { body: `\uFEFF${plain}` }))
planted('line feeds became CRLF', [lineEnds], () =>
  createChecked(wireOf(indented), { body: indented.replaceAll('\n', '\r\n') }),
)
planted('readLine and StringBuilder', [joinedLines], () =>
  createChecked(wireOf(indented), { body: indented.replaceAll('\n', '') }),
)
planted('lines read and ended by CRLF became line feeds', [lineEnds], () =>
  createChecked(wireOf(indented.replaceAll('\n', '\r\n')), { body: indented }),
)
planted('JSON.stringify of what the framework parsed', [compact], () =>
  createChecked(wireOf(indented), { body: plain }),
)
planted(
  'all white space removed, in texts too',
  [['All white space was removed, that within texts too.', /white ?space|blank|space/i]],
  () => createChecked(wireOf(indented), { body: indented.replace(/\s/g, '') }),
)
planted('json.dumps with ensure_ascii=False', [blanks], () =>
  createChecked(wire, { body: writeSpaced(value) }),
)
planted('json.dumps', [blanks, ascii], () =>
  createChecked(wire, { body: escapeNonAscii(writeSpaced(value)) }),
)
planted('json.dumps with separators', [ascii], () => createChecked(wire, { body: escapeNonAscii(plain) }))
planted('json.dumps with sort_keys', [blanks, sorting, ascii], () =>
  createChecked(wire, { body: escapeNonAscii(writeSpaced(sortMembers(value, true))) }),
)
planted('indented by two blanks', [['The JSON was indented.', /indent|pretty|white ?space|blank/i]], () =>
  createSent(wire, { body: JSON.stringify(value, null, 2) }),
)
planted(
  'indented by four blanks',
  [['The JSON was indented by four blanks.', /indent|pretty|white ?space|blank/i]],
  () => createSent(wire, { body: JSON.stringify(value, null, 4) }),
)
planted('indented by tabs', [['The JSON was indented by tabs.', /indent|pretty|tab/i]], () =>
  createChecked(wire, { body: JSON.stringify(value, null, '\t') }),
)
planted('a TreeMap of the members', [sorting], () =>
  createChecked(wire, { body: JSON.stringify(sortMembers(value, false)) }),
)
planted('members sorted on each level', [sorting], () =>
  createChecked(wire, { body: JSON.stringify(sortMembers(value, true)) }),
)
planted('fastjson leaves out nulls', [nulls], () =>
  createChecked(wire, { body: only((_, inner) => inner !== null) }),
)
planted('sorted, nulls left out', [sorting, nulls], () =>
  createChecked(wire, {
    body: JSON.stringify(sortMembers(JSON.parse(only((_, inner) => inner !== null)), false)),
  }),
)
planted('nulls and empty texts left out', [nulls, empties], () =>
  createChecked(wire, { body: only((_, inner) => inner !== null && inner !== '') }),
)
planted('empty texts left out', [empties], () =>
  createChecked(wire, { body: only((_, inner) => inner !== '') }),
)
planted('nulls became empty texts', [['Nulls became empty texts.', /null/i]], () =>
  createChecked(wire, { body: plain.replace('null', '""') }),
)
planted('Laravel makes nulls of empty texts', [['Empty texts became null.', /null|empty/i]], () =>
  createChecked(wire, { body: plain.replace('"remark":""', '"remark":null') }),
)
planted(
  'a class that does not know all members',
  [['Members that the class does not know were lost.', /member|lost|left out|missing|unknown|dropped/i]],
  () => createChecked(wire, { body: only((name) => name !== 'url' && name !== 'remark') }),
)
planted(
  'a class that adds testFlag as null',
  [['A member that did not come was added as null.', /null|added|member/i]],
  () => createChecked(wire, { body: plain.replace(/\}$/, ',"testFlag":null}') }),
)
planted('PHP json_encode with JSON_UNESCAPED_UNICODE', [slashes], () =>
  createChecked(wire, { body: plain.replaceAll('/', '\\/') }),
)
planted('PHP json_encode', [slashes, ascii], () =>
  createChecked(wire, { body: escapeNonAscii(plain).replaceAll('/', '\\/') }),
)
planted('the escaped slash was lost', [slashes], () =>
  createChecked(wireOf(plain.replaceAll('/', '\\/')), { body: plain }),
)
planted('the \\u escapes were undone', [['The \\u escapes were undone.', /\\u|escape/i]], () =>
  createChecked(wireOf(escapeNonAscii(plain)), { body: plain }),
)
planted(
  '\\u escapes in capitals',
  [['The \\u escapes were written with capital digits.', /\\u|escape|capital|upper/i]],
  () => createChecked(wireOf(escapeNonAscii(plain)), { body: toUpperEscapes(escapeNonAscii(plain)) }),
)
planted('Go json.Marshal of a struct', [html], () =>
  createChecked(wire, { body: escapeSigns(plain, /[<>&]/g) }),
)
planted('Go json.Marshal of a map', [html, sorting], () =>
  createChecked(wire, { body: escapeSigns(JSON.stringify(sortMembers(value, true)), /[<>&]/g) }),
)
planted('Gson', [html], () => createChecked(wire, { body: escapeSigns(plain, /[<>&=']/g) }))
planted('Gson without nulls', [html, nulls], () =>
  createChecked(wire, {
    body: escapeSigns(
      only((_, inner) => inner !== null),
      /[<>&=']/g,
    ),
  }),
)
planted(
  'System.Text.Json',
  [['Letters beyond ASCII and signs of HTML were written as \\u escapes.', /\\u|escape|html/i]],
  () => createChecked(wire, { body: toUpperEscapes(escapeSigns(plain, /\P{ASCII}|[<>&'+`]/gu)) }),
)
planted('Gson makes doubles of a map’s numbers', [wholeNumbers], () =>
  createChecked(wire, { body: plain.replace(':5,', ':5.0,') }),
)
planted('JavaScript writes 1.0 as 1', [numbers], () => {
  const body = plain.replace(':5,', ':1.0,')
  return createChecked(wireOf(body), { body: JSON.stringify(JSON.parse(body)) })
})
planted('a long number lost its last digits', [numbers], () => {
  const body = plain.replace(':5,', ':12345678901234567891,')
  return createChecked(wireOf(body), { body: JSON.stringify(JSON.parse(body)) })
})
planted('numbers became texts', [['Numbers were written as texts.', /number|quot/i]], () =>
  createChecked(wire, { body: plain.replace(':5,', ':"5",') }),
)
planted(
  'Map.toString',
  [['The text of a Java map was signed, not JSON.', /map|toString|name=value|not (as )?JSON/i]],
  () => createChecked(wire, { body: writeJavaMap(value) }),
)
planted(
  'str of a Python dictionary',
  [['The text of a Python dictionary was signed.', /python|dict|single quot|apostroph/i]],
  () => createChecked(wire, { body: writePython(value) }),
)
planted('str of Python bytes', [["The text b'…' of Python bytes was signed.", /python|b'|b’|str\(/i]], () =>
  createChecked(wire, {
    body: `b'${JSON.stringify(value)
      .replace(/\P{ASCII}/gu, (sign) =>
        [...Buffer.from(sign)].map((byte) => `\\x${byte.toString(16)}`).join(''),
      )
      .replaceAll("'", "\\'")}'`,
  }),
)
planted('[object Object]', [['[object Object] was signed.', /object Object|object/i]], () =>
  createChecked(wire, { body: '[object Object]' }),
)
planted(
  'the body as a JSON text',
  [['The body was written as JSON twice.', /quot|twice|JSON (string|text)/i]],
  () => createChecked(wire, { body: JSON.stringify(plain) }),
)
planted('the body in Base64', [['The Base64 of the body was signed.', /base64/i]], () =>
  createChecked(wire, { body: toBase64(plain) }),
)
planted(
  'the body percent-encoded',
  [['The body was percent-encoded before.', /percent|url.?encod|escape/i]],
  () => createChecked(wire, { body: encodeURIComponent(plain) }),
)
planted('the body as a form', [['The members were signed as a form.', /form|name=value|pairs/i]], () => {
  const flat = { activity: 'newInstance', orderId: 'CS1', orderLineId: 'CS1-000001', businessId: 'b-1' }
  return createChecked(wireOf(JSON.stringify(flat)), { body: new URLSearchParams(flat).toString() })
})
planted(
  'a filter against script wrote HTML entities',
  [['Signs of HTML became entities such as &lt;.', /html|entit|&lt;|&amp;/i]],
  () =>
    createChecked(wire, {
      body: plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    }),
)
planted('getBytes under GBK', [['The body was turned into bytes as GBK.', /GBK/i]], () =>
  // 订 and 单 in GBK.
  createChecked(wire, {
    body: Buffer.concat([
      Buffer.from(plain.split('订')[0] ?? ''),
      Buffer.from('b6a9b5a5', 'hex'),
      Buffer.from(plain.split('单')[1] ?? ''),
    ]),
  }),
)
planted(
  'getBytes under ISO-8859-1',
  [['Letters beyond ISO-8859-1 became question marks.', /8859|latin|ascii|\?|question/i]],
  () => createChecked(wire, { body: plain.replace('订单', '??') }),
)
planted('UTF-8 read as ISO-8859-1', [['The bytes were read as ISO-8859-1.', /8859|latin/i]], () =>
  createChecked(wire, { body: Buffer.from(Buffer.from(plain).toString('latin1'), 'utf8') }),
)
planted('Encoding.Unicode in C#', [['The body was turned into bytes as UTF-16.', /UTF-?16|unicode/i]], () =>
  createChecked(wire, { body: Buffer.from(plain, 'utf16le') }),
)
planted(
  'the hash of the body as its hexadecimal bytes',
  [['The hexadecimal digits of the body were signed.', /hex/i]],
  () => createChecked(wire, { body: toHex(Buffer.from(plain)) }),
)
planted(
  'the body was written anew behind the signature',
  [['The body was changed behind the signature.', /another|differ|changed|indent|anew/i]],
  () =>
    createSent(
      wire,
      { body: JSON.stringify(value, null, 2) },
      { sentBody: Buffer.from(JSON.stringify(value, null, 2)) },
    ),
  [/differ|indent|white ?space|changed/i],
)

/** What was hashed instead of the body of a SaaS V2.0 call. */
export const saasV2Bodies = all
