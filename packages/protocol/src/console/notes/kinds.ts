// Without zod: pages use these values.

/**
 * What operators write notes about, by the prefix of its id: a seller, a buyer, a product, an order, an application to
 * sell, one to change the data of an organisation or to be verified, and a ticket. A person who has signed up is the first
 * member of a buyer, whose notes these are.
 */
export const noteSubjects = ['sel', 'byr', 'prd', 'ord', 'sap', 'oap', 'tkt'] as const
export type NoteSubject = (typeof noteSubjects)[number]

export const noteLimits = {
  /** Characters (UTF-16). */
  text: { min: 1, max: 2000 },
  /** Hours after which a note can no longer be changed. */
  changeHours: 24,
} as const

/** What the reader may do with a note now. */
export const noteActs = ['change', 'withdraw'] as const
export type NoteAct = (typeof noteActs)[number]
