import type { Budget } from '@loggia/protocol/console'

/** Whose budget it is. */
export const nameOf = ({ member, costCentre }: Budget): string => costCentre?.name ?? member?.name ?? ''
