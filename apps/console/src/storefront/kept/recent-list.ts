import { createBrowserList } from './browser-list.ts'

/** The products whose pages this browser has shown, the latest first; the marketplace does not learn of it. */
export const recentList = createBrowserList('loggia-recent', { most: 12, whenFull: 'forget' })
