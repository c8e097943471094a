import type { Budget } from '@loggia/protocol/console'

/** Whose budget it is. */
export const getBudgetName = ({ member, costCentre }: Budget): string =>
  costCentre?.name ?? member?.name ?? ''
