import { createHash, createHmac } from 'node:crypto'
import type { Level } from '../engine/check.ts'
import { joinPairs, encodePercent, createToken, signText } from './send.ts'
import type { Pair, Sending, Signing } from './send.ts'

/** A proof that every receiver must refuse. The id follows `proof.` in the id of its check. */
export type WrongProof = {
  readonly id: string
  readonly title: string
  readonly name: string
  readonly fix: string
  /** A part of the proof is missing, so that the code of an invalid request fits too. */
  readonly isMissing?: true
  /** Advice if a correct seller may accept it, and nobody gains anything by it. */
  readonly level?: Level
  readonly rest: Partial<Sending>
}

/** Another token over the same parameters. */
const signedAs = (sign: (signing: Signing) => string): Pick<WrongProof, 'rest'> => ({ rest: { sign } })
/** The right token in another encoding. */
const written = (write: (token: string) => string): Pick<WrongProof, 'rest'> =>
  signedAs((signing) => write(createToken(signing)))
/** The request differs from what was signed. */
const alterPairs = (wire: (pairs: readonly Pair[]) => readonly Pair[]): Pick<WrongProof, 'rest'> => ({
  rest: { wire },
})
const replace =
  (name: string, value: string) =>
  (pairs: readonly Pair[]): readonly Pair[] =>
    pairs.map(([key, before]) => [key, key === name ? value : before])
const drop =
  (name: string) =>
  (pairs: readonly Pair[]): readonly Pair[] =>
    pairs.filter(([key]) => key !== name)
const unsortedText = (pairs: readonly Pair[]): string => pairs.map((pair) => pair.join('=')).join('&')

const demand = 'Require authToken and timeStamp, and answer 000001 if one of them is missing or empty.'
const whole =
  'Compute the token from every received parameter except authToken, whether you know it or not, and compare all of it.'
const formula =
  'The formula is base64(HMAC_SHA256(key + timeStamp, pairs)), with pairs sorted by name and joined as name=value with &: accept nothing else.'
const exact =
  'Compare the 44 characters of the token exactly and in constant time; it is Base64 of the standard alphabet, with padding.'

/** The token of another key. */
export const signByAnother = (signing: Signing): string =>
  createToken({ ...signing, key: `${signing.key}-other` })

