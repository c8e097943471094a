/** The subjects of history entries, by the prefix of their ids. */
export const auditSubjects = [
  'ord',
  'sub',
  'prd',
  'byr',
  'sel',
  'mbr',
  'adr',
  'key',
  'med',
  'fil',
  'lac',
  'cal',
  'rfd',
  'sap',
  'oap',
  'oak',
  'ent',
  'acr',
  'cap',
] as const
export type AuditSubject = (typeof auditSubjects)[number]

/** What may wait for an operator: an item of the to-do list is one of these. */
export const toDoKinds = [
  'seller_application',
  'seller_data',
  'buyer_verification',
  'sign_up',
  'owner_reset',
  'suspension',
  'address',
  'product',
  'balance_change',
  'top_up_request',
  'appeal',
  'recheck',
  'interface',
] as const
export type ToDoKind = (typeof toDoKinds)[number]

/** What the search of a centre finds. */
export const foundKinds = ['order', 'service', 'product', 'call', 'buyer', 'seller', 'top_up'] as const
export type FoundKind = (typeof foundKinds)[number]
