import { addMs, fromDays } from '@loggia/kernel'
import { emit, record, runInTx, system } from '../../platform/index.ts'
import type { SignUpDropped } from '../schema.ts'
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

  /** Deletes accounts that have been unconfirmed for too long. */
  async function dropUnconfirmed(): Promise<void> {
    const before = addMs(clock.now(), -unconfirmedForMs)
    let after = ''
    for (;;) {
      const accounts = await store.listUnconfirmed(db, { before, after, most })
      for (const account of accounts)
        await drop(account).catch((error: unknown) =>
          // Such as one whose balance an operator has topped up.
          log.warn({ error, memberId: account.memberId }, 'An unconfirmed account is in use and was kept'),
        )
      const last = accounts.at(-1)
      if (!last || accounts.length < most) return
      after = last.memberId
    }
  }

  return { dropUnconfirmed }
}
