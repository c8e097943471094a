import type { Parties } from '../../parties/index.ts'
import type { Platform } from '../../platform/index.ts'

export type BudgetsContext = Platform & {
  readonly parties: Pick<Parties, 'hasRight' | 'listReaders'>
}
