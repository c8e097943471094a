import type { BatchPlan, DueDepartment, SyncChange } from '../schema.ts'

/** From this many changed departments on, all are sent in one list. */
export const listedFrom = 50

/** People are told in this order: first who may not use the app any more. */
export const changesOfPeople = [
  'delete',
  'withdraw',
  'change',
  'add',
] as const satisfies readonly SyncChange[]

/** R273: somebody repeats a batch of people: one whom the seller does not take holds up fewer others each time. */
export const takeHalf = <T>(suspects: readonly T[]): T[] => suspects.slice(0, Math.ceil(suspects.length / 2))

const placeOf = ({ name, parentCode = '' }: Partial<DueDepartment['payload']>): string =>
  `${parentCode}\n${name}`

/**
 * Which department may be told next, of those that are due and should be there: one below which nothing is due that is
 * above it, so that no chain of parents becomes a circle, and whose name no sibling still has. *list*: they wait for each
 * other, so all have to be told at once. Undefined: none is due.
 */
export function choosePlacement(due: readonly DueDepartment[]): DueDepartment | 'list' | undefined {
  const placed = due.filter(({ change }) => change !== 'delete')
  if (placed.length === 0) return undefined
  const waiting = new Set(placed.map(({ key }) => key))
  const holderOf = new Map(
    due.flatMap(({ confirmed, key }) => (confirmed?.name === undefined ? [] : [[placeOf(confirmed), key]])),
  )
  const isFree = ({ key, payload, above }: DueDepartment): boolean =>
    !above.some((code) => waiting.has(code)) && (holderOf.get(placeOf(payload)) ?? key) === key
  return placed.toSorted((a, b) => a.above.length - b.above.length).find(isFree) ?? 'list'
}

/** Which department is removed next: one without a removed department below it. */
export function chooseRemoval(due: readonly DueDepartment[]): DueDepartment | undefined {
  const removed = due.filter(({ change }) => change === 'delete')
  const above = new Set(removed.map(({ confirmed, payload }) => (confirmed ?? payload).parentCode))
  return removed.find(({ key }) => !above.has(key)) ?? removed[0]
}

/** The plan of one department. */
export const toSinglePlan = ({
  key,
  payload,
  fresh,
  change,
}: Pick<DueDepartment, 'key' | 'payload' | 'fresh' | 'change'>): BatchPlan => ({
  subject: 'department',
  change,
  items: [{ key, payload, fresh }],
})
