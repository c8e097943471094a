import { sql } from 'kysely'
import { createMoney, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { PartyTables } from '../parties/index.ts'
import { lockName, toTimestamptz } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Budget, BudgetSubject, CostCentre, NamedBudget } from './schema.ts'
import type { BudgetTables } from './tables.ts'

/** Only the tables of this domain are written. */
const withTables = (db: Db) => db.withTables<BudgetTables & PartyTables>()

/** What the owners of a buyer set is set one after the other, so that limits hold. */
export const waitForTurn = (tx: Tx, buyerId: Id<'byr'>): Promise<void> => lockName(tx, `budgets:${buyerId}`)

const fromCostCentre = (row: BudgetTables['cost_centre']): CostCentre =>
  omitUndefined({
    id: row.id,
    buyerId: row.buyer_id,
    code: row.code,
    name: row.name,
    createdAt: row.created_at,
    archivedAt: row.archived_at ?? undefined,
  })

export async function findCostCentre(db: Db, id: Id<'cct'>): Promise<CostCentre | undefined> {
  const row = await withTables(db)
    .selectFrom('cost_centre')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && fromCostCentre(row)
}

/** All of a buyer by code, each with how many members belong to it. */
export async function listCostCentres(
  db: Db,
  buyerId: Id<'byr'>,
): Promise<(CostCentre & { readonly members: number })[]> {
  const rows = await withTables(db)
    .selectFrom('cost_centre')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('member_cost_centre as of')
        .innerJoin('membership', 'membership.member_id', 'of.member_id')
        .select((make) => make.fn.countAll<bigint>().as('count'))
        .whereRef('of.cost_centre_id', '=', 'cost_centre.id')
        .whereRef('membership.buyer_id', '=', 'cost_centre.buyer_id')
        .as('members'),
    )
    .where('buyer_id', '=', buyerId)
    .orderBy('code')
    .execute()
  return rows.map((row) => ({ ...fromCostCentre(row), members: Number(row.members) }))
}

export async function findByCode(db: Db, buyerId: Id<'byr'>, code: string): Promise<Id<'cct'> | undefined> {
  const row = await withTables(db)
    .selectFrom('cost_centre')
    .select('id')
    .where('buyer_id', '=', buyerId)
    .where(sql<string>`upper(code)`, '=', sql<string>`upper(${code})`)
    .executeTakeFirst()
  return row?.id
}

