import { createHash, createHmac } from 'node:crypto'
import { signWithAnotherKey } from './send.ts'
import type { Proof, Sending, Signing } from './send.ts'

/** A proof that every receiver must refuse; `rest` gets the body of a correct sender. */
export type WrongProof = {
  id: string
  title: string
  name: string
  code: '000001' | '000002'
  fix: string
  rest: (body: string) => Partial<Sending>
}

const without = (name: keyof Proof): Pick<WrongProof, 'rest'> => ({
  rest: () => ({ prove: (_, right) => ({ ...right, [name]: undefined }) }),
})
/** Another signature over the same parts. */
export const signAs = (sign: (signing: Signing, right: string) => string): Pick<WrongProof, 'rest'> => ({
  rest: () => ({
    prove: (signing, right) => ({ ...right, signature: sign(signing, right.signature) }),
  }),
})

export const computeHmacHex = (key: string, data: Uint8Array | string): string =>
  createHmac('sha256', key).update(data).digest('hex')

const compare =
  'Compute the signature from the key, the nonce, the timestamp and the bytes of the body as received, and compare all of it, case-insensitively and in constant time.'
const formula =
  'The formula is hex(HMAC_SHA256(key, key + nonce + timestamp + lowercase(hex(HMAC_SHA256(key, body))))): accept nothing else.'
const window =
  'Refuse a timestamp that is more than 60,000 ms before or after your clock, with 000002, and synchronise your clock with NTP.'

/** Signatures by formulas that are almost right. */
const nearBasic: readonly WrongProof[] = [
  {
    id: 'v2.proof.near.plain-hash',
    title: 'A signature with a plain SHA-256 of the body inside is refused',
    name: 'a request whose inner hash is a plain SHA-256',
    code: '000001',
    fix: `The inner hash is an HMAC with the key, not a plain SHA-256. ${formula}`,
    ...signAs(({ key, nonce, timestamp, body }) =>
      computeHmacHex(key, key + nonce + timestamp + createHash('sha256').update(body).digest('hex')),
    ),
  },
  {
    id: 'v2.proof.near.upper-hash',
    title: 'A signature with the inner hash in upper case is refused',
    name: 'a request whose inner hash is in upper case',
    code: '000001',
    fix: `The inner hash is written in lower case; only the signature itself may have either. ${formula}`,
    ...signAs(({ key, nonce, timestamp, body }) =>
      computeHmacHex(key, key + nonce + timestamp + computeHmacHex(key, body).toUpperCase()),
    ),
  },
  {
    id: 'v2.proof.near.body-itself',
    title: 'A signature over the body itself, as the joint kit signs, is refused',
    name: 'a request signed over the body instead of its hash',
    code: '000001',
    fix: `The joint kit has a different formula: basic interfaces sign the hash of the body. ${formula}`,
    ...signAs(({ key, nonce, timestamp, body }) =>
      computeHmacHex(key, key + nonce + timestamp + Buffer.from(body).toString('utf8')),
    ),
  },
  {
    id: 'v2.proof.near.no-key',
    title: 'A signature whose string to sign lacks the key is refused',
    name: 'a request whose string to sign does not start with the key',
    code: '000001',
    fix: `The string to sign starts with the key, although it is also the HMAC key. ${formula}`,
    ...signAs(({ key, nonce, timestamp, body }) =>
      computeHmacHex(key, nonce + timestamp + computeHmacHex(key, body)),
    ),
  },
  {
    id: 'v2.proof.near.swapped',
    title: 'A signature with the timestamp before the nonce is refused',
    name: 'a request whose timestamp was signed before its nonce',
    code: '000001',
    fix: `The nonce comes before the timestamp. ${formula}`,
    ...signAs(({ key, nonce, timestamp, body }) =>
      computeHmacHex(key, key + timestamp + nonce + computeHmacHex(key, body)),
    ),
  },
  {
    id: 'v2.proof.near.plain-outer',
    title: 'A plain SHA-256 instead of the outer HMAC is refused',
    name: 'a request whose signature is a plain SHA-256 of the correct string',
    code: '000001',
    fix: `The signature is an HMAC with the key. ${formula}`,
    ...signAs(({ key, nonce, timestamp, body }) =>
      createHash('sha256')
        .update(key + nonce + timestamp + computeHmacHex(key, body))
        .digest('hex'),
    ),
  },
]

/** How a protocol carries its proof, and signatures by formulas that are almost its own. */
export type WrongProofs = {
  /** What the three parts are called in a sentence. */
  readonly names: Readonly<Record<keyof Proof, string>>
  readonly near: readonly WrongProof[]
}

