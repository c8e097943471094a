import { saasV1Activities } from '@loggia/protocol/saas/v1'
import type { Parameter } from '../exchange.ts'
import type { Finding } from '../findings.ts'
import { dropEqualWays, way } from '../search.ts'
import type { Way } from '../search.ts'
import { toFinding } from './formula.ts'

// Which pairs of a request may have been signed.

export type Choice = (pairs: readonly Parameter[]) => readonly Parameter[]

export const isToken = ({ name }: Parameter): boolean => name === 'authToken'
const isBlank = ({ value }: Parameter): boolean => value.trim() === ''

/** If a name occurs twice, the first value counts. */
function firsts(pairs: readonly Parameter[]): Parameter[] {
  const seen = new Set<string>()
  return pairs.filter(({ name }) => {
    const isNew = !seen.has(name)
    seen.add(name)
    return isNew
  })
}
const lasts: Choice = (pairs) => firsts(pairs.toReversed()).toReversed()
const joinedValues =
  (separator: string): Choice =>
  (pairs) =>
    firsts(pairs).map((one) => ({
      ...one,
      value: pairs
        .filter(({ name }) => name === one.name)
        .map(({ value }) => value)
        .join(separator),
    }))

/** The most pairs of which each is tried separately; no real request has more. */
export const mostPairs = 60
/** Up to this number of parameters, every selection is tried. */
const mostSelected = 12

const leftOut = (names: readonly string[]): Finding =>
  names.length === 1
    ? { kind: 'pairs_parameter_left_out', parameter: (names[0] ?? '').slice(0, 80) }
    : { kind: 'pairs_parameters_left_out', parameters: names.slice(0, 20).map((name) => name.slice(0, 80)) }

/** Fixed lists: every selection of a few parameters, or all but two of many. */
function selections(names: readonly string[], kept: Choice): Way<Choice>[] {
  const without = (out: readonly string[]): Way<Choice> =>
    way.alone((all) => kept(all).filter(({ name }) => !out.includes(name)), leftOut(out))
  if (names.length <= mostSelected)
    return Array.from({ length: 2 ** names.length }, (_, bits) =>
      names.filter((__, i) => ((bits >> i) & 1) === 1),
    )
      .filter((out) => out.length > 1 && out.length < names.length)
      .map(without)
  return names
    .slice(0, 30)
    .flatMap((name, i) =>
      names
        .slice(i + 1, 30)
        .flatMap((other, j) => [
          without([name, other]),
          ...(names.length > 20 ? [] : names.slice(i + j + 2).map((third) => without([name, other, third]))),
        ]),
    )
}

const absentNames = [
  'testFlag',
  'trialFlag',
  'email',
  'mobilePhone',
  'userId',
  'userName',
  'customerName',
  'saasExtendParams',
  'expireTime',
  'skuCode',
  'amount',
  'businessId',
  'orderId',
  'productId',
  'periodType',
  'periodNumber',
  'trialToFormal',
  'chargingMode',
  'customerId',
  'instanceId',
]

/** A fixed list with absent parameters, which are signed as empty or as a word for null. */
function withAbsent(pairs: readonly Parameter[], kept: Choice): Way<Choice>[] {
  const activity = pairs.find(({ name }) => name === 'activity')?.value
  if (!saasV1Activities.some((one) => one === activity)) return []
  const missing = absentNames.filter((name) => pairs.every((one) => one.name !== name))
  const addNames = (names: readonly string[], value: string): Way<Choice> =>
    way.wrong(
      (all) => [...kept(all), ...names.map((name) => ({ name, value, rawName: name, rawValue: value }))],
      { kind: 'pairs_absent_signed' as const, parameter: names.join(', ').slice(0, 80), value },
    )
  return ['', 'null', 'undefined', 'None', '0'].flatMap((value) =>
    missing.map((name) => ({ ...addNames([name], value), isAlone: true })),
  )
}

/**
 * Names under which a web server passes the path to a framework: the query then has one parameter more than was sent.
 */
const routeNames = ['s', 'q', 'r', '_url', 'route', 'path']
function withRoute(kept: Choice, address: string): Way<Choice>[] {
  const path = address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
  if (path === '' || path === '/') return []
  return routeNames.flatMap((name) =>
    [path, path.slice(1), `/${path}`].map((value) =>
      way.alone<Choice>((all) => [{ name, value, rawName: name, rawValue: value }, ...kept(all)], {
        kind: 'pairs_route_signed',
        parameter: name,
        value: value.slice(0, 80),
      }),
    ),
  )
}

export function listChoices(
  pairs: readonly Parameter[],
  blanksCount: boolean,
  address: string,
): Way<Choice>[] {
  const choosePairs: Choice = (all) =>
    firsts(all).filter((one) => !isToken(one) && (blanksCount || !isBlank(one)))
  const chooseOtherBlanks: Choice = (all) =>
    firsts(all).filter((one) => !isToken(one) && (!blanksCount || !isBlank(one)))
  const repeated = toFinding('pairs_last_of_repeated')
  const names = choosePairs(pairs)
    .slice(0, mostPairs)
    .map(({ name }) => name)
  const ways: Way<Choice>[] = [
    way.right(choosePairs),
    way.common(chooseOtherBlanks, toFinding(blanksCount ? 'pairs_empty_skipped' : 'pairs_empty_kept')),
    way.common<Choice>((all) => firsts(all), toFinding('pairs_with_token')),
    way.wrong<Choice>(
      (all) => firsts(all).map((one) => (isToken(one) ? { ...one, value: '', rawValue: '' } : one)),
      toFinding('pairs_with_token'),
    ),
    way.common<Choice>((all) => choosePairs(lasts(all)), repeated),
    way.wrong<Choice>((all) => all.filter((one) => !isToken(one)), toFinding('pairs_all_of_repeated')),
    way.wrong<Choice>((all) => choosePairs(joinedValues(',')(all)), toFinding('pairs_all_of_repeated')),
    way.wrong<Choice>((all) => choosePairs(joinedValues('')(all)), toFinding('pairs_all_of_repeated')),
    way.wrong<Choice>(
      (all) => choosePairs(all.filter((one) => all.filter(({ name }) => name === one.name).length === 1)),
      toFinding('pairs_all_of_repeated'),
    ),
    ...names.map((name) => ({
      ...way.wrong<Choice>((all) => choosePairs(all).filter((one) => one.name !== name), leftOut([name])),
      isCommon: name === 'timeStamp' || name === 'activity',
    })),
    ...(blanksCount ? withRoute(choosePairs, address) : []),
    ...(pairs.length > mostPairs
      ? []
      : [...withAbsent(pairs, choosePairs), ...selections(names, choosePairs)]),
  ]
  return dropEqualWays(ways, (choose) => JSON.stringify(choose(pairs)))
}
