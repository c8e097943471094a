import { createCipheriv } from 'node:crypto'
import { defined } from '@loggia/kernel'
import type { DiagnosisAsked } from '../diagnose.ts'
import { casesOf } from './case.ts'
import type { Mistake } from './case.ts'
import { base64, hash, hex, hmac } from './making.ts'

const { all, planted, right, hopeless } = casesOf('fields')

const key = 'e7a1c4d2-6f3b-4908-8d5e-2b9c0a7f1e64'
const iv = 'AbCdEfGhIjKlMnOp'
const secret = 'Pa55-word!'
const name = 'admin.zhang@shop.example'

/** Java’s `SecureRandom("SHA1PRNG")`, seeded once; its bytes signed or, as many rebuild it, not. */
function derived(seed: string | Buffer, bytes: 16 | 32, signedBytes = true): Buffer {
  const state = hash(seed, 'sha1')
  let out = Buffer.alloc(0)
  while (out.length < bytes) {
    const block = hash(state, 'sha1')
    out = Buffer.concat([out, block])
    let carry = 1
    for (let at = 0; at < 20; at += 1) {
      const sum = signedBytes
        ? state.readInt8(at) + block.readInt8(at) + carry
        : state.readUInt8(at) + block.readUInt8(at) + carry
      state.writeUInt8(sum & 0xff, at)
      carry = sum >> 8
    }
  }
  return out.subarray(0, bytes)
}

function aes(
  mode: string,
  by: Buffer,
  start: string | Buffer | null,
  plain: string | Buffer,
  padded = true,
): Buffer {
  const cipher = createCipheriv(`aes-${by.length * 8}-${mode}`, by, start)
  cipher.setAutoPadding(padded)
  return Buffer.concat([cipher.update(plain), cipher.final()])
}
const seal = (plain: string | Buffer, by: Buffer = derived(key, 32)): string =>
  iv + base64(aes('cbc', by, iv, plain))

/** A reply, signed by the rule, whose two fields are sealed as `sealed` does it. */
function replied(
  sealed: (plain: string) => string,
  encryptType: string | undefined = '1',
  more: Partial<DiagnosisAsked> = {},
): DiagnosisAsked {
  const body = JSON.stringify({
    resultCode: '000000',
    resultMsg: 'success.',
    ...defined({ encryptType: encryptType || undefined }),
    instanceId: 'i-77',
    appInfo: { frontEndUrl: 'https://shop.example', userName: sealed(name), password: sealed(secret) },
  })
  const headers = [
    ['Content-Type', 'application/json'],
    ['Body-Sign', `sign_type="HMAC-SHA256", signature="${base64(hmac(key, body))}"`],
  ] as const
  return {
    protocol: 'saas-v1',
    accessKey: key,
    ...more,
    exchange: { reply: { status: 200, headers, body: Buffer.from(body) } },
  }
}

/** A request whose `email` is sealed as `sealed` does it. */
function requested(sealed: string): DiagnosisAsked {
  const timeStamp = '20240229235959123'
  const text = `activity=newInstance&email=${sealed}&orderId=CS1&timeStamp=${timeStamp}`
  const token = base64(hmac(key + timeStamp, text))
  const target = `/produce?activity=newInstance&email=${encodeURIComponent(sealed)}&orderId=CS1&timeStamp=${timeStamp}&authToken=${encodeURIComponent(token)}`
  return {
    protocol: 'saas-v1',
    accessKey: key,
    exchange: {
      request: { method: 'GET', target, headers: [['Host', 'seller.example']], body: Buffer.alloc(0) },
    },
  }
}

const field = (
  what: string,
  mistakes: readonly Mistake[],
  sealed: (plain: string) => string,
  encryptType?: string,
): void => planted(what, mistakes, () => replied(sealed, encryptType))
const withKey = (what: string, mistakes: readonly Mistake[], by: Buffer): void =>
  field(what, mistakes, (plain) => seal(plain, by))
const named = (sentence: string, says: RegExp): Mistake => [sentence, says]
const filled = (text: string, size: number, fill: string): Buffer =>
  Buffer.from(text.padEnd(size, fill).slice(0, size), 'latin1')

const padded: Mistake = [
  'The access key itself, cut or filled up, was the AES key.',
  /key (itself|was)|access key|cut|fill|pad|bytes of the key/i,
]
const hashed = (algorithm: string): Mistake => [
  `The ${algorithm} of the access key was the AES key.`,
  new RegExp(algorithm.replace('-', '-?'), 'i'),
]
const ecb: Mistake = ['ECB mode was used.', /ECB/i]
const noIv: Mistake = ['The IV was not sent.', /without an IV|IV (is|was) not sent|no IV/i]
const lineKey: Mistake = ['A line break stood behind the key.', /line (break|feed|end)|newline/i]
const bits: Mistake = ['Another key size than announced was used.', /128|256|size/i]
const zeroFill: Mistake = ['The text was filled up with zeros.', /zero|padding/i]
const prng: Mistake = ['The key was derived with unsigned bytes.', /unsigned|sign|SHA1PRNG|SecureRandom/i]
const whole: Mistake = ['IV and ciphertext were written as one Base64.', /base64/i]
const short = key.replaceAll('-', '')