export async function saveCostCentre(tx: Tx, centre: CostCentre): Promise<void> {
  const changed = {
    code: centre.code,
    name: centre.name,
    archived_at: centre.archivedAt === undefined ? null : toTimestamptz(centre.archivedAt),
  }
  await withTables(tx)
    .insertInto('cost_centre')
    .values({
      id: centre.id,
      buyer_id: centre.buyerId,
      created_at: toTimestamptz(centre.createdAt),
      ...changed,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
    .execute()
}

/** A member of a buyer with a name; undefined for somebody else. */
export async function findMember(
  db: Db,
  buyerId: Id<'byr'>,
  memberId: Id<'mbr'>,
): Promise<{ readonly id: Id<'mbr'>; readonly name: string } | undefined> {
  return withTables(db)
    .selectFrom('membership')
    .innerJoin('member', 'member.id', 'membership.member_id')
    .select(['member.id', 'member.name'])
    .where('membership.buyer_id', '=', buyerId)
    .where('membership.role', '=', 'buyer')
    .where('member.id', '=', memberId)
    .executeTakeFirst()
}

/** The members of a buyer that belong to a cost centre. */
export async function listMemberCentres(
  db: Db,
  buyerId: Id<'byr'>,
): Promise<{ readonly memberId: Id<'mbr'>; readonly costCentreId: Id<'cct'> }[]> {
  const rows = await withTables(db)
    .selectFrom('member_cost_centre')
    .select(['member_id', 'cost_centre_id'])
    .where('buyer_id', '=', buyerId)
    .orderBy('member_id')
    .execute()
  return rows.map((row) => ({ memberId: row.member_id, costCentreId: row.cost_centre_id }))
}

/** The cost centre to which a member belongs, unless it is archived. */
export async function findOwnCentre(
  db: Db,
  buyerId: Id<'byr'>,
  memberId: Id<'mbr'>,
): Promise<Id<'cct'> | undefined> {
  const row = await withTables(db)
    .selectFrom('member_cost_centre as of')
    .innerJoin('cost_centre', 'cost_centre.id', 'of.cost_centre_id')
    .select('cost_centre.id')
    .where('of.buyer_id', '=', buyerId)
    .where('of.member_id', '=', memberId)
    .where('cost_centre.archived_at', 'is', null)
    .executeTakeFirst()
  return row?.id
}

export async function setMemberCentre(
  tx: Tx,
  { buyerId, memberId }: { readonly buyerId: Id<'byr'>; readonly memberId: Id<'mbr'> },
  costCentreId: Id<'cct'> | undefined,
): Promise<void> {
  if (costCentreId === undefined) {
    const old = withTables(tx).deleteFrom('member_cost_centre').where('buyer_id', '=', buyerId)
    await old.where('member_id', '=', memberId).execute()
    return
  }
  await withTables(tx)
    .insertInto('member_cost_centre')
    .values({ buyer_id: buyerId, member_id: memberId, cost_centre_id: costCentreId })
    .onConflict((conflict) =>
      conflict.columns(['buyer_id', 'member_id']).doUpdateSet({ cost_centre_id: costCentreId }),
    )
    .execute()
}

const selectBudgets = (db: Db, buyerId: Id<'byr'>) =>
  withTables(db)
    .selectFrom('budget')
    .leftJoin('member', 'member.id', 'budget.member_id')
    .leftJoin('cost_centre', 'cost_centre.id', 'budget.cost_centre_id')
    .selectAll('budget')
    .select(['member.name as member_name', 'cost_centre.code', 'cost_centre.name'])
    .where('budget.buyer_id', '=', buyerId)

type BudgetRow = Awaited<ReturnType<ReturnType<typeof selectBudgets>['execute']>>[number]
function fromBudget(row: BudgetRow): NamedBudget {
  const subject: BudgetSubject =
    row.member_id === null ? { costCentreId: row.cost_centre_id as Id<'cct'> } : { memberId: row.member_id }
  const rest = {
    id: row.id,
    buyerId: row.buyer_id,
    period: row.period,
    amount: createMoney(row.amount_minor, row.currency),
    setAt: row.set_at,
  }
  return subject.memberId === undefined
    ? {
        ...rest,
        ...subject,
        costCentre: { id: subject.costCentreId, code: row.code ?? '', name: row.name ?? '' },
      }
    : { ...rest, ...subject, member: { id: subject.memberId, name: row.member_name ?? '' } }
}

/** All budgets of a buyer: first those of cost centres by code, then those of members by name. */
export async function listBudgets(db: Db, buyerId: Id<'byr'>): Promise<NamedBudget[]> {
  const rows = await selectBudgets(db, buyerId)
    .orderBy(sql`cost_centre.code nulls last`)
    .orderBy('member.name')
    .orderBy('budget.id')
    .execute()
  return rows.map(fromBudget)
}

/** The budgets of this member and of these cost centres. */
export async function listBudgetsFor(
  db: Db,
  of: {
    readonly buyerId: Id<'byr'>
    readonly memberId: Id<'mbr'>
    readonly costCentreIds: readonly Id<'cct'>[]
  },
): Promise<NamedBudget[]> {
  const rows = await selectBudgets(db, of.buyerId)
    .where((eb) =>
      eb.or([
        eb('budget.member_id', '=', of.memberId),
        eb('budget.cost_centre_id', '=', sql<Id<'cct'>>`any(${[...of.costCentreIds]}::text[])`),
      ]),
    )
    .orderBy('budget.id')
    .execute()
  return rows.map(fromBudget)
}

/** Saves the budget in the place of the earlier one of its subject. */
export async function replaceBudget(tx: Tx, budget: Budget): Promise<void> {
  const { memberId, costCentreId } = budget
  const old = withTables(tx).deleteFrom('budget').where('buyer_id', '=', budget.buyerId)
  await (
    memberId === undefined
      ? old.where('cost_centre_id', '=', costCentreId)
      : old.where('member_id', '=', memberId)
  ).execute()
  await withTables(tx)
    .insertInto('budget')
    .values({
      id: budget.id,
      buyer_id: budget.buyerId,
      member_id: memberId ?? null,
      cost_centre_id: costCentreId ?? null,
      period: budget.period,
      amount_minor: budget.amount.amountMinor,
      currency: budget.amount.currency,
      set_at: toTimestamptz(budget.setAt),
    })
    .execute()
}

export async function removeBudget(tx: Tx, id: Id<'bgt'>): Promise<void> {
  await withTables(tx).deleteFrom('budget').where('id', '=', id).execute()
}
