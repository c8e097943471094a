import { useLanguage, useZone } from '@loggia/ui'
import { listGroups } from './rows.ts'
import type { Column, Group } from './rows.ts'

export function useGroups(columns: readonly Column[]): Group[] {
  const language = useLanguage()
  const zone = useZone()
  return listGroups(columns, { language, zone })
}