field(
  'plain text',
  [named('The value was not sealed.', /plain|not (sealed|encrypted)|clear/i)],
  (plain) => plain,
)
field(
  'Base64 of the plain text',
  [named('The value is only the Base64 of its text.', /plain|base64|not (sealed|encrypted)/i)],
  (plain) => base64(plain),
)
withKey('the first 32 characters of the key', [padded], filled(key, 32, '0'))
planted('the first 16 characters of the key', [padded], () =>
  replied((plain) => seal(plain, filled(key, 16, '0')), '2'),
)
planted('MD5 of the key', [hashed('MD5')], () => replied((plain) => seal(plain, hash(key, 'md5')), '2'))
withKey('the digits of MD5 of the key', [hashed('MD5')], Buffer.from(hex(hash(key, 'md5'))))
withKey('SHA-256 of the key', [hashed('SHA-256')], hash(key))
planted('SHA1 of the key once', [named('The SHA1 of the key, taken once, was the AES key.', /SHA-?1/i)], () =>
  replied((plain) => seal(plain, hash(key, 'sha1').subarray(0, 16)), '2'),
)
withKey(
  'SHA1 of SHA1, filled up with zeros to 32',
  [named('The derived key was filled up with zeros.', /zero|fill|SHA-?1|derive/i)],
  Buffer.concat([hash(hash(key, 'sha1'), 'sha1'), Buffer.alloc(12)]),
)
withKey('SHA1PRNG with unsigned bytes', [prng], derived(key, 32, false))
withKey(
  'SHA1PRNG seeded with the hexadecimal bytes',
  [named('The key was decoded as hexadecimal digits.', /hex/i)],
  derived(Buffer.from(short, 'hex'), 32),
)
withKey('SHA1PRNG seeded with a line break', [lineKey], derived(`${key}\n`, 32))
withKey(
  'SHA1PRNG seeded in capitals',
  [named('The key was used in capitals.', /case|capital/i)],
  derived(key.toUpperCase(), 32),
)
withKey(
  'SHA1PRNG seeded without dashes',
  [named('The dashes were left out.', /dash|hyphen/i)],
  derived(short, 32),
)
withKey('128 bits where 256 are announced', [bits], derived(key, 16))
field('256 bits where 128 are announced', [bits], (plain) => seal(plain), '2')
field(
  '128 bits without encryptType',
  [named('encryptType is missing, or another size was used.', /encryptType|128|256/i)],
  (plain) => seal(plain, derived(key, 16)),
  '',
)
field(
  'encryptType AES256',
  [named('encryptType is not known.', /encryptType|AES256/i)],
  (plain) => seal(plain),
  'AES256',
)
field('ECB', [ecb], (plain) => base64(aes('ecb', derived(key, 32), null, plain)))
field('ECB with an IV in front', [ecb], (plain) => iv + base64(aes('ecb', derived(key, 32), null, plain)))
field(
  'CTR',
  [named('CTR mode was used.', /CTR|mode/)],
  (plain) => iv + base64(aes('ctr', derived(key, 32), iv, plain)),
)
field(
  'CFB',
  [named('CFB mode was used.', /CFB|mode/)],
  (plain) => iv + base64(aes('cfb', derived(key, 32), iv, plain)),
)
field(
  'GCM',
  [named('GCM mode was used.', /GCM|mode/)],
  (plain) =>
    iv +
    base64(
      aes(
        'ctr',
        derived(key, 32),
        Buffer.concat([Buffer.from(iv.slice(0, 12)), Buffer.from([0, 0, 0, 2])]),
        plain,
      ),
    ),
)
field('the IV not sent', [noIv], (plain) => base64(aes('cbc', derived(key, 32), iv, plain)))
field(
  'an IV of zeros',
  [named('The IV is sixteen zero bytes and was not sent.', /zero|without an IV|not sent/i)],
  (plain) => base64(aes('cbc', derived(key, 32), Buffer.alloc(16), plain)),
)
field('the IV from the key', [named('The IV was taken from the key.', /IV.*key/i)], (plain) =>
  base64(aes('cbc', derived(key, 32), key.slice(0, 16), plain)),
)
field('the IV from the derived key', [named('The IV was taken from the derived key.', /IV.*key/i)], (plain) =>
  base64(aes('cbc', derived(key, 32), derived(key, 16), plain)),
)
field(
  'the IV behind',
  [named('The IV stands behind the ciphertext.', /IV.*(behind|end|after)/i)],
  (plain) => base64(aes('cbc', derived(key, 32), iv, plain)) + iv,
)
field(
  'the IV as Base64',
  [named('The IV was written as Base64.', /IV.*base64/i)],
  (plain) => base64(iv) + base64(aes('cbc', derived(key, 32), iv, plain)),
)
field(
  'the IV in hexadecimal',
  [named('The IV was written in hexadecimal.', /IV.*hex/i)],
  (plain) => hex(Buffer.from(iv)) + base64(aes('cbc', derived(key, 32), iv, plain)),
)
field('IV and ciphertext in one Base64', [whole], (plain) =>
  base64(Buffer.concat([Buffer.from(iv), aes('cbc', derived(key, 32), iv, plain)])),
)
field(
  'a colon between IV and ciphertext',
  [named('A sign stands between IV and ciphertext.', /separat|between|colon/i)],
  (plain) => `${iv}:${base64(aes('cbc', derived(key, 32), iv, plain))}`,
)
field(
  'hexadecimal ciphertext',
  [named('The ciphertext is hexadecimal.', /hex/i)],
  (plain) => iv + hex(aes('cbc', derived(key, 32), iv, plain)),
)
field(
  'URL-safe Base64',
  [named('The ciphertext is URL-safe Base64.', /URL-?safe|for addresses|“-”/i)],
  (plain) => iv + Buffer.from(aes('cbc', derived(key, 32), iv, `${plain}1`)).toString('base64url'),
)
field(
  'zero padding',
  [zeroFill],
  (plain) =>
    iv +
    base64(
      aes(
        'cbc',
        derived(key, 32),
        iv,
        Buffer.from(plain.padEnd(Math.ceil(plain.length / 16) * 16, '\0')),
        false,
      ),
    ),
)
field(
  'blanks for padding',
  [named('The text was filled up with blanks.', /blank|padding|space/i)],
  (plain) =>
    iv +
    base64(aes('cbc', derived(key, 32), iv, plain.padEnd(Math.ceil(plain.length / 16) * 16, ' '), false)),
)
field('sealed twice', [named('The value was sealed twice.', /twice|again/i)], (plain) =>
  seal(seal(plain).slice(0, 60)),
)
field('an empty value sealed as null', [named('The text null was sealed.', /null/i)], () => `${iv}null`)
field(
  'the value percent-encoded',
  [named('The value was percent-encoded.', /percent|encod|escape/i)],
  (plain) => encodeURIComponent(seal(plain)),
)
field('a text of 100 bytes', [named('The sealed value is too long.', /long|128/i)], (plain) =>
  seal(plain.padEnd(100, 'x')),
)
field('ECB and SHA-256 of the key', [ecb, hashed('SHA-256')], (plain) =>
  base64(aes('ecb', hash(key), null, plain)),
)
field('one Base64 and the first 32 characters', [whole, padded], (plain) =>
  base64(Buffer.concat([Buffer.from(iv), aes('cbc', filled(key, 32, '0'), iv, plain)])),
)
field(
  'zero padding and unsigned bytes',
  [zeroFill, prng],
  (plain) =>
    iv +
    base64(
      aes(
        'cbc',
        derived(key, 32, false),
        iv,
        Buffer.from(plain.padEnd(Math.ceil(plain.length / 16) * 16, '\0')),
        false,
      ),
    ),
)
field('no IV and a line break behind the key', [noIv, lineKey], (plain) =>
  base64(aes('cbc', derived(`${key}\n`, 32), iv, plain)),
)
planted(
  'the key of another class',
  [named('The key of another class was used.', /other|another|given as/i)],
  () =>
    replied((plain) => seal(plain, derived('kit-9', 32)), '1', {
      otherKeys: [{ name: 'kit', key: 'kit-9' }],
    }),
)
planted('a request field under ECB', [ecb], () => requested(base64(aes('ecb', derived(key, 32), null, name))))
planted('a request field in one Base64', [whole], () =>
  requested(base64(Buffer.concat([Buffer.from(iv), aes('cbc', derived(key, 16), iv, name)]))),
)
right('sealed by the rule, 256 bits', () => replied(seal))
right('sealed by the rule, 128 bits', () => replied((plain) => seal(plain, derived(key, 16)), '2'))
right('a request field', () => requested(seal(name)))
right('a request field of 128 bits', () => requested(seal(name, derived(key, 16))))
hopeless('an unknown key', () => replied((plain) => seal(plain, derived('nobody-knows', 32))))

/** Sealed fields. */
export const fields = all
