import type { Id } from '@loggia/kernel'
import type { Db } from '../platform/index.ts'
import { findPlace, toAmong } from './answers.ts'
import type { Answerable } from './answers.ts'
import { computeScore, listRequired } from './plans.ts'
import type { Clause } from './plans.ts'
import { pageSize } from './rules.ts'
import type { Ask } from './schema.ts'
import * as store from './store/index.ts'
import { fields, markPart, toNumbers } from './tokens.ts'
import type { Field } from './tokens.ts'
import type { Unit } from './understand.ts'

/** So many of the likely best are compared one by one; the rest keep the order of their fields. */
const mostCompared = 100

/** A product, and the field in which it has everything, as far as the way in which it was found tells. */
type Likely = { readonly id: Id<'prd'>; readonly field?: Field }

/** The ids of a page. */
export async function listPage(tx: Db, asked: Answerable, ask: Ask): Promise<Id<'prd'>[]> {
  const last = ask.page * pageSize
  const offset = last - pageSize
  if (ask.sort === 'orders') return (await listByOrders(tx, asked, ask)).slice(offset, last)
  if (ask.sort === 'relevance' && asked.ways.length > 0)
    return (await listByRelevance(tx, asked, ask, offset < mostCompared)).slice(offset, last)
  const sort = ask.sort === 'relevance' ? 'newest' : ask.sort
  return store.listIds(tx, {
    among: await findAmong(tx, asked, ask),
    sort,
    without: [],
    limit: pageSize,
    offset,
  })
}

const findAmong = async (tx: Db, { known, ways }: Answerable, ask: Ask): Promise<store.Among> =>
  ways.length === 0 ? ((await findPlace(tx, known, ask)) ?? {}) : toAmong(ways, ask)

async function listByRelevance(tx: Db, asked: Answerable, ask: Ask, compares: boolean): Promise<Id<'prd'>[]> {
  const found = await listLikely(tx, asked, ask)
  const compared = compares ? await compare(tx, found.slice(0, mostCompared), asked.wanted.units) : []
  return [...compared, ...found.slice(compared.length).map(({ id }) => id)]
}

/**
 * The products up to this page: those whose orders are public come first, the most first. The others keep the order that
 * they have without this one, so that it tells nothing about their orders.
 */
async function listByOrders(tx: Db, asked: Answerable, ask: Ask): Promise<Id<'prd'>[]> {
  const limit = ask.page * pageSize
  const among = await findAmong(tx, asked, ask)
  const ordered = await store.listMostOrdered(tx, { among, limit })
  if (ordered.length === limit) return ordered
  const others =
    asked.ways.length > 0
      ? await listByRelevance(tx, asked, ask, true)
      : await store.listIds(tx, { among, sort: 'newest', without: [], limit, offset: 0 })
  return [...new Set([...ordered, ...others])]
}

/**
 * Names that equal the query or begin with it come first, then what has everything in its name, then the worse fields,
 * which are read only until there is enough.
 */
async function listLikely(tx: Db, { wanted, known, ways }: Answerable, ask: Ask): Promise<Likely[]> {
  const last = Math.max(ask.page * pageSize, mostCompared)
  const named = await store.listIdsByName(tx, {
    key: wanted.key,
    among: (await findPlace(tx, known, ask)) ?? {},
    limit: last,
  })
  const found: Likely[] = named.map((id) => ({ id }))
  for (const [clauses, field] of listSteps(wanted.units, ways)) {
    const limit = last - found.length
    if (limit <= 0) break
    const without = found.map(({ id }) => id)
    const among = toAmong(clauses, ask, field)
    const ids = await store.listIds(tx, { among, sort: 'newest', without, limit, offset: 0 })
    const own = isTelling(clauses, field, wanted.units) ? { field } : {}
    found.push(...ids.map((id) => ({ id, ...own })))
  }
  return found
}

/**
 * Whether what a step finds has every unit in this field and in no better one: then its tokens need not be read, which
 * takes longer than finding it.
 */
const isTelling = ([clause = []]: readonly Clause[], field: Field, units: readonly Unit[]): boolean =>
  clause.length === units.length &&
  clause.every(({ alternatives }) => alternatives.length === 1) &&
  (field === 'name' || (units.length === 1 && units[0]?.alternatives.length === 1))

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
async function compare(tx: Db, found: readonly Likely[], units: readonly Unit[]): Promise<Id<'prd'>[]> {
  const parts = units.flatMap(({ alternatives }) => alternatives.flatMap((each) => each.parts))
  const listTokens = (field: Field): number[] => toNumbers(parts.map((part) => markPart(part, field)))
  const candidates = await store.listCandidates(tx, {
    productIds: found.map(({ id }) => id),
    tokensOf: found.flatMap(({ id, field }) => (field ? [] : [id])),
    tokens: [...new Set(fields.flatMap(listTokens))],
  })
  const scoreOf = ({ id, field }: Likely): number => {
    const candidate = candidates.get(id)
    if (!candidate) return 0
    return computeScore(units, field ? { ...candidate, tokens: new Set(listTokens(field)) } : candidate)
  }
  const scores = new Map(found.map((each) => [each.id, scoreOf(each)]))
  return [...scores.keys()].toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0))
}
