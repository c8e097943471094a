import { readAmount, readColumn, groupBy, readText } from './books.ts'
import type { Export, Row } from './books.ts'

const sumOf = (rows: readonly Row[]): bigint =>
  rows.reduce((total, row) => total + readAmount(row, 'amount_minor'), 0n)

/**
 * Every posting, and all of them together, sum to zero in each currency; each balance is the sum of its entries at
 * every step.
 */
export function judgeLedger({ ledger_posting, ledger_entry }: Export): string[] {
  const faults: string[] = []
  const byPosting = groupBy(ledger_entry, (row) => readText(row, 'posting_id'))
  for (const posting of ledger_posting) {
    const entries = byPosting.get(readText(posting, 'id')) ?? []
    if (entries.length < 2) faults.push(`posting ${readText(posting, 'id')} has ${entries.length} entries`)
  }
  for (const [posting, entries] of byPosting)
    for (const [currency, rows] of groupBy(entries, (row) => readText(row, 'currency')))
      if (sumOf(rows) !== 0n)
        faults.push(`posting ${posting} comes to ${sumOf(rows)} ${currency}, not to zero`)
  for (const [currency, rows] of groupBy(ledger_entry, (row) => readText(row, 'currency')))
    if (sumOf(rows) !== 0n) faults.push(`the ledger comes to ${sumOf(rows)} ${currency}, not to zero`)
  for (const [account, rows] of groupBy(ledger_entry, (row) => readText(row, 'account_id')))
    faults.push(...judgeBalance(account, rows))
  return faults
}

/**
 * The entries of an account with a running balance form one chain from zero to their sum: each entry starts from a
 * balance that another one left. The order of the entries is not used, so that sorting by time cannot decide.
 */
function judgeBalance(account: string, rows: readonly Row[]): string[] {
  const kept = rows.filter((row) => readColumn(row, 'balance_after_minor') !== null)
  if (kept.length === 0) return []
  const faults: string[] = []
  if (kept.length < rows.length) faults.push(`account ${account} has entries without a balance`)
  const after = kept.map((row) => readAmount(row, 'balance_after_minor'))
  const before = kept.map((row) => readAmount(row, 'balance_after_minor') - readAmount(row, 'amount_minor'))
  if (after.some((balance) => balance < 0n)) faults.push(`account ${account} was below zero`)
  const left = [...after, 0n].map(String).toSorted()
  const taken = [...before, sumOf(kept)].map(String).toSorted()
  if (left.join() !== taken.join())
    faults.push(`the balances of account ${account} are not the sums of its entries`)
  return faults
}
