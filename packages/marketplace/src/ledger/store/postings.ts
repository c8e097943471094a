import { createMoney } from '@loggia/kernel'
import type { Currency, Id, Instant, Money } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { AccountKind, Posting } from '../schema.ts'
import type { LedgerTables } from '../tables.ts'

type AccountKey = { readonly kind: AccountKind; readonly owner: string; readonly currency: Currency }
export type Balance = { readonly id: Id<'lac'>; readonly amount: Money }

/** Opens an account unless it exists, also if two transactions do so at once. */
export async function openAccount(
  tx: Tx,
  account: AccountKey & { readonly id: Id<'lac'>; readonly createdAt: Instant },
): Promise<void> {
  const { createdAt, ...key } = account
  await tx
    .withTables<LedgerTables>()
    .insertInto('ledger_account')
    .values({
      ...key,
      balance_minor: key.kind === 'buyer_balance' ? 0n : null,
      created_at: toTimestamptz(createdAt),
    })
    .onConflict((conflict) => conflict.columns(['kind', 'owner', 'currency']).doNothing())
    .execute()
}

export async function hasEntries(db: Db, buyerId: Id<'byr'>): Promise<boolean> {
  const row = await db
    .withTables<LedgerTables>()
    .selectFrom('ledger_account')
    .innerJoin('ledger_entry', 'ledger_entry.account_id', 'ledger_account.id')
    .select('ledger_account.id')
    .where('ledger_account.kind', '=', 'buyer_balance')
    .where('ledger_account.owner', '=', buyerId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function findAccount(
  db: Db,
  { kind, owner, currency }: AccountKey,
): Promise<Id<'lac'> | undefined> {
  const row = await db
    .withTables<LedgerTables>()
    .selectFrom('ledger_account')
    .select('id')
    .where('kind', '=', kind)
    .where('owner', '=', owner)
    .where('currency', '=', currency)
    .executeTakeFirst()
  return row?.id
}

const selectBalance = (db: Db, buyerId: Id<'byr'>, currency: Currency) =>
  db
    .withTables<LedgerTables>()
    .selectFrom('ledger_account')
    .select(['id', 'balance_minor'])
    .where('kind', '=', 'buyer_balance')
    .where('owner', '=', buyerId)
    .where('currency', '=', currency)

const toBalance = (
  row: { id: Id<'lac'>; balance_minor: bigint | null } | undefined,
  currency: Currency,
): Balance | undefined => row && { id: row.id, amount: createMoney(row.balance_minor ?? 0n, currency) }

export const findBalance = async (
  db: Db,
  buyerId: Id<'byr'>,
  currency: Currency,
): Promise<Balance | undefined> =>
  toBalance(await selectBalance(db, buyerId, currency).executeTakeFirst(), currency)

/** Locks a balance; other movements of it wait. A posting takes no other lock on accounts. */
export const lockBalance = async (
  tx: Tx,
  buyerId: Id<'byr'>,
  currency: Currency,
): Promise<Balance | undefined> =>
  toBalance(await selectBalance(tx, buyerId, currency).forNoKeyUpdate().executeTakeFirst(), currency)

/** Writes a posting with its two entries; a trigger of the database updates the balance. Returns the new balance. */
export async function insertPosting(tx: Tx, posting: Posting): Promise<Money> {
  const tables = tx.withTables<LedgerTables>()
  const { currency, amountMinor } = posting.amount
  const inserted = tables.insertInto('ledger_posting').values({
    id: posting.id,
    kind: posting.kind,
    subject: posting.subject,
    reason: posting.reason ?? null,
    at: toTimestamptz(posting.at),
    actor_id: posting.actorId ?? null,
  })
  await tx.write(inserted.compile())
  const entry = (accountId: Id<'lac'>, amount: bigint) => ({
    posting_id: posting.id,
    account_id: accountId,
    amount_minor: amount,
    currency,
  })
  const moved = await tables
    .insertInto('ledger_entry')
    .values([entry(posting.balanceId, amountMinor), entry(posting.counterId, -amountMinor)])
    .returning(['account_id', 'balance_after_minor'])
    .execute()
  const after = moved.find((one) => one.account_id === posting.balanceId)?.balance_after_minor
  if (typeof after !== 'bigint') throw new Error(`Posting ${posting.id} moved no balance`)
  return createMoney(after, currency)
}
