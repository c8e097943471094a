import { requestsToSend } from '@loggia/protocol/saas/v2'
import { encodePercent } from '../charsets.ts'
import type { StepWay } from './steps.ts'
import {
  createStep,
  changeMembers,
  changeDeeply,
  isObject,
  membersIn,
  createNamedStep,
  createCommonStep,
  writeUnlessTooDeep,
} from './steps.ts'
import { listSelectionWays } from './selections.ts'
import type { Members } from './steps.ts'

// Which members were signed, and with which values: the effects of classes, maps and JSON readers.

const isEmpty = (value: unknown): boolean => value === null || value === ''
const onEveryLevel =
  (change: (value: unknown) => unknown) =>
  (text: string): string => {
    const members = membersIn(text)
    return members
      ? writeUnlessTooDeep(text, () => JSON.stringify(changeDeeply(Object.fromEntries(members), change)))
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
const renameMembers =
  (rename: (name: string) => string) =>
  (value: unknown): unknown =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, one]) => [rename(name), one]))
      : value

/** The members that a request of this activity may have, in the documented order. */
function listDocumented(members: Members): readonly string[] | undefined {
  const activity = members.find(([name]) => name === 'activity')?.[1]
  if (activity === 'orderNotify') return ['activity', 'orderId', 'orderLineId', 'testFlag']
  if (typeof activity !== 'string' || !Object.hasOwn(requestsToSend, activity)) return undefined
  const schema = requestsToSend[activity as keyof typeof requestsToSend] as { shape?: object }
  return schema.shape && Object.keys(schema.shape)
}

/** Members as a class with the documented members writes them: in its own order, without unknown ones. */
const bound = (absentAsNull: boolean) =>
  changeMembers((members) => {
    const names = listDocumented(members)
    if (!names) return members
    const known = new Map(members)
    return names.flatMap((name) =>
      known.has(name) ? [[name, known.get(name)]] : absentAsNull ? [[name, null]] : [],
    )
  })

/** Ways that leave one member of the received body out. */
function leftOut(text: string): StepWay[] {
  const members = membersIn(text) ?? []
  if (members.length > 40) return []
  return members.map(([name]) =>
    createNamedStep(
      { kind: 'body_member_left_out', member: name.slice(0, 80) },
      changeMembers((all) => all.filter(([one]) => one !== name)),
      name,
    ),
  )
}

/** A class that writes a missing member as null, after the others. */
function absentAsNull(text: string): StepWay[] {
  const members = membersIn(text) ?? []
  const names = listDocumented(members) ?? []
  const missing = ['testFlag', ...names].filter((name) => members.every(([one]) => one !== name))
  return [...new Set(missing)].flatMap((name) =>
    [null, ''].map((value) =>
      createStep(
        'body_absent_as_null',
        changeMembers((all) => [...all, [name, value]]),
        `${name}${value === null ? '' : ' text'}`,
      ),
    ),
  )
}

