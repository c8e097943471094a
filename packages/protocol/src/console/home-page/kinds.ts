/** The most products that operators choose for the home page; the first has the large card. */
export const mostChosen = 9
/** Characters of the note that says why a product was chosen. */
export const longestNote = 60
/** The most words of each language to search for, and the characters of one. */
export const mostHomeWords = 8
export const longestHomeWord = 20

/** Whether visitors see the selection today: it may be empty, begin later, or have ended. */
export const selectionStates = ['empty', 'planned', 'shown', 'ended'] as const
export type SelectionState = (typeof selectionStates)[number]
