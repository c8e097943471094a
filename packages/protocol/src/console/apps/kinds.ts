// Without zod: pages use these lists, and load no schemas.

/** How the people of an app sign in: over the marketplace's page by one of three protocols, or by the seller's own program. */
export const credentialMethods = ['oauth2', 'cas', 'saml2', 'sdk'] as const
export type CredentialMethod = (typeof credentialMethods)[number]

/** Whether all customers sign in at one address, or each at its own. */
export const loginKinds = ['shared', 'own'] as const
export type LoginKind = (typeof loginKinds)[number]

/** The hash of the label, and that of MGF1, with which secrets are encrypted (joint-kit §5). */
export const oaepHashes = ['sha256-sha256', 'sha256-sha1', 'sha1-sha1'] as const
export type OaepHashes = (typeof oaepHashes)[number]

/** The least length of the key with which secrets are encrypted (joint-kit §5). */
export const leastKeyBits = 3072

/** What a seller may ask for beyond names, department and role, and what a buyer then consents to (joint-kit §8). */
export const personalData = [
  'mobile',
  'email',
  'position',
  'employeeCode',
  'employeeType',
  'workPlace',
  'entryDate',
] as const
export type PersonalData = (typeof personalData)[number]

/** *connecting*: the seller does not know the company, the app and the departments yet. *ending*: it is told to forget them. */
export const connectedAppStates = ['connecting', 'connected', 'ending', 'ended'] as const
export type ConnectedAppState = (typeof connectedAppStates)[number]

/** Why a connection ended: the company was dissolved, the service is over, or somebody gave up after failures. */
export const endings = ['dissolved', 'service_over', 'given_up'] as const
export type Ending = (typeof endings)[number]

export const appRoles = ['user', 'admin'] as const
export type AppRole = (typeof appRoles)[number]

/** What a batch is about; *departments*: all of them in one list. */
export const syncSubjects = ['enterprise', 'app', 'departments', 'department', 'people'] as const
export type SyncSubject = (typeof syncSubjects)[number]

export const syncChanges = ['add', 'change', 'delete', 'withdraw', 'list'] as const
export type SyncChange = (typeof syncChanges)[number]

/**
 * *open*: the call goes on. *failed*: somebody has to decide. *repeated*, *left_out*, *given_up*: the decisions.
 * *dropped*: the connection ended before anybody decided.
 */
export const batchStates = [
  'open',
  'confirmed',
  'failed',
  'repeated',
  'left_out',
  'given_up',
  'dropped',
] as const
export type BatchState = (typeof batchStates)[number]

/** R272, R273: send it again, go on without it, or end the connection. */
export const batchDecisions = ['repeat', 'continue', 'give_up'] as const
export type BatchDecision = (typeof batchDecisions)[number]

/** What the seller knows of an assignment; *left_out*: somebody went on without it. */
export const assignmentStates = ['confirmed', 'waiting', 'sending', 'failed', 'left_out'] as const
export type AssignmentState = (typeof assignmentStates)[number]

/** Most people of one call (joint-kit §6.3). */
export const mostPeople = 500
