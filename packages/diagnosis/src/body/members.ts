import { requestsToSend } from '@loggia/protocol/saas/v2'
import { percentEncode } from '../charsets.ts'
import type { StepWay } from './steps.ts'
import { as, byMembers, deeply, isObject, membersIn, named, oftenAs, unlessTooDeep } from './steps.ts'
import { selectionWays } from './selections.ts'
import type { Members } from './steps.ts'

// Which members were signed, and as what: what classes, maps and readers of JSON do to them.

const isEmpty = (value: unknown): boolean => value === null || value === ''
const onEveryLevel =
  (change: (value: unknown) => unknown) =>
  (text: string): string => {
    const members = membersIn(text)
    return members
      ? unlessTooDeep(text, () => JSON.stringify(deeply(Object.fromEntries(members), change)))
      : text
  }
const withoutMembers =
  (isLeftOut: (value: unknown) => boolean) =>
  (value: unknown): unknown =>
    isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, one]) => !isLeftOut(one))) : value
const withValues =
  (change: (value: unknown) => unknown) =>
  (members: Members): Members =>
    members.map(([name, value]) => [name, change(value)])

const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(value) ? Number(value) : value
const asText = (value: unknown): unknown =>
  typeof value === 'boolean' || typeof value === 'number' ? String(value) : value
const nestedText = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value
function nestedOpened(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (one) => `_${one.toLowerCase()}`)
const casings = {
  PascalCase: (name: string): string => name.charAt(0).toUpperCase() + name.slice(1),
  snake_case: snake,
  lowercase: (name: string): string => name.toLowerCase(),
  UPPERCASE: (name: string): string => name.toUpperCase(),
}
const renamed =
  (rename: (name: string) => string) =>
  (value: unknown): unknown =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, one]) => [rename(name), one]))
      : value

/** The members that a request of this activity may have, in the order in which they are documented. */
function documented(members: Members): readonly string[] | undefined {
  const activity = members.find(([name]) => name === 'activity')?.[1]
  if (activity === 'orderNotify') return ['activity', 'orderId', 'orderLineId', 'testFlag']
  if (typeof activity !== 'string' || !Object.hasOwn(requestsToSend, activity)) return undefined
  const schema = requestsToSend[activity as keyof typeof requestsToSend] as { shape?: object }
  return schema.shape && Object.keys(schema.shape)
}

/** As a class with the documented members writes them: in its own order, none that it does not know. */
const bound = (absentAsNull: boolean) =>
  byMembers((members) => {
    const names = documented(members)
    if (!names) return members
    const known = new Map(members)
    return names.flatMap((name) =>
      known.has(name) ? [[name, known.get(name)]] : absentAsNull ? [[name, null]] : [],
    )
  })

/** One member of the body was not signed; `text` is the body that came. */
function leftOut(text: string): StepWay[] {
  const members = membersIn(text) ?? []
  if (members.length > 40) return []
  return members.map(([name]) =>
    named(
      { kind: 'body_member_left_out', member: name.slice(0, 80) },
      byMembers((all) => all.filter(([one]) => one !== name)),
      name,
    ),
  )
}

/** A class that writes a member which did not come, behind the others. */
function absentAsNull(text: string): StepWay[] {
  const members = membersIn(text) ?? []
  const names = documented(members) ?? []
  const missing = ['testFlag', ...names].filter((name) => members.every(([one]) => one !== name))
  return [...new Set(missing)].flatMap((name) =>
    [null, ''].map((value) =>
      as(
        'body_absent_as_null',
        byMembers((all) => [...all, [name, value]]),
        `${name}${value === null ? '' : ' text'}`,
      ),
    ),
  )
}