/** Proofs that every receiver of an authToken must refuse. */
export const proofsToRefuse: readonly WrongProof[] = [
  {
    id: 'missing.auth-token',
    title: 'A request without an authToken is refused',
    name: 'a request without an authToken',
    isMissing: true,
    fix: demand,
    ...alterPairs(drop('authToken')),
  },
  {
    id: 'missing.time-stamp',
    title: 'A request without a timeStamp is refused',
    level: 'should',
    name: 'a request without a timeStamp',
    isMissing: true,
    fix: demand,
    rest: {
      sign: ({ key, pairs }) => signText(key, joinPairs(drop('timeStamp')(pairs))),
      wire: drop('timeStamp'),
    },
  },
  {
    id: 'empty.auth-token',
    title: 'An empty authToken is refused',
    name: 'a request with an empty authToken',
    isMissing: true,
    fix: demand,
    ...signedAs(() => ''),
  },
  {
    id: 'wrong-key',
    title: 'A token made with another key is refused',
    name: 'a request signed with another key',
    fix: whole,
    rest: { sign: signByAnother },
  },
  {
    id: 'altered.value',
    title: 'A value that was altered after it was signed is refused',
    name: 'a request with a value that was altered after it was signed',
    fix: whole,
    ...alterPairs(replace('customerName', '别的客户')),
  },
  {
    id: 'altered.time-stamp',
    title: 'A timeStamp that differs from the signed one is refused',
    name: 'a request with a timeStamp that differs from the signed one',
    fix: whole,
    ...alterPairs(replace('timeStamp', '20240229235959123')),
  },
  {
    id: 'altered.added',
    title: 'A parameter that was added after signing is refused',
    // Some sellers sign a fixed list of parameters and ignore others.
    level: 'should',
    name: 'a request with a parameter that was added after it was signed',
    fix: whole,
    ...alterPairs((pairs) => [['addedLater', '1'], ...pairs]),
  },
  {
    id: 'altered.dropped',
    title: 'A request without one of its signed parameters is refused',
    name: 'a request that lost a parameter after it was signed',
    fix: whole,
    ...alterPairs(drop('provisionType')),
  },
  {
    id: 'altered.token',
    title: 'A token with one changed character is refused',
    name: 'a request with one changed character in its token',
    fix: exact,
    ...written((token) => (token.startsWith('A') ? 'B' : 'A') + token.slice(1)),
  },
  {
    id: 'near.encoded',
    title: 'A token over the encoded values is refused',
    name: 'a request signed over its encoded values',
    fix: `Values are decoded first, then signed. ${formula}`,
    ...signedAs((signing) =>
      createToken({ ...signing, pairs: signing.pairs.map(([name, value]) => [name, encodePercent(value)]) }),
    ),
  },
  {
    id: 'near.key-alone',
    title: 'A token made with the key but without the timeStamp is refused',
    name: 'a request signed with the key without the timeStamp',
    fix: formula,
    ...signedAs(({ key, pairs }) => signText(key, joinPairs(pairs))),
  },
  {
    id: 'near.stamp-first',
    title: 'A token made with the timeStamp before the key is refused',
    name: 'a request signed with the timeStamp before the key',
    fix: formula,
    ...signedAs(({ key, timeStamp, pairs }) => signText(timeStamp + key, joinPairs(pairs))),
  },
  {
    id: 'near.unsorted',
    title: 'A token over unsorted parameters is refused',
    name: 'a request signed without sorting its parameters',
    fix: `Sort the names before you sign. ${formula}`,
    ...signedAs(({ key, timeStamp, pairs }) => signText(key + timeStamp, unsortedText(pairs))),
  },
  {
    id: 'near.descending',
    title: 'A token over parameters in descending order is refused',
    name: 'a request signed over its parameters in descending order',
    fix: `Names are sorted in ascending order. ${formula}`,
    ...signedAs(({ key, timeStamp, pairs }) =>
      signText(key + timeStamp, joinPairs(pairs).split('&').toReversed().join('&')),
    ),
  },
  {
    id: 'near.plain-hash',
    title: 'A plain SHA-256 that includes the key is refused',
    name: 'a request with a plain SHA-256 for its token',
    fix: formula,
    ...signedAs(({ key, timeStamp, pairs }) =>
      createHash('sha256')
        .update(key + timeStamp + joinPairs(pairs))
        .digest('base64'),
    ),
  },
  {
    id: 'near.sha1',
    title: 'A token made with HMAC-SHA1 is refused',
    name: 'a request signed with HMAC-SHA1',
    fix: formula,
    ...signedAs(({ key, timeStamp, pairs }) =>
      createHmac('sha1', key + timeStamp)
        .update(joinPairs(pairs))
        .digest('base64'),
    ),
  },
  {
    id: 'near.hex',
    title: 'A token in hexadecimal digits is refused',
    name: 'a request whose token is in hexadecimal digits',
    fix: exact,
    ...written((token) => Buffer.from(token, 'base64').toString('hex')),
  },
  {
    id: 'near.lower-case',
    title: 'A token in lower case is refused',
    name: 'a request whose token is in lower case',
    fix: exact,
    ...written((token) => token.toLowerCase()),
  },
  {
    id: 'near.unpadded',
    title: 'A token without its padding is refused',
    level: 'should',
    name: 'a request whose token has no padding',
    fix: exact,
    ...written((token) => token.replace('=', '')),
  },
  {
    id: 'near.beginning',
    title: 'The beginning of a token is refused',
    name: 'a request with the first twenty characters of its token',
    fix: exact,
    ...written((token) => token.slice(0, 20)),
  },
]
