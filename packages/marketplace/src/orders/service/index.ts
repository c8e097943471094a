import type { Id } from '@loggia/kernel'
import type { Tx } from '../../platform/index.ts'
import * as store from '../store/index.ts'
import { createBudgeting } from './budgeting.ts'
import { createCancelling } from './cancel.ts'
import { createClaiming } from './claiming.ts'
import type { OrdersContext } from './context.ts'
import { createGivenParameters } from './given-parameters.ts'
import { createPaying } from './pay.ts'
import { get, getAll, getLine, getLines } from './read.ts'
import { createReturning } from './returning.ts'
import { createSettling, lockLine } from './settle.ts'
import { createSubmitting } from './submit.ts'
import { tellPayable } from './unpaid.ts'

export type Orders = ReturnType<typeof createOrders>

export function createOrders(context: OrdersContext) {
  const { catalog } = context
  const given = createGivenParameters(context)
  const budgeting = createBudgeting(context)
  const { completeLines, refundLine } = createSettling(context)
  return {
    ...createSubmitting(context, { given, budgeting }),
    ...createPaying(context, budgeting),
    ...createCancelling(context),
    ...createClaiming(context),
    tellPayable,
    completeLines,
    returnLines: createReturning(context, refundLine),
    lockLine,
    /** Which of these lines are open, unlocked. */
    listOpenLines: store.listOpen,
    listOpenRenewals: store.listOpenRenewals,
    listStanding: store.listStanding,
    /**
     * Gives back the stock that these lines took (R30). Called after the refund, since a payment locks the balance
     * before the stock.
     */
    freeStock: (tx: Tx, lineIds: readonly Id<'orl'>[]): Promise<void> => catalog.free(tx, lineIds),
    get,
    getAll,
    getLine,
    getLines,
    listGiven: given.list,
    listSpent: store.listSpent,
    findByNumber: store.findByNumber,
  }
}
