import type { Bench } from '../engine/bench.ts'
import type { Level, Look } from '../engine/check.ts'
import { encodeAsJava, encodePercent } from './send.ts'
import type { Pair, Parameters, Sending } from './send.ts'

/** A request in another right form. The id follows `proof.` in the id of its check. */
export type RightProof = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly source?: string
  readonly name: string
  readonly fix: string
  readonly more?: (bench: Bench) => Parameters | Promise<Parameters>
  readonly rest?: Partial<Sending>
  /** Throws a {@link CannotJudge} if something is missing that the request needs. */
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

/** Forms of a request that every receiver of an authToken must accept. */
export const proofsToAccept: readonly RightProof[] = [
  {
    id: 'order.reversed',
    title: 'Parameters in a different order are accepted',
    name: 'a request with its parameters in reverse order',
    fix: 'The order in the query does not matter: sort the names before you verify.',
    rest: { wire: reverse },
  },
  {
    id: 'order.case',
    title: 'Names are sorted by code units',
    level: 'should',
    name: 'a request with names that differ in case and digits',
    fix: sorted,
    more: () => ({ b: '2', B: '1', a_: '3', aa: '4', aA: '5', a1: '6' }),
  },
  {
    id: 'encoder.percent',
    title: 'A query with %20 for a space is accepted',
    name: 'a request with everything but letters and digits escaped',
    fix: decoded,
    more: () => special,
    rest: { encode: encodePercent },
  },
  {
    id: 'encoder.java',
    title: 'A query as Java’s URLEncoder writes it is accepted',
    name: 'a request as URLEncoder writes it',
    fix: decoded,
    more: () => special,
    rest: { encode: encodeAsJava },
  },
  {
    id: 'encoder.component',
    title: 'A query as encodeURIComponent writes it is accepted',
    level: 'should',
    name: 'a request as encodeURIComponent writes it',
    fix: decoded,
    more: () => special,
    rest: { encode: encodeURIComponent },
  },
  {
    id: 'encoder.lower-case',
    title: 'Escapes in lower case are accepted',
    level: 'should',
    name: 'a request whose escapes are in lower case',
    fix: decoded,
    more: () => special,
    rest: { encode: lowerEscapes },
  },
  {
    id: 'plus',
    title: 'A plus sign that is sent as %2B stays a plus sign',
    source: 'saas-v1 §2',
    name: 'a request with plus signs in a value',
    fix: decoded,
    more: () => ({ customerName: '1+1=2 C++' }),
  },
  {
    id: 'percent',
    title: 'A percent sign in a value is not decoded twice',
    level: 'should',
    name: 'a request with escapes inside a value',
    fix: 'Decode each value once. Frameworks do it before your code sees it: do not do it again.',
    more: () => ({ customerName: '100%25 %2B1' }),
  },
  {
    id: 'chinese',
    title: 'Chinese values are accepted',
    name: 'a request with Chinese values',
    fix: 'Decode the query as UTF-8 and sign the UTF-8 bytes of the decoded text.',
    more: () => ({ customerName: '华为云商店测试客户', userName: '张三' }),
  },
  {
    id: 'supplementary',
    title: 'Characters outside the 16-bit range are accepted',
    level: 'should',
    name: 'a request with a character outside the 16-bit range',
    fix: 'Decode the query as UTF-8 and sign the UTF-8 bytes of the decoded text, including characters of four bytes.',
    more: () => ({ customerName: '𠮷野家' }),
  },
  {
    id: 'unknown-parameter',
    title: 'An unknown parameter is accepted',
    level: 'should',
    name: 'a request with an unknown parameter',
    fix: all,
    more: () => ({ addedInSomeYear: 'x' }),
  },
  {
    id: 'extend-params',
    title: 'saasExtendParams is verified as received, in Base64',
    source: 'saas-v1 §6.1',
    name: 'a request with saasExtendParams',
    fix: 'Verify the Base64 text of saasExtendParams before you decode it.',
    more: () => ({
      saasExtendParams: 'W3sibmFtZSI6Im5vdGUiLCJ2YWx1ZSI6ImEgYipjfmQrZSFmJ2coaClpPz8/Pj4+In1d',
    }),
  },
  {
    id: 'empty-value',
    title: 'A parameter without a value is verified as name=',
    level: 'should',
    name: 'a request with a parameter without a value',
    fix: 'Include parameters without a value when you verify: they are signed as name=.',
    more: () => ({ note: '' }),
  },
  {
    id: 'repeated-name',
    title: 'The first value of a repeated name is verified',
    level: 'should',
    name: 'a request with a repeated name',
    fix: 'Use the first value of a repeated name, as the marketplace does.',
    more: () => ({ note: 'first' }),
    rest: { wire: (pairs) => [...pairs, ['note', 'second']] },
  },
]
