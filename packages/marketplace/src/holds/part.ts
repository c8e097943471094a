import { holdExports } from './tables.ts'

/** What the domain adds to the marketplace; *views*, which knows what waits, has its routes. */
export const holdsPart = { exported: holdExports }
