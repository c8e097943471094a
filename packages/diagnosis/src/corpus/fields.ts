import { createCipheriv } from 'node:crypto'
import { omitUndefined } from '@loggia/kernel'
import type { DiagnosisAsked } from '../diagnose.ts'
import { createCases } from './case.ts'
import type { Mistake } from './case.ts'
import { toBase64, computeHash, toHex, computeHmac } from './making.ts'

const { all, planted, right, hopeless } = createCases('fields')

const key = 'e7a1c4d2-6f3b-4908-8d5e-2b9c0a7f1e64'
const iv = 'AbCdEfGhIjKlMnOp'
const secret = 'Pa55-word!'
const name = 'admin.zhang@shop.example'

/**
 * Java’s `SecureRandom("SHA1PRNG")`, seeded once. With `signedBytes` false it makes the common mistake of treating its
 * bytes as unsigned.
 */
function deriveKey(seed: string | Buffer, bytes: 16 | 32, signedBytes = true): Buffer {
  const state = computeHash(seed, 'sha1')
  let out = Buffer.alloc(0)
  while (out.length < bytes) {
    const block = computeHash(state, 'sha1')
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
const seal = (plain: string | Buffer, by: Buffer = deriveKey(key, 32)): string =>
  iv + toBase64(aes('cbc', by, iv, plain))

/** A reply with a correct signature, whose two fields are sealed by `sealed`. */
function createReply(
  sealed: (plain: string) => string,
  encryptType: string | undefined = '1',
  more: Partial<DiagnosisAsked> = {},
): DiagnosisAsked {
  const body = JSON.stringify({
    resultCode: '000000',
    resultMsg: 'success.',
    ...omitUndefined({ encryptType: encryptType || undefined }),
    instanceId: 'i-77',
    appInfo: { frontEndUrl: 'https://shop.example', userName: sealed(name), password: sealed(secret) },
  })
  const headers = [
    ['Content-Type', 'application/json'],
    ['Body-Sign', `sign_type="HMAC-SHA256", signature="${toBase64(computeHmac(key, body))}"`],
  ] as const
  return {
    protocol: 'saas-v1',
    accessKey: key,
    ...more,
    exchange: { reply: { status: 200, headers, body: Buffer.from(body) } },
  }
}

/** A request whose `email` is sealed by `sealed`. */
function createRequested(sealed: string): DiagnosisAsked {
  const timeStamp = '20240229235959123'
  const text = `activity=newInstance&email=${sealed}&orderId=CS1&timeStamp=${timeStamp}`
  const token = toBase64(computeHmac(key + timeStamp, text))
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
): void => planted(what, mistakes, () => createReply(sealed, encryptType))
const withKey = (what: string, mistakes: readonly Mistake[], by: Buffer): void =>
  field(what, mistakes, (plain) => seal(plain, by))
const createMistake = (sentence: string, says: RegExp): Mistake => [sentence, says]
const padText = (text: string, size: number, fill: string): Buffer =>
  Buffer.from(text.padEnd(size, fill).slice(0, size), 'latin1')

const padded: Mistake = [
  'The access key itself, cut or filled up, was the AES key.',
  /key (itself|was)|access key|cut|fill|pad|bytes of the key/i,
]
const createHashed = (algorithm: string): Mistake => [
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
  [createMistake('The value was not sealed.', /plain|not (sealed|encrypted)|clear/i)],
  (plain) => plain,
)
field(
  'Base64 of the plain text',
  [createMistake('The value is only the Base64 of its text.', /plain|base64|not (sealed|encrypted)/i)],
  (plain) => toBase64(plain),
)
withKey('the first 32 characters of the key', [padded], padText(key, 32, '0'))
planted('the first 16 characters of the key', [padded], () =>
  createReply((plain) => seal(plain, padText(key, 16, '0')), '2'),
)
planted('MD5 of the key', [createHashed('MD5')], () =>
  createReply((plain) => seal(plain, computeHash(key, 'md5')), '2'),
)
withKey('the digits of MD5 of the key', [createHashed('MD5')], Buffer.from(toHex(computeHash(key, 'md5'))))
withKey('SHA-256 of the key', [createHashed('SHA-256')], computeHash(key))
planted(
  'SHA1 of the key once',
  [createMistake('The SHA1 of the key, taken once, was the AES key.', /SHA-?1/i)],
  () => createReply((plain) => seal(plain, computeHash(key, 'sha1').subarray(0, 16)), '2'),
)
withKey(
  'SHA1 of SHA1, filled up with zeros to 32',
  [createMistake('The derived key was filled up with zeros.', /zero|fill|SHA-?1|derive/i)],
  Buffer.concat([computeHash(computeHash(key, 'sha1'), 'sha1'), Buffer.alloc(12)]),
)
withKey('SHA1PRNG with unsigned bytes', [prng], deriveKey(key, 32, false))
withKey(
  'SHA1PRNG seeded with the hexadecimal bytes',
  [createMistake('The key was decoded as hexadecimal digits.', /hex/i)],
  deriveKey(Buffer.from(short, 'hex'), 32),
)
withKey('SHA1PRNG seeded with a line break', [lineKey], deriveKey(`${key}\n`, 32))
withKey(
  'SHA1PRNG seeded in capitals',
  [createMistake('The key was used in capitals.', /case|capital/i)],
  deriveKey(key.toUpperCase(), 32),
)
withKey(
  'SHA1PRNG seeded without dashes',
  [createMistake('The dashes were left out.', /dash|hyphen/i)],
  deriveKey(short, 32),
)
withKey('128 bits where 256 are announced', [bits], deriveKey(key, 16))
field('256 bits where 128 are announced', [bits], (plain) => seal(plain), '2')
field(
  '128 bits without encryptType',
  [createMistake('encryptType is missing, or another size was used.', /encryptType|128|256/i)],
  (plain) => seal(plain, deriveKey(key, 16)),
  '',
)
field(
  'encryptType AES256',
  [createMistake('encryptType is not known.', /encryptType|AES256/i)],
  (plain) => seal(plain),
  'AES256',
)
field('ECB', [ecb], (plain) => toBase64(aes('ecb', deriveKey(key, 32), null, plain)))
field('ECB with an IV in front', [ecb], (plain) => iv + toBase64(aes('ecb', deriveKey(key, 32), null, plain)))
field(
  'CTR',
  [createMistake('CTR mode was used.', /CTR|mode/)],
  (plain) => iv + toBase64(aes('ctr', deriveKey(key, 32), iv, plain)),
)
field(
  'CFB',
  [createMistake('CFB mode was used.', /CFB|mode/)],
  (plain) => iv + toBase64(aes('cfb', deriveKey(key, 32), iv, plain)),
)
field(
  'GCM',
  [createMistake('GCM mode was used.', /GCM|mode/)],
  (plain) =>
    iv +
    toBase64(
      aes(
        'ctr',
        deriveKey(key, 32),
        Buffer.concat([Buffer.from(iv.slice(0, 12)), Buffer.from([0, 0, 0, 2])]),
        plain,
      ),
    ),
)
field('the IV not sent', [noIv], (plain) => toBase64(aes('cbc', deriveKey(key, 32), iv, plain)))
field(
  'an IV of zeros',
  [createMistake('The IV is sixteen zero bytes and was not sent.', /zero|without an IV|not sent/i)],
  (plain) => toBase64(aes('cbc', deriveKey(key, 32), Buffer.alloc(16), plain)),
)
field('the IV from the key', [createMistake('The IV was taken from the key.', /IV.*key/i)], (plain) =>
  toBase64(aes('cbc', deriveKey(key, 32), key.slice(0, 16), plain)),
)
field(
  'the IV from the derived key',
  [createMistake('The IV was taken from the derived key.', /IV.*key/i)],
  (plain) => toBase64(aes('cbc', deriveKey(key, 32), deriveKey(key, 16), plain)),
)
field(
  'the IV behind',
  [createMistake('The IV stands behind the ciphertext.', /IV.*(behind|end|after)/i)],
  (plain) => toBase64(aes('cbc', deriveKey(key, 32), iv, plain)) + iv,
)
field(
  'the IV as Base64',
  [createMistake('The IV was written as Base64.', /IV.*base64/i)],
  (plain) => toBase64(iv) + toBase64(aes('cbc', deriveKey(key, 32), iv, plain)),
)
field(
  'the IV in hexadecimal',
  [createMistake('The IV was written in hexadecimal.', /IV.*hex/i)],
  (plain) => toHex(Buffer.from(iv)) + toBase64(aes('cbc', deriveKey(key, 32), iv, plain)),
)
field('IV and ciphertext in one Base64', [whole], (plain) =>
  toBase64(Buffer.concat([Buffer.from(iv), aes('cbc', deriveKey(key, 32), iv, plain)])),
)
field(
  'a colon between IV and ciphertext',
  [createMistake('A sign stands between IV and ciphertext.', /separat|between|colon/i)],
  (plain) => `${iv}:${toBase64(aes('cbc', deriveKey(key, 32), iv, plain))}`,
)
field(
  'hexadecimal ciphertext',
  [createMistake('The ciphertext is hexadecimal.', /hex/i)],
  (plain) => iv + toHex(aes('cbc', deriveKey(key, 32), iv, plain)),
)
field(
  'URL-safe Base64',
  [createMistake('The ciphertext is URL-safe Base64.', /URL-?safe|for addresses|“-”/i)],
  (plain) => iv + Buffer.from(aes('cbc', deriveKey(key, 32), iv, `${plain}1`)).toString('base64url'),
)
field(
  'zero padding',
  [zeroFill],
  (plain) =>
    iv +
    toBase64(
      aes(
        'cbc',
        deriveKey(key, 32),
        iv,
        Buffer.from(plain.padEnd(Math.ceil(plain.length / 16) * 16, '\0')),
        false,
      ),
    ),
)
field(
  'blanks for padding',
  [createMistake('The text was filled up with blanks.', /blank|padding|space/i)],
  (plain) =>
    iv +
    toBase64(aes('cbc', deriveKey(key, 32), iv, plain.padEnd(Math.ceil(plain.length / 16) * 16, ' '), false)),
)
field('sealed twice', [createMistake('The value was sealed twice.', /twice|again/i)], (plain) =>
  seal(seal(plain).slice(0, 60)),
)
field(
  'an empty value sealed as null',
  [createMistake('The text null was sealed.', /null/i)],
  () => `${iv}null`,
)
field(
  'the value percent-encoded',
  [createMistake('The value was percent-encoded.', /percent|encod|escape/i)],
  (plain) => encodeURIComponent(seal(plain)),
)
field('a text of 100 bytes', [createMistake('The sealed value is too long.', /long|128/i)], (plain) =>
  seal(plain.padEnd(100, 'x')),
)
field('ECB and SHA-256 of the key', [ecb, createHashed('SHA-256')], (plain) =>
  toBase64(aes('ecb', computeHash(key), null, plain)),
)
field('one Base64 and the first 32 characters', [whole, padded], (plain) =>
  toBase64(Buffer.concat([Buffer.from(iv), aes('cbc', padText(key, 32, '0'), iv, plain)])),
)
field(
  'zero padding and unsigned bytes',
  [zeroFill, prng],
  (plain) =>
    iv +
    toBase64(
      aes(
        'cbc',
        deriveKey(key, 32, false),
        iv,
        Buffer.from(plain.padEnd(Math.ceil(plain.length / 16) * 16, '\0')),
        false,
      ),
    ),
)
field('no IV and a line break behind the key', [noIv, lineKey], (plain) =>
  toBase64(aes('cbc', deriveKey(`${key}\n`, 32), iv, plain)),
)
planted(
  'the key of another class',
  [createMistake('The key of another class was used.', /other|another|not the key|given as/i)],
  () =>
    createReply((plain) => seal(plain, deriveKey('kit-9', 32)), '1', {
      otherKeys: [{ name: 'kit', key: 'kit-9' }],
    }),
)
planted('a request field under ECB', [ecb], () =>
  createRequested(toBase64(aes('ecb', deriveKey(key, 32), null, name))),
)
planted('a request field in one Base64', [whole], () =>
  createRequested(toBase64(Buffer.concat([Buffer.from(iv), aes('cbc', deriveKey(key, 16), iv, name)]))),
)
right('sealed by the rule, 256 bits', () => createReply(seal))
right('sealed by the rule, 128 bits', () => createReply((plain) => seal(plain, deriveKey(key, 16)), '2'))
right('a request field', () => createRequested(seal(name)))
right('a request field of 128 bits', () => createRequested(seal(name, deriveKey(key, 16))))
hopeless('an unknown key', () => createReply((plain) => seal(plain, deriveKey('nobody-knows', 32))))

/** Sealed fields. */
export const fields = all