/** Pairs `name=value`, as of a form. */
const paired =
  (write: (value: string) => string, isSorted: boolean, join = '&') =>
  (text: string): string => {
    const members = membersIn(text)
    if (!members) return text
    const order = isSorted ? [...members].sort(([a], [b]) => (a < b ? -1 : 1)) : members
    const valueOf = (value: unknown): string =>
      write(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
    return unlessTooDeep(text, () =>
      order
        .filter(([, value]) => value !== null)
        .map(([name, value]) => `${name}=${valueOf(value)}`)
        .join(join),
    )
  }

/** The ways in which the members may have been changed before they were signed. */
export function memberWays(text: string): StepWay[] {
  const rest = withoutMembers(isEmpty)
  return [
    oftenAs(
      'body_nulls_dropped',
      byMembers((all) => all.filter(([, value]) => value !== null)),
    ),
    as('body_nulls_dropped', onEveryLevel(withoutMembers((value) => value === null)), 'deep'),
    as(
      'body_empties_dropped',
      byMembers((all) => all.filter(([, value]) => !isEmpty(value))),
    ),
    as('body_empties_dropped', onEveryLevel(rest), 'deep'),
    as(
      'body_empties_dropped',
      byMembers((all) => all.filter(([, value]) => value !== '')),
      'texts',
    ),
    as('body_nulls_replaced', byMembers(withValues((value) => value ?? ''))),
    as('body_nulls_replaced', byMembers(withValues((value) => value ?? 'null')), 'word'),
    oftenAs('body_bound', bound(false)),
    {
      ...named({ kind: 'body_bound' }, bound(true), 'null'),
      mistakes: [{ kind: 'body_bound' }, { kind: 'body_absent_as_null' }],
      isCommon: true,
    },
    as('body_strings_unquoted', onEveryLevel(asNumber)),
    as('body_strings_unquoted', byMembers(withValues(asNumber)), 'top'),
    as(
      'body_strings_unquoted',
      onEveryLevel((value) => (value === 'true' ? true : value === 'false' ? false : value)),
      'booleans',
    ),
    as('body_numbers_quoted', onEveryLevel(asText), 'all'),
    oftenAs('body_nested_as_text', byMembers(withValues(nestedText))),
    as('body_nested_opened', byMembers(withValues(nestedOpened))),
    ...Object.entries(casings).map(([style, rename]) =>
      named({ kind: 'body_names_cased', style }, onEveryLevel(renamed(rename)), style),
    ),
    as(
      'body_empties_nulled',
      onEveryLevel((value) => (value === '' ? null : value)),
    ),
    as('body_empties_nulled', byMembers(withValues((value) => (value === '' ? null : value))), 'top'),
    ...absentAsNull(text),
    ...leftOut(text),
    ...selectionWays(text),
    as(
      'body_as_pairs',
      paired((one) => one, true),
    ),
    as(
      'body_as_pairs',
      paired((one) => one, false),
      'in order',
    ),
    as('body_as_pairs', paired(percentEncode, true), 'encoded'),
    as('body_as_pairs', paired(percentEncode, false), 'encoded in order'),
    as(
      'body_as_pairs',
      paired((one) => new URLSearchParams({ n: one }).toString().slice(2), false),
      'form',
    ),
    as(
      'body_as_pairs',
      paired((one) => one, true, ''),
      'bare',
    ),
  ]
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const sortedBy = (key: (name: string) => string, keepsNulls: boolean, sign = 1) =>
  byMembers((members) =>
    members
      .filter(([, value]) => keepsNulls || value !== null)
      .toSorted(([a], [b]) => sign * compare(key(a), key(b))),
  )
const same = (name: string): string => name
const sortedDeep = (keepsNulls: boolean) =>
  onEveryLevel((value) =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, one]) => keepsNulls || one !== null)
            .toSorted(([a], [b]) => compare(a, b)),
        )
      : value,
  )

const hasNull = (text: string): boolean => (membersIn(text) ?? []).some(([, value]) => value === null)

/** The ways in which the members may have been ordered. */
export const orderWays: readonly StepWay[] = [
  oftenAs('body_sorted', (text) => (hasNull(text) ? text : sortedBy(same, true)(text))),
  {
    ...oftenAs('body_sorted', sortedBy(same, false), 'without nulls'),
    mistakes: [{ kind: 'body_sorted' }, { kind: 'body_nulls_dropped' }],
  },
  oftenAs('body_sorted_with_nulls', sortedBy(same, true)),
  oftenAs('body_sorted_every_level', sortedDeep(true), 'nulls'),
  {
    ...oftenAs('body_sorted_every_level', sortedDeep(false)),
    mistakes: [{ kind: 'body_sorted_every_level' }, { kind: 'body_nulls_dropped' }],
  },
  as('body_sorted_descending', sortedBy(same, false, -1)),
  as('body_sorted_descending', sortedBy(same, true, -1), 'nulls'),
  as(
    'body_sorted_caseless',
    sortedBy((name) => name.toLowerCase(), false),
  ),
  as(
    'body_sorted_caseless',
    sortedBy((name) => name.toLowerCase(), true),
    'nulls',
  ),
  as(
    'body_reversed',
    byMembers((members) => members.toReversed()),
  ),
]