/** Pairs `name=value`, as in a form. */
const writePairsWith =
  (write: (value: string) => string, isSorted: boolean, join = '&') =>
  (text: string): string => {
    const members = membersIn(text)
    if (!members) return text
    const order = isSorted ? [...members].sort(([a], [b]) => (a < b ? -1 : 1)) : members
    const valueOf = (value: unknown): string =>
      write(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
    return writeUnlessTooDeep(text, () =>
      order
        .filter(([, value]) => value !== null)
        .map(([name, value]) => `${name}=${valueOf(value)}`)
        .join(join),
    )
  }

/** The members written as pairs of a query. */
const asPairs: readonly StepWay[] = [
  createStep(
    'body_as_pairs',
    writePairsWith((one) => one, true),
  ),
  createStep(
    'body_as_pairs',
    writePairsWith((one) => one, false),
    'in order',
  ),
  createStep('body_as_pairs', writePairsWith(encodePercent, true), 'encoded'),
  createStep('body_as_pairs', writePairsWith(encodePercent, false), 'encoded in order'),
  createStep(
    'body_as_pairs',
    writePairsWith((one) => new URLSearchParams({ n: one }).toString().slice(2), false),
    'form',
  ),
  createStep(
    'body_as_pairs',
    writePairsWith((one) => one, true, ''),
    'bare',
  ),
]

/** The ways in which the members may have been changed before signing. */
export function listMemberWays(text: string): StepWay[] {
  const rest = withoutMembers(isEmpty)
  return [
    createCommonStep(
      'body_nulls_dropped',
      changeMembers((all) => all.filter(([, value]) => value !== null)),
    ),
    createStep('body_nulls_dropped', onEveryLevel(withoutMembers((value) => value === null)), 'deep'),
    createStep(
      'body_empties_dropped',
      changeMembers((all) => all.filter(([, value]) => !isEmpty(value))),
    ),
    createStep('body_empties_dropped', onEveryLevel(rest), 'deep'),
    createStep(
      'body_empties_dropped',
      changeMembers((all) => all.filter(([, value]) => value !== '')),
      'texts',
    ),
    createStep('body_nulls_replaced', changeMembers(withValues((value) => value ?? ''))),
    createStep('body_nulls_replaced', changeMembers(withValues((value) => value ?? 'null')), 'word'),
    createCommonStep('body_bound', bound(false)),
    {
      ...createNamedStep({ kind: 'body_bound' }, bound(true), 'null'),
      mistakes: [{ kind: 'body_bound' }, { kind: 'body_absent_as_null' }],
      isCommon: true,
    },
    createStep('body_strings_unquoted', onEveryLevel(asNumber)),
    createStep('body_strings_unquoted', changeMembers(withValues(asNumber)), 'top'),
    createStep(
      'body_strings_unquoted',
      onEveryLevel((value) => (value === 'true' ? true : value === 'false' ? false : value)),
      'booleans',
    ),
    createStep('body_numbers_quoted', onEveryLevel(asText), 'all'),
    createCommonStep('body_nested_as_text', changeMembers(withValues(nestedText))),
    createStep('body_nested_opened', changeMembers(withValues(nestedOpened))),
    ...Object.entries(casings).map(([style, rename]) =>
      createNamedStep({ kind: 'body_names_cased', style }, onEveryLevel(renameMembers(rename)), style),
    ),
    createStep(
      'body_empties_nulled',
      onEveryLevel((value) => (value === '' ? null : value)),
    ),
    createStep(
      'body_empties_nulled',
      changeMembers(withValues((value) => (value === '' ? null : value))),
      'top',
    ),
    ...absentAsNull(text),
    ...leftOut(text),
    ...listSelectionWays(text),
    ...asPairs,
  ]
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const sortedBy = (key: (name: string) => string, keepsNulls: boolean, sign = 1) =>
  changeMembers((members) =>
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
  createCommonStep('body_sorted', (text) => (hasNull(text) ? text : sortedBy(same, true)(text))),
  {
    ...createCommonStep('body_sorted', sortedBy(same, false), 'without nulls'),
    mistakes: [{ kind: 'body_sorted' }, { kind: 'body_nulls_dropped' }],
  },
  createCommonStep('body_sorted_with_nulls', sortedBy(same, true)),
  createCommonStep('body_sorted_every_level', sortedDeep(true), 'nulls'),
  {
    ...createCommonStep('body_sorted_every_level', sortedDeep(false)),
    mistakes: [{ kind: 'body_sorted_every_level' }, { kind: 'body_nulls_dropped' }],
  },
  createStep('body_sorted_descending', sortedBy(same, false, -1)),
  createStep('body_sorted_descending', sortedBy(same, true, -1), 'nulls'),
  createStep(
    'body_sorted_caseless',
    sortedBy((name) => name.toLowerCase(), false),
  ),
  createStep(
    'body_sorted_caseless',
    sortedBy((name) => name.toLowerCase(), true),
    'nulls',
  ),
  createStep(
    'body_reversed',
    changeMembers((members) => members.toReversed()),
  ),
]
