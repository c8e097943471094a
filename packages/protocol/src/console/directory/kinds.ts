export const enterpriseStates = ['active', 'dissolved'] as const
export type EnterpriseState = (typeof enterpriseStates)[number]

/** R275: whoever is disabled uses no app, and keeps what was assigned; whoever left is gone. */
export const personStates = ['active', 'disabled', 'left'] as const
export type PersonState = (typeof personStates)[number]

/** Regular, intern, dispatched, outsourced: as sellers are told (joint-kit §6.3). */
export const employeeTypes = [1, 2, 3, 4] as const
export type EmployeeType = (typeof employeeTypes)[number]

/** Whether somebody signs in with an account: not yet asked, invited, or linked. */
export const personAccounts = ['none', 'invited', 'linked'] as const
export type PersonAccount = (typeof personAccounts)[number]

/** What can be done to several people at once. */
export const personActs = ['move', 'disable', 'enable', 'leave', 'join_group', 'quit_group'] as const
export type PersonAct = (typeof personActs)[number]

/** What a file that is imported lists. */
export const importedKinds = ['people', 'departments'] as const
export type ImportedKind = (typeof importedKinds)[number]

/** Most ids in one request, and in one event. */
export const mostPeopleAtOnce = 1000
export const mostImportedRows = 20_000
/** Of faults that are listed. */
export const mostImportFaults = 1000
/** Of one buyer, without those that are dissolved. */
export const mostEnterprises = 50
/** Of levels of departments below each other. */
export const mostDepth = 20
export const mostDepartments = 20_000
export const mostPeople = 200_000
export const mostGroups = 1000
export const mostScimTokens = 10
/** Days in which an invitation can be accepted. */
export const invitationDays = 7
