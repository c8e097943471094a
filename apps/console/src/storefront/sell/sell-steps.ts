import type { Application, Session } from '@loggia/protocol/console'

/** The way to the first product, in order. */
export const sellSteps = ['account', 'apply', 'review', 'publish'] as const
export type SellStep = (typeof sellSteps)[number]

/** Whether an operator has not yet decided on the application. */
export const isPending = (application: Pick<Application, 'state'> | null): boolean =>
  application?.state === 'submitted' || application?.state === 'claimed'

/** The step that comes next; a rejected or withdrawn application is submitted again. */
export function findSellStep(
  session: Pick<Session, 'seller' | 'buyer'> | null,
  application: Pick<Application, 'state'> | null,
): SellStep {
  if (session?.seller) return 'publish'
  if (!session?.buyer) return 'account'
  return isPending(application) ? 'review' : 'apply'
}
