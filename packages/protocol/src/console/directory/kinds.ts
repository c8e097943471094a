export const enterpriseStates = ['active', 'dissolved'] as const
export type EnterpriseState = (typeof enterpriseStates)[number]

/** R275: whoever is disabled uses no app, and keeps what was assigned; whoever left is gone. */
export const personStates = ['active', 'disabled', 'left'] as const
export type PersonState = (typeof personStates)[number]

/** Regular, intern, dispatched, outsourced: as sellers are told (joint-kit §6.3). */
export const employeeTypes = [1, 2, 3, 4] as const
export type EmployeeType = (typeof employeeTypes)[number]
