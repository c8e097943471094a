import { createCases } from './case.ts'
import type { Mistake } from './case.ts'
import {
  escapeNonAscii,
  toBase64,
  escapeSigns,
  computeHash,
  toHex,
  computeHmac,
  sortMembers,
  writeSpaced,
} from './making.ts'
import { createChecked } from './stamp.ts'
import type { Way, Wire } from './stamp.ts'

const { all, planted } = createCases('saas-v2')

const body =
  '{"scene":"RENEWAL","orderId":"CS2211181819B4LVS","activity":"refreshInstance","note":"<订单>","productId":null,"productInfo":{"skuCode":"s/1","linearValue":5}}\n'
const value: unknown = JSON.parse(body)
const wire: Wire = {
  protocol: 'saas-v2',
  key: 'b82e6f13-9d47-4C0a-8e5b-70f1a2d3c4e9',
  nonce: 'Tn3Ub5Vc7Wd9Xe1Y',
  timestamp: '1764298800456',
  body,
}
const { key } = wire

type Made = readonly [name: string, mistake: Mistake, way: Way]

const keys: readonly Made[] = [
  [
    'a line break behind the key',
    ['A line break stood behind the key.', /line (break|feed|end)|newline/i],
    { key: `${key}\n` },
  ],
  ['a blank in front of the key', ['A blank stood in front of the key.', /blank|space/i], { key: ` ${key}` }],
  ['quotes around the key', ['The key was used with its quotes.', /quot/i], { key: `"${key}"` }],
  ['the key in lower case', ['The key was used in lower case.', /case|small/i], { key: key.toLowerCase() }],
  [
    'a key without dashes',
    ['The dashes of the key were left out.', /dash|hyphen/i],
    { key: key.replaceAll('-', '') },
  ],
  [
    'the Base64 of the key',
    ['The Base64 of the key was used.', /base64.*key|key.*base64/i],
    { key: toBase64(key) },
  ],
]
const bodies: readonly Made[] = [
  ['an empty body', ['An empty body was signed.', /empty/i], { body: '' }],
  ['a trimmed body', ['The body was trimmed.', /trim|white ?space/i], { body: body.trim() }],
  ['blanks in the JSON', ['The JSON was written with blanks.', /blank|space/i], { body: writeSpaced(value) }],
  [
    'sorted members',
    ['The members were sorted.', /sorted/i],
    { body: JSON.stringify(sortMembers(value, true)) },
  ],
  [
    'escaped letters',
    ['Letters beyond ASCII were written as \\u escapes.', /\\u|escape/i],
    { body: escapeNonAscii(body) },
  ],
  ['escaped slashes', ['Slashes were written as \\/.', /slash|“\/”/i], { body: body.replaceAll('/', '\\/') }],
  [
    'escaped signs of HTML',
    ['Signs of HTML were written as \\u escapes.', /html|<|&|\\u003c/i],
    { body: escapeSigns(body, /[<>&]/g) },
  ],
]
const formulas: readonly Made[] = [
  [
    'nonce and timestamp swapped',
    ['Nonce and timestamp were swapped.', /nonce.*timestamp|timestamp.*nonce/i],
    { text: (p) => `${String(p.key)}${p.timestamp}${p.nonce}${String(p.inner)}` },
  ],
  [
    'the hash in capitals',
    ['The hash of the body was written in capitals.', /upper|capital/i],
    { inner: (by, of) => toHex(computeHmac(by, of)).toUpperCase() },
  ],
  [
    'a plain hash of the body',
    ['The body was hashed without the key.', /plain|without (the|a|any) key|not HMAC/i],
    { inner: (_, of) => toHex(computeHash(of)) },
  ],
  [
    'the key left out',
    ['The key does not stand in the text.', /key.*(left out|missing)|without (the )?(access )?key/i],
    { text: (p) => `${p.nonce}${p.timestamp}${String(p.inner)}` },
  ],
  [
    'seconds signed',
    ['The timestamp was signed in seconds.', /second/i],
    { timestamp: wire.timestamp.slice(0, 10) },
  ],
]
const written: readonly Made[] = [
  ['Base64 for digits', ['The signature was written as Base64.', /base64/i], { written: toBase64 }],
]

/** Every second pair of the two lists, so that each member of both is used. */
function cross(first: readonly Made[], second: readonly Made[]): void {
  for (const [at, [name, mistake, way]] of first.entries())
    for (const [by, [otherName, otherMistake, otherWay]] of second.entries())
      if ((at + by) % 2 === 0)
        planted(`${name}, and ${otherName}`, [mistake, otherMistake], () =>
          createChecked(wire, { ...way, ...otherWay }),
        )
}
cross(keys, bodies)
cross(keys, formulas)
cross(bodies, formulas)
cross(bodies, written)

/** Two mistakes at once. */
export const saasV2Pairs = all
