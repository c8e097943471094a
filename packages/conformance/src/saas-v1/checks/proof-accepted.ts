import { omitUndefined } from '@loggia/kernel'
import { sealField } from '@loggia/signing'
import type { Bench } from '../../engine/bench.ts'
import { defineStep } from '../../engine/check.ts'
import type { Check, Level, Look } from '../../engine/check.ts'
import { judgeTakenForRight } from '../../replies/verdicts.ts'
import { encodeAsJava, encodePercent } from '../send.ts'
import type { Pair, Parameters, Sending } from '../send.ts'
import { openingStep, repeatOrder, requireKeyBits } from '../steps.ts'
import { compare } from './proof-refused.ts'

const group = 'authToken: what is accepted'
const source = 'saas-v1 §3'

type Right = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly source?: string
  readonly name: string
  readonly fix: string
  readonly more?: (bench: Bench) => Parameters
  readonly rest?: Partial<Sending>
  readonly require?: (look: Look) => Promise<unknown>
}

const decoded =
  'Verify the decoded values: decode the query once, as a form, before anything else, so that %20 and + both become a space and %2B becomes a plus sign.'
const all =
  'Verify every received parameter, whether you know it or not, and ignore the ones that you do not need.'
const sorted =
  'Sort the names by their code units, as Java’s TreeMap does: digits before upper case before lower case; without a locale, case-sensitively.'
const special = { customerName: "a b*c~d+e!f'g(h)i%j&k=l/m?n" }

const reverse = (pairs: readonly Pair[]): readonly Pair[] => pairs.toReversed()
const lowerEscapes = (text: string): string =>
  encodePercent(text).replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())

const rights: readonly Right[] = [
  {
    id: 'v1.proof.order.reversed',
    title: 'Parameters in a different order are accepted',
    name: 'a request with its parameters in reverse order',
    fix: 'The order in the query does not matter: sort the names before you verify.',
    rest: { wire: reverse },
  },
  {
    id: 'v1.proof.order.case',
    title: 'Names are sorted by code units',
    level: 'should',
    name: 'a request with names that differ in case and digits',
    fix: sorted,
    more: () => ({ b: '2', B: '1', a_: '3', aa: '4', aA: '5', a1: '6' }),
  },
  {
    id: 'v1.proof.encoder.percent',
    title: 'A query with %20 for a space is accepted',
    name: 'a request with everything but letters and digits escaped',
    fix: decoded,
    more: () => special,
    rest: { encode: encodePercent },
  },
  {
    id: 'v1.proof.encoder.java',
    title: 'A query as Java’s URLEncoder writes it is accepted',
    name: 'a request as URLEncoder writes it',
    fix: decoded,
    more: () => special,
    rest: { encode: encodeAsJava },
  },
  {
    id: 'v1.proof.encoder.component',
    title: 'A query as encodeURIComponent writes it is accepted',
    level: 'should',
    name: 'a request as encodeURIComponent writes it',
    fix: decoded,
    more: () => special,
    rest: { encode: encodeURIComponent },
  },
  {
    id: 'v1.proof.encoder.lower-case',
    title: 'Escapes in lower case are accepted',
    level: 'should',
    name: 'a request whose escapes are in lower case',
    fix: decoded,
    more: () => special,
    rest: { encode: lowerEscapes },
  },
  {
    id: 'v1.proof.plus',
    title: 'A plus sign that is sent as %2B stays a plus sign',
    source: 'saas-v1 §2',
    name: 'a request with plus signs in a value',
    fix: decoded,
    more: () => ({ customerName: '1+1=2 C++' }),
  },
  {
    id: 'v1.proof.percent',
    title: 'A percent sign in a value is not decoded twice',
    level: 'should',
    name: 'a request with escapes inside a value',
    fix: 'Decode each value once. Frameworks do it before your code sees it: do not do it again.',
    more: () => ({ customerName: '100%25 %2B1' }),
  },
  {
    id: 'v1.proof.chinese',
    title: 'Chinese values are accepted',
    name: 'a request with Chinese values',
    fix: 'Decode the query as UTF-8 and sign the UTF-8 bytes of the decoded text.',
    more: () => ({ customerName: '华为云商店测试客户', userName: '张三' }),
  },
  {
    id: 'v1.proof.supplementary',
    title: 'Characters outside the 16-bit range are accepted',
    level: 'should',
    name: 'a request with a character outside the 16-bit range',
    fix: 'Decode the query as UTF-8 and sign the UTF-8 bytes of the decoded text, including characters of four bytes.',
    more: () => ({ customerName: '𠮷野家' }),
  },
  {
    id: 'v1.proof.unknown-parameter',
    title: 'An unknown parameter is accepted',
    level: 'should',
    name: 'a request with an unknown parameter',
    fix: all,
    more: () => ({ addedInSomeYear: 'x' }),
  },
  {
    id: 'v1.proof.extend-params',
    title: 'saasExtendParams is verified as received, in Base64',
    source: 'saas-v1 §6.1',
    name: 'a request with saasExtendParams',
    fix: 'Verify the Base64 text of saasExtendParams before you decode it.',
    more: () => ({
      saasExtendParams: 'W3sibmFtZSI6Im5vdGUiLCJ2YWx1ZSI6ImEgYipjfmQrZSFmJ2coaClpPz8/Pj4+In1d',
    }),
  },
  {
    id: 'v1.proof.sealed',
    title: 'An encrypted phone number and email address are verified as received',
    source: 'saas-v1 §5',
    name: 'a request with mobilePhone and email',
    fix: 'Verify the ciphertext as received, before you decrypt it.',
    require: requireKeyBits,
    more: ({ key, keyBits = 256, hex }) => ({
      mobilePhone: sealField({ accessKey: key, bits: keyBits, iv: hex(16), plaintext: '13800138000' }),
      email: sealField({
        accessKey: key,
        bits: keyBits,
        iv: hex(16),
        plaintext: 'zhang.san+test@example.com',
      }),
    }),
  },
  {
    id: 'v1.proof.empty-value',
    title: 'A parameter without a value is verified as name=',
    level: 'should',
    name: 'a request with a parameter without a value',
    fix: 'Include parameters without a value when you verify: they are signed as name=.',
    more: () => ({ note: '' }),
  },
  {
    id: 'v1.proof.repeated-name',
    title: 'The first value of a repeated name is verified',
    level: 'should',
    name: 'a request with a repeated name',
    fix: 'Use the first value of a repeated name, as the marketplace does.',
    more: () => ({ note: 'first' }),
    rest: { wire: (pairs) => [...pairs, ['note', 'second']] },
  },
]

/** Sends the first purchase again, written in another right form. It must be carried out if the plain repeat is. */
export const proofAcceptedChecks: readonly Check[] = rights.map((right) => {
  const { id, title, level = 'must', name, fix, more, rest } = right
  const probe = defineStep(name, async (bench) =>
    repeatOrder(
      bench,
      name,
      await bench.look(openingStep),
      omitUndefined({ more: more ? more(bench) : undefined, ...rest }),
    ),
  )
  return {
    id,
    title,
    level,
    group,
    source: right.source ?? source,
    fix,
    judge: async (look) => {
      await right.require?.(look)
      return judgeTakenForRight(await look(probe), await compare(look))
    },
  }
})
