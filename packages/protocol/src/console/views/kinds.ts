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
] as const
export type AuditSubject = (typeof auditSubjects)[number]
