import { addMs, fromDays } from '@loggia/kernel'
import { emit, record, runInTx, system } from '../../platform/index.ts'
import type { SignUpDropped } from '../schema/sign-ups.ts'
import * as store from '../store/index.ts'
import type { Unconfirmed } from '../store/index.ts'
import type { PartyContext } from './context.ts'

/** How long a new account may stay unconfirmed. */
const unconfirmedForMs = fromDays(30)
const most = 100

/** Accounts whose email was never confirmed: they would keep an address from the person to whom it belongs. */
export function createUnconfirmed(context: PartyContext) {
  const { db, clock, log } = context

  const drop = (account: Unconfirmed): Promise<void> =>
    runInTx(context, { actor: system }, async (tx) => {
      if (!(await store.lockUnconfirmed(tx, account.memberId))) return
      await emit<SignUpDropped>(tx, { type: 'sign_up.dropped', ...account })
      await store.deleteSignUp(tx, account)
      const { buyerId: subject, memberId } = account
      await record(tx, 'buyer.dropped', { subject, data: { memberId } })
    })

  let after = ''

  /**
   * Deletes accounts that have been unconfirmed for too long: so many at a time that emails do not wait for them. Returns
   * whether there may be more.
   */
  async function dropUnconfirmed(): Promise<boolean> {
    const before = addMs(clock.now(), -unconfirmedForMs)
    const accounts = await store.listUnconfirmed(db, { before, after, most })
    for (const account of accounts)
      await drop(account).catch((error: unknown) =>
        // Such as one whose balance an operator has topped up.
        log.warn({ error, memberId: account.memberId }, 'An unconfirmed account is in use and was kept'),
      )
    const isFull = accounts.length === most
    // Those that were kept are not looked at again before all others were.
    after = (isFull && accounts.at(-1)?.memberId) || ''
    return isFull
  }

  return { dropUnconfirmed }
}