/** Proofs of which a part is missing. */
const listMissing = (names: WrongProofs['names']): readonly WrongProof[] => [
  {
    id: 'v2.proof.missing.signature',
    title: 'A request without a signature is refused',
    name: 'a request without a signature',
    code: '000001',
    fix: `Require ${names.signature}, and answer 000001 if it is missing.`,
    ...without('signature'),
  },
  {
    id: 'v2.proof.empty.signature',
    title: 'An empty signature is refused',
    name: 'a request with an empty signature',
    code: '000001',
    fix: `Require ${names.signature}, and answer 000001 if it is empty.`,
    ...signAs(() => ''),
  },
  {
    id: 'v2.proof.missing.timestamp',
    title: 'A request without a timestamp is refused',
    name: 'a request without a timestamp',
    code: '000002',
    fix: `Require ${names.timestamp}, and answer 000002 if it is missing.`,
    ...without('timestamp'),
  },
  {
    id: 'v2.proof.missing.nonce',
    title: 'A request without a nonce is refused',
    name: 'a request without a nonce',
    code: '000002',
    fix: `Require ${names.nonce}, and answer 000002 if it is missing.`,
    ...without('nonce'),
  },
]

/** Proofs that are stale, or do not fit what was sent. */
const altered: readonly WrongProof[] = [
  {
    id: 'v2.proof.stale.past',
    title: 'A timestamp that is more than 60 s old is refused',
    name: 'a request with a timestamp 62 s old',
    code: '000002',
    fix: window,
    rest: () => ({ shiftMs: -62_000 }),
  },
  {
    id: 'v2.proof.stale.future',
    title: 'A timestamp that is more than 60 s ahead is refused',
    name: 'a request with a timestamp 70 s ahead',
    code: '000002',
    fix: window,
    rest: () => ({ shiftMs: 70_000 }),
  },
  {
    id: 'v2.proof.altered.body',
    title: 'A body that was altered after it was signed is refused',
    name: 'a request whose body was altered after it was signed',
    code: '000001',
    fix: compare,
    // The sent body is right but not the signed one, so a server that does not verify it carries the request out.
    rest: (body) => ({ body: body.replace(/"}$/, 'x"}'), sentBody: body }),
  },
  {
    id: 'v2.proof.altered.nonce',
    title: 'A nonce that differs from the signed one is refused',
    name: 'a request with a nonce that differs from the signed one',
    code: '000001',
    fix: compare,
    rest: () => ({ prove: (_, right) => ({ ...right, nonce: `${right.nonce}0` }) }),
  },
  {
    id: 'v2.proof.altered.timestamp',
    title: 'A timestamp that differs from the signed one is refused',
    name: 'a request with a timestamp that differs from the signed one',
    code: '000001',
    fix: compare,
    rest: () => ({ prove: (_, right) => ({ ...right, timestamp: String(Number(right.timestamp) - 1000) }) }),
  },
  {
    id: 'v2.proof.wrong-key',
    title: 'A signature made with another key is refused',
    name: 'a request signed with another key',
    code: '000001',
    fix: compare,
    rest: () => ({ prove: signWithAnotherKey }),
  },
]

/** Proofs that have the wrong form. */
const malformed: readonly WrongProof[] = [
  {
    id: 'v2.proof.near.base64',
    title: 'A signature in Base64 is refused',
    name: 'a request whose signature is in Base64',
    code: '000001',
    fix: 'The signature is hexadecimal; Base64 is used by V1.0 and by the signatures of responses.',
    ...signAs((_, right) => Buffer.from(right, 'hex').toString('base64')),
  },
  {
    id: 'v2.proof.form.beginning',
    title: 'The first digits of the correct signature are refused',
    name: 'a request with the first eight digits of its signature',
    code: '000001',
    fix: compare,
    ...signAs((_, right) => right.slice(0, 8)),
  },
  {
    id: 'v2.proof.form.longer',
    title: 'A signature with extra digits is refused',
    name: 'a request with two extra digits after its signature',
    code: '000001',
    fix: compare,
    ...signAs((_, right) => `${right}00`),
  },
  {
    id: 'v2.proof.form.words',
    title: 'A signature that is not a hexadecimal number is refused',
    name: 'a request whose signature is the word undefined',
    code: '000001',
    fix: compare,
    ...signAs(() => 'undefined'),
  },
  {
    id: 'v2.proof.timestamp.seconds',
    title: 'A timestamp in seconds is refused',
    name: 'a request with its timestamp in seconds',
    code: '000002',
    fix: 'The timestamp is in milliseconds, 13 digits. Do not accept ten digits as seconds: the string to sign has no separators, so every further length makes it more ambiguous.',
    rest: () => ({ stamp: (ms) => String(Math.floor(ms / 1000)) }),
  },
  {
    id: 'v2.proof.timestamp.words',
    title: 'A timestamp that is not a number is refused',
    name: 'a request whose timestamp is the word now',
    code: '000002',
    fix: 'Refuse a timestamp that is not 13 digits before you calculate with it: comparisons with NaN are never true, so everything would pass.',
    rest: () => ({ stamp: () => 'now' }),
  },
]

/** Proofs that every receiver of a signature with timestamp and nonce must refuse. */
export const listProofsToRefuse = ({ names, near }: WrongProofs): readonly WrongProof[] => [
  ...listMissing(names),
  ...altered,
  ...near,
  ...malformed,
]

/** Those of SaaS V2.0 and of order notifications, which use the same proof. */
export const proofsToRefuse: readonly WrongProof[] = listProofsToRefuse({
  names: {
    signature: 'the query parameter signature',
    timestamp: 'the query parameter timestamp',
    nonce: 'the query parameter nonce',
  },
  near: nearBasic,
})
