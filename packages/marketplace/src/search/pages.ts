import type { Id } from '@loggia/kernel'
import type { Db } from '../platform/index.ts'
import { toAmong, findPlace } from './answers.ts'
import { computeScore, listRequired } from './plans.ts'
import type { Clause } from './plans.ts'
import type { Wanted } from './read-query.ts'
import { pageSize } from './rules.ts'
import type { Ask, Facet } from './schema.ts'
import * as store from './store/index.ts'
import { fields, markPart, toNumbers } from './tokens.ts'
import type { Field } from './tokens.ts'
import type { Unit } from './understand.ts'

/** So many of the likely best are compared one by one; the rest keep the order of their fields. */
const mostCompared = 100

type Asked = { readonly ask: Ask; readonly known: readonly Facet[] }
type WantedSo = Wanted & { readonly ways: readonly Clause[] }

/** The ids of a page. */
export async function listPage(tx: Db, wanted: WantedSo, { ask, known }: Asked): Promise<Id<'prd'>[]> {
  const offset = (ask.page - 1) * pageSize
  const { ways } = wanted
  if (ask.sort === 'relevance' && ways.length > 0) {
    const found = await listLikely(tx, wanted, { ask, known })
    const compared = await compare(tx, found.slice(0, mostCompared), wanted.units)
    return [...compared, ...found.slice(mostCompared)].slice(offset, offset + pageSize)
  }
  const sort = ask.sort === 'relevance' ? 'newest' : ask.sort
  const of = ways.length === 0 ? ((await findPlace(tx, known, ask)) ?? {}) : toAmong(ways, ask)
  return store.listIds(tx, { among: of, sort, without: [], limit: pageSize, offset })
}

/**
 * Names that equal the query or begin with it come first, then what has everything in its name, then the worse fields,
 * which are read only until there is enough.
 */
async function listLikely(
  tx: Db,
  { key, units, ways }: WantedSo,
  { ask, known }: Asked,
): Promise<Id<'prd'>[]> {
  const last = Math.max(ask.page * pageSize, mostCompared)
  const found = await store.listIdsByName(tx, {
    key,
    among: (await findPlace(tx, known, ask)) ?? {},
    limit: last,
  })
  for (const [clauses, field] of listSteps(units, ways)) {
    const limit = last - found.length
    if (limit <= 0) break
    const rest = {
      among: toAmong(clauses, ask, field),
      sort: 'newest',
      without: found,
      limit,
      offset: 0,
    } as const
    found.push(...(await store.listIds(tx, rest)))
  }
  return found
}

const onlyTyped = (unit: Unit): Unit => ({
  ...unit,
  alternatives: unit.alternatives.filter(({ quality }, at) => quality === 1 || at === 0),
})

/**
 * Everything as it was typed, in better fields first; everything, also what is optional; then what is required; then the
 * ways with less.
 */
function listSteps(
  units: readonly Unit[],
  [required = [], ...relaxed]: readonly Clause[],
): [Clause[], Field][] {
  const all = listRequired(units.map((unit) => ({ ...unit, isOptional: false })))
  const hasOptional = all.length > required.length
  const hasOthers = required.some(({ alternatives }) => alternatives.length > 1)
  const better = (clause: Clause): [Clause[], Field][] => [
    [[clause], 'name'],
    [[clause], 'near'],
  ]
  return [
    ...(hasOthers ? better(all.map(onlyTyped)) : []),
    ...(hasOptional ? better(all) : []),
    ...fields.map((field): [Clause[], Field] => [[[...required]], field]),
    ...relaxed.flatMap((clause) =>
      (['name', 'near', 'description'] as const).map((field): [Clause[], Field] => [[clause], field]),
    ),
  ]
}

/** Sorts by how well each answers; equals stay as they are. */
async function compare(
  tx: Db,
  productIds: readonly Id<'prd'>[],
  units: readonly Unit[],
): Promise<Id<'prd'>[]> {
  const parts = units.flatMap(({ alternatives }) => alternatives.flatMap((each) => each.parts))
  const tokens = fields.flatMap((field) => toNumbers(parts.map((part) => markPart(part, field))))
  const candidates = await store.listTokensOf(tx, productIds, [...new Set(tokens)])
  const scores = new Map([...candidates].map(([id, candidate]) => [id, computeScore(units, candidate)]))
  return productIds.toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0))
}
