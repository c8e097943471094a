import type { z } from 'zod'
import type { Caller } from './route.ts'
import type { Text } from './values.ts'

/** The route of a list as CSV (R287): its caller, what the rows are, and the filters of the list. */
export const defineExport = <const C extends Caller, F extends z.ZodObject>(
  caller: C,
  rows: Text,
  filter: F,
) => ({
  ...caller,
  summary: {
    en: `Export ${rows.en} as CSV with the filters of the list, at most 50,000 rows`,
    zh: `以 CSV 导出${rows.zh}，筛选条件与列表相同，最多 50,000 行`,
  },
  query: filter,
  answers: 'csv' as const,
})
