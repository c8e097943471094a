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

type Told = Partial<DueDepartment['payload']>
const placeOf = ({ name, parentCode = '' }: Told): string => `${parentCode}\n${name}`

/** What the seller may have of a department, and whether that is all it may have. */
function listKnown({ confirmed, unsure }: DueDepartment) {
  const told: readonly Told[] = [confirmed, unsure].filter((one) => one !== undefined)
  const known = told.filter(({ name }) => name !== undefined)
  return { known, isAll: known.length === told.length }
}

/**
 * Which department may be told next, of those that are due and should be there: one below which nothing is due that is
 * above it, so that no chain of parents becomes a circle, and whose name no sibling may still have. *list*: they wait for
 * each other, or for one that may have any name, so all have to be told at once. *known*: only the names count that the
 * seller is known to have; what it does not take is found one by one then. Undefined: none is due.
 */
export function choosePlacement(
  due: readonly DueDepartment[],
  counted: 'any' | 'known' = 'any',
): DueDepartment | 'list' | undefined {
  const placed = due.filter(({ change, held }) => change !== 'delete' && !held)
  if (placed.length === 0) return undefined
  const waiting = new Set(placed.map(({ key }) => key))
  const seller = due.map((one) => ({ key: one.key, held: one.held, ...listKnown(one) }))
  // Those that are held back may be so for long: a list each time would not help.
  const anywhere = seller.filter(({ held, isAll }) => counted === 'any' && !held && !isAll)
  const named = seller.flatMap(({ key, known }) => known.map((told) => ({ key, place: placeOf(told) })))
  const holders = Map.groupBy(named, ({ place }) => place)
  const isFree = ({ key, payload, above }: DueDepartment): boolean =>
    !above.some((code) => waiting.has(code)) &&
    [...anywhere, ...(holders.get(placeOf(payload)) ?? [])].every((other) => other.key === key)
  return placed.toSorted((a, b) => a.above.length - b.above.length).find(isFree) ?? 'list'
}

/**
 * Which department is removed next: none that is surely above another one, then the one that was repeated least often, so
 * that each gets its turn, then one below which none is as far as that is known.
 */
export function chooseRemoval(
  due: readonly DueDepartment[],
  repeated: ReadonlyMap<string, number> = new Map(),
): DueDepartment | undefined {
  const removed = due.filter(({ change, held }) => change === 'delete' && !held)
  const surelyAbove = new Set<string | undefined>()
  const perhapsAbove = new Set<string | undefined>()
  for (const one of removed) {
    const { known, isAll } = listKnown(one)
    const isSure = isAll && known.length === 1
    for (const { parentCode } of isSure ? known : [...known, one.payload])
      (isSure ? surelyAbove : perhapsAbove).add(parentCode)
  }
  const isSurelyAbove = ({ key }: DueDepartment): number => Number(surelyAbove.has(key))
  const isPerhapsAbove = ({ key }: DueDepartment): number => Number(perhapsAbove.has(key))
  const countRepeats = ({ key }: DueDepartment): number => repeated.get(key) ?? 0
  return removed.toSorted(
    (a, b) =>
      isSurelyAbove(a) - isSurelyAbove(b) ||
      countRepeats(a) - countRepeats(b) ||
      isPerhapsAbove(a) - isPerhapsAbove(b),
  )[0]
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
