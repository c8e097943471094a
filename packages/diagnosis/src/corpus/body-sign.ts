import type { DiagnosisAsked } from '../diagnose.ts'
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
  toUrlSafe,
} from './making.ts'
import type { Bytes } from './making.ts'

const { all, planted, right, hopeless } = createCases('body-sign')

const key = '5b7d2f10-8c6e-4D3a-b9f4-a1c2e3d40586'
const body =
  '{"resultCode":"000000","resultMsg":"购买成功 <ok> & done","instanceId":"03pf80c2bae96vc49b80b917bea776d7","adminUrl":null,"appInfo":{"memo":"","frontEndUrl":"https://www.example.com/a"}}'
const value: unknown = JSON.parse(body)

type Way = {
  readonly key?: Bytes
  readonly signed?: Bytes
  readonly mac?: (by: Bytes, of: Bytes) => Buffer
  readonly written?: (digest: Buffer) => string
  readonly header?: (signature: string) => readonly (readonly [string, string])[]
  readonly sent?: Bytes
}
const createRuled = (signature: string): readonly (readonly [string, string])[] => [
  ['Body-Sign', `sign_type="HMAC-SHA256", signature="${signature}"`],
]
const createReply = (way: Way, more: Partial<DiagnosisAsked> = {}): DiagnosisAsked => {
  const sent = way.sent ?? body
  const digest = (way.mac ?? ((by: Bytes, of: Bytes) => computeHmac(by, of)))(
    way.key ?? key,
    way.signed ?? sent,
  )
  return {
    protocol: 'saas-v1',
    accessKey: key,
    ...more,
    exchange: {
      reply: {
        status: 200,
        headers: [
          ['Content-Type', 'application/json;charset=UTF-8'],
          ...(way.header ?? createRuled)((way.written ?? toBase64)(digest)),
        ],
        body: Buffer.from(sent),
      },
    },
  }
}
const reply = (name: string, mistakes: readonly Mistake[], way: Way): void =>
  planted(name, mistakes, () => createReply(way))

