import { omitUndefined, negate, createZero } from '@loggia/kernel'
import type { Currency, Id, Money } from '@loggia/kernel'
import type { Calendar } from '../../calendar/index.ts'
import { emit, toWireMoney, record } from '../../platform/index.ts'
import type { Db, Platform, Tx } from '../../platform/index.ts'
import type { Files } from '../../files/index.ts'
import type { Parties } from '../../parties/index.ts'
import { ledgerProblems } from '../problems.ts'
import { counterAccount, decidePayment, marketCurrency, requireFitChange, requirePositive } from '../rules.ts'
import type { BalanceChange, BalanceCredited, ChangeAsk, Posted, PostingKind } from '../schema.ts'
import * as store from '../store/index.ts'
import { createChanges } from './changes.ts'
import { createRequests } from './requests.ts'

export type Ledger = ReturnType<typeof createLedger>
type Movement = {
  readonly kind: PostingKind
  readonly subject?: string
  readonly reason?: string
  /** The change of the balance; negative if it falls. */
  readonly amount: Money
}

const market = 'market'

export function createLedger(
  platform: Platform & {
    readonly calendar: Pick<Calendar, 'getWorkingDays'>
    readonly parties: Pick<Parties, 'getBuyer' | 'requireBuyerActive'>
    readonly files: Files
  },
) {
  const { clock, ids, parties } = platform

  /** Opens a buyer's balance in a currency, at zero; has no effect if it exists. */
  const openBalance = (tx: Tx, buyerId: Id<'byr'>, currency: Currency): Promise<void> =>
    store.openAccount(tx, {
      id: ids.next('lac'),
      kind: 'buyer_balance',
      owner: buyerId,
      currency,
      createdAt: clock.now(),
    })

  /** Throws if a buyer that is to be deleted has postings. Its empty account stays: accounts are never deleted. */
  async function requireNoPostings(tx: Tx, buyerId: Id<'byr'>): Promise<void> {
    if (await store.hasEntries(tx, buyerId)) throw new Error(`The buyer ${buyerId} has postings`)
  }

  async function marketAccount(tx: Tx, kind: PostingKind, currency: Currency): Promise<Id<'lac'>> {
    const key = { kind: counterAccount[kind], owner: market, currency }
    const known = await store.findAccount(tx, key)
    if (known) return known
    await store.openAccount(tx, { ...key, id: ids.next('lac'), createdAt: clock.now() })
    const opened = await store.findAccount(tx, key)
    if (!opened) throw new Error(`The market's account ${key.kind} in ${currency} could not be opened`)
    return opened
  }

  async function lockKnown(tx: Tx, buyerId: Id<'byr'>, currency: Currency): Promise<store.Balance> {
    const balance = await store.lockBalance(tx, buyerId, currency)
    if (!balance) throw ledgerProblems.balance_unknown({ buyerId, currency })
    return balance
  }

  /** The caller must hold the lock of the balance. */
  async function post(tx: Tx, balance: store.Balance, movement: Movement): Promise<Posted> {
    const id = ids.next('pst')
    const balanceAfter = await store.insertPosting(tx, {
      id,
      subject: id,
      ...movement,
      at: clock.now(),
      ...omitUndefined({ actorId: tx.actor.kind === 'member' ? tx.actor.memberId : undefined }),
      balanceId: balance.id,
      counterId: await marketAccount(tx, movement.kind, movement.amount.currency),
    })
    return { postingId: id, balanceAfter }
  }

  /**
   * Adds to a balance; the caller has checked the right to do so. Throws what {@link requireFitChange} throws, and
   * `ledger.balance_unknown`.
   */
  const topUpIn = (tx: Tx, ask: Omit<ChangeAsk, 'kind'>): Promise<Posted> =>
    postChange(tx, { ...ask, kind: 'top_up' })

  /** A suspended buyer gets no new top-up, but what has arrived for a request is the buyer's money. */
  async function requireActiveFor(tx: Tx, { kind, buyerId, requestId }: ChangeAsk): Promise<void> {
    if (kind === 'top_up' && requestId === undefined) await parties.requireBuyerActive(tx, buyerId)
  }

  /**
   * Posts a change by operators; `of` is the change that two of them made. Throws what {@link requireFitChange} throws,
   * `ledger.balance_unknown` and `ledger.balance_insufficient`.
   */
  async function postChange(
    tx: Tx,
    ask: ChangeAsk,
    of?: Pick<BalanceChange, 'id' | 'proposedBy'>,
  ): Promise<Posted> {
    const { buyerId, kind, amount, reason } = ask
    requireFitChange(ask)
    // A proposal was checked when it was made.
    if (!of) await requireActiveFor(tx, ask)
    const balance = await lockKnown(tx, buyerId, amount.currency)
    if (kind === 'correction') decidePayment(balance.amount, amount)
    const gain = kind === 'correction' ? negate(amount) : amount
    // One posting for each request, whoever credits it and how (`unique (kind, subject)`).
    const subject = ask.requestId ?? of?.id
    const posted = await post(tx, balance, omitUndefined({ kind, reason, amount: gain, subject }))
    await record(tx, kind === 'correction' ? 'balance.corrected' : 'balance.topped_up', {
      subject: buyerId,
      data: omitUndefined({
        postingId: posted.postingId,
        amount: toWireMoney(amount),
        reason,
        balanceAfter: toWireMoney(posted.balanceAfter),
        changeId: of?.id,
        proposedBy: of?.proposedBy,
        requestId: ask.requestId,
      }),
    })
    if (kind === 'top_up') {
      const credited = { buyerId, before: balance.amount, after: posted.balanceAfter }
      await emit<BalanceCredited>(tx, { type: 'balance.credited', ...credited })
    }
    return posted
  }

  /** Moves the amount of an order from the buyer's balance to the market. Throws `ledger.balance_insufficient`. */
  async function pay(
    tx: Tx,
    { buyerId, orderId, amount }: { buyerId: Id<'byr'>; orderId: Id<'ord'>; amount: Money },
  ): Promise<Posted> {
    const balance = await store.lockBalance(tx, buyerId, amount.currency)
    decidePayment(balance?.amount ?? createZero(amount.currency), amount)
    if (!balance) throw ledgerProblems.balance_unknown({ buyerId, currency: amount.currency })
    return post(tx, balance, { kind: 'payment', subject: orderId, amount: negate(amount) })
  }

  /**
   * Moves the amount of a refund order back to the buyer's balance. A second posting for the same refund order fails.
   */
  async function refund(
    tx: Tx,
    { buyerId, refundOrderId, amount }: { buyerId: Id<'byr'>; refundOrderId: Id<'ord'>; amount: Money },
  ): Promise<Posted> {
    requirePositive(amount)
    const balance = await lockKnown(tx, buyerId, amount.currency)
    return post(tx, balance, { kind: 'refund', subject: refundOrderId, amount })
  }

  /**
   * Waits until no other transaction moves this balance, and lets others wait: whoever sums payments then sees all of
   * them.
   */
  async function waitForPayments(tx: Tx, buyerId: Id<'byr'>, currency: Currency): Promise<void> {
    await store.lockBalance(tx, buyerId, currency)
  }

  /** R32: refuses an order in a currency in which the buyer has no balance and could never pay. */
  async function requirePayable(db: Db, buyerId: Id<'byr'>, amount: Money): Promise<void> {
    const { currency, amountMinor } = amount
    // Every buyer has a balance in the market's currency.
    if (amountMinor === 0n || currency === marketCurrency) return
    if (await store.findBalance(db, buyerId, currency)) return
    throw ledgerProblems.currency_not_held({ currency })
  }

  /** Zero if the buyer has no balance in this currency. */
  const getBalance = async (db: Db, buyerId: Id<'byr'>, currency: Currency): Promise<Money> =>
    (await store.findBalance(db, buyerId, currency))?.amount ?? createZero(currency)

  const { changeIn, ...changes } = createChanges({ ...platform, postChange, requireActiveFor })
  return {
    openBalance,
    requireNoPostings,
    topUpIn,
    pay,
    waitForPayments,
    refund,
    requirePayable,
    getBalance,
    ...changes,
    ...createRequests({ ...platform, changeIn }),
  }
}