const blanks: Mistake = ['The JSON was signed with blanks.', /blank|space/i]
const ascii: Mistake = ['Letters were signed as \\u escapes.', /\\u|escape/i]
const slashes: Mistake = ['Slashes were signed as \\/.', /slash|\/”|\\\//i]
const nulls: Mistake = ['Members that are null were not signed.', /null/i]
const sorting: Mistake = ['The members were sorted.', /sort/i]
const lineEnd: Mistake = ['A line break at the end was sent and not signed.', /line|trim|white ?space/i]
const stamped: Mistake = ['The key was joined with a time stamp.', /time ?stamp|V1|request/i]
const asHex: Mistake = ['The signature was written in hexadecimal.', /hex/i]
const keyBreak: Mistake = ['A line break stood behind the key.', /line (break|feed|end)|newline|CRLF/i]
const quotes: Mistake = ['The values stand without double quotes.', /quot/i]
const plain: Mistake = ['A plain hash was used.', /plain|without (the|a|any) key|not HMAC/i]
const createMistake = (sentence: string, says: RegExp): Mistake => [sentence, says]

reply('json.dumps signed, compact sent', [blanks], { signed: writeSpaced(value) })
reply(
  'signed before the framework escaped letters',
  [createMistake('Letters were escaped behind the signature.', /\\u|escape/i)],
  { signed: body, sent: escapeNonAscii(body) },
)
reply('Python: signed escaped, sent as letters', [ascii], { signed: escapeNonAscii(body) })
reply('PHP: signed with \\/, sent without', [slashes], { signed: body.replaceAll('/', '\\/') })
reply('PHP: signed with \\/ and \\u, sent without', [slashes, ascii], {
  signed: escapeNonAscii(body).replaceAll('/', '\\/'),
})
reply('Jackson leaves nulls out of what is signed', [nulls], { signed: body.replace('"adminUrl":null,', '') })
reply('members sorted', [sorting], { signed: JSON.stringify(sortMembers(value, false)) })
reply('members sorted on every level', [sorting], { signed: JSON.stringify(sortMembers(value, true)) })
reply(
  'Go: SetEscapeHTML only where it is sent',
  [createMistake('Signs of HTML were signed as \\u escapes.', /html|<|&|\\u/i)],
  { signed: escapeSigns(body, /[<>&]/g) },
)
reply('println sends a line break', [lineEnd], { signed: body, sent: `${body}\n` })
reply(
  'json.Encoder sends a line feed',
  [lineEnd, ['A line break stood behind the key.', /behind the key|of the key|end of the key/i]],
  { signed: body, sent: `${body}\n`, key: `${key}\n` },
)
reply(
  'indented where it is sent',
  [
    createMistake(
      'The JSON was sent indented and signed compact.',
      /indent|anew|white ?space|compact|parsed/i,
    ),
  ],
  { signed: body, sent: JSON.stringify(value, null, 2) },
)
planted(
  'a byte order mark was sent',
  [createMistake('A byte order mark stands in front of the body.', /byte order mark|BOM/i)],
  () => createReply({ signed: body, sent: `\uFEFF${body}` }),
  // Java and JavaScript treat it as white space.
  [/white ?space/i],
)
reply('an empty body signed', [createMistake('An empty body was signed.', /empty/i)], { signed: '' })
reply(
  'only appInfo signed',
  [createMistake('Only a part of the body was signed.', /part|only|appInfo|member/i)],
  {
    signed: JSON.stringify((value as { appInfo: unknown }).appInfo),
  },
)
reply(
  'the result code signed',
  [createMistake('Only the result code was signed.', /part|only|resultCode|member/i)],
  {
    signed: '000000',
  },
)
reply(
  'GBK signed',
  [createMistake('The body was turned into bytes as ISO-8859-1.', /8859|latin|ascii|\?/i)],
  {
    signed: body.replace(/\P{ASCII}/gu, '?'),
  },
)
reply('UTF-16 signed', [createMistake('The body was turned into bytes as UTF-16.', /UTF-?16|unicode/i)], {
  signed: Buffer.from(body, 'utf16le'),
})
reply('the key of a request', [stamped], { key: `${key}20240229235959123`, header: createRuled })
reply('hexadecimal digits', [asHex], { written: toHex })
reply(
  'Base64 of hexadecimal digits',
  [createMistake('The Base64 of hexadecimal digits was written.', /hex|base64/i)],
  { written: (digest) => toBase64(toHex(digest)) },
)
reply('URL-safe Base64', [createMistake('URL-safe Base64 was written.', /URL-?safe|for addresses|“-”/i)], {
  written: toUrlSafe,
  key,
  signed: `${body}`,
})
reply('Base64 without padding', [createMistake('The padding was left out.', /pad|=/i)], {
  written: (digest) => toBase64(digest).replaceAll('=', ''),
})
reply(
  'the signature percent-encoded',
  [createMistake('The signature was percent-encoded.', /percent|escape|encod/i)],
  { written: (digest) => encodeURIComponent(toBase64(digest)) },
)
reply('HMAC-SHA1', [createMistake('HMAC-SHA1 was used.', /SHA-?1\b/i)], {
  mac: (by, of) => computeHmac(by, of, 'sha1'),
})
reply('HMAC-SHA512', [createMistake('HMAC-SHA512 was used.', /SHA-?512/i)], {
  mac: (by, of) => computeHmac(by, of, 'sha512'),
})
reply('plain SHA-256', [plain], { mac: (_, of) => computeHash(of) })
reply('SHA-256 of key and body', [plain], {
  mac: (by, of) => computeHash(Buffer.concat([Buffer.from(by), Buffer.from(of)])),
})
reply(
  'key and body exchanged',
  [createMistake('Key and body were exchanged.', /swap|exchang|changed places/i)],
  {
    mac: (by, of) => computeHmac(of, by),
  },
)
reply('a line break behind the key', [keyBreak], { key: `${key}\n` })
reply('the key in lower case', [createMistake('The key was used in lower case.', /case/i)], {
  key: key.toLowerCase(),
})
reply('the key decoded as Base64', [createMistake('The key was decoded as Base64.', /base64/i)], {
  key: Buffer.from(key, 'base64'),
})
reply('single quotes', [quotes], {
  header: (signature) => [['Body-Sign', `sign_type='HMAC-SHA256', signature='${signature}'`]],
})
reply('no quotes', [quotes], {
  header: (signature) => [['Body-Sign', `sign_type=HMAC-SHA256, signature=${signature}`]],
})
reply(
  'the signature alone',
  [createMistake('The header holds the bare signature.', /bare|alone|only|sign_type/i)],
  {
    header: (signature) => [['Body-Sign', signature]],
  },
)
reply('no header', [createMistake('The header Body-Sign is missing.', /Body-Sign/i)], { header: () => [] })
reply('BodySign', [createMistake('The header is spelled BodySign.', /BodySign|spell|name/i)], {
  header: (signature) => [['BodySign', `sign_type="HMAC-SHA256", signature="${signature}"`]],
})
reply('Body_Sign', [createMistake('The header is spelled Body_Sign.', /Body_Sign|spell|name/i)], {
  header: (signature) => [['Body_Sign', `sign_type="HMAC-SHA256", signature="${signature}"`]],
})
reply('sign_type SHA256', [createMistake('sign_type is another.', /sign_type|SHA256/i)], {
  header: (signature) => [['Body-Sign', `sign_type="SHA256", signature="${signature}"`]],
})
reply(
  'a semicolon for the comma',
  [createMistake('A semicolon stands between the two values.', /semicolon|comma|separat|cannot be read/i)],
  { header: (signature) => [['Body-Sign', `sign_type="HMAC-SHA256"; signature="${signature}"`]] },
)
reply('hexadecimal and blanks in the JSON', [asHex, blanks], { written: toHex, signed: writeSpaced(value) })
reply('no quotes and a plain hash', [quotes, plain], {
  header: (signature) => [['Body-Sign', `sign_type=HMAC-SHA256, signature=${signature}`]],
  mac: (_, of) => computeHash(of),
})
reply('sorted and hexadecimal', [sorting, asHex], {
  signed: JSON.stringify(sortMembers(value, false)),
  written: toHex,
})
reply('a line break behind the key and \\u escapes', [keyBreak, ascii], {
  key: `${key}\n`,
  signed: escapeNonAscii(body),
})
planted(
  'the key of another class',
  [createMistake('The key of another class was used.', /other|another|not the key|given as/i)],
  () => createReply({ key: 'joint-1' }, { otherKeys: [{ name: 'joint', key: 'joint-1' }] }),
)
planted(
  'a proxy writes body-sign',
  [createMistake('The header is written without capitals.', /body-sign|capital/)],
  () =>
    createReply({
      header: (signature) => [['body-sign', `sign_type="HMAC-SHA256", signature="${signature}"`]],
    }),
)
const bodies: readonly (readonly [string, Mistake, Way])[] = [
  ['blanks in what was signed', blanks, { signed: writeSpaced(value) }],
  ['escaped slashes', slashes, { signed: body.replaceAll('/', '\\/') }],
  ['nulls not signed', nulls, { signed: body.replace('"adminUrl":null,', '') }],
]
const ends: readonly (readonly [string, Mistake, Way])[] = [
  ['a line feed behind the key', keyBreak, { key: `${key}\n` }],
  ['the digits of a hash', asHex, { written: toHex }],
  [
    'without quotes',
    quotes,
    { header: (signature) => [['Body-Sign', `sign_type=HMAC-SHA256, signature=${signature}`]] },
  ],
]
for (const [name, mistake, way] of bodies)
  for (const [otherName, otherMistake, otherWay] of ends)
    if (name !== 'blanks in what was signed' || otherName !== 'the digits of a hash')
      reply(`${name}, and ${otherName}`, [mistake, otherMistake], { ...way, ...otherWay })
right('signed by the rule', () => createReply({}))
right('other blanks in the header', () =>
  createReply({
    header: (signature) => [['Body-Sign', `sign_type = "HMAC-SHA256" ,signature= "${signature}"`]],
  }),
)
hopeless('an unknown key', () => createReply({ key: 'nobody-knows' }))
hopeless('the body was cut', () => createReply({ signed: body, sent: `${body.slice(0, 70)}"}` }))

/** Body-Sign in replies of V1.0. */
export const bodySign = all
