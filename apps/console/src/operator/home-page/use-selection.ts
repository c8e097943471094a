import type { OperatorHomePage } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { toChange } from './chosen.ts'

export type Selection = OperatorHomePage['selection']
export const staleHomePage = ['GET /api/operator/home-page', 'GET /api/operator/history'] as const

/** Saves the selection with some parts changed. It is refused if somebody else has changed it since it was read. */
export function useSelection(of: Selection) {
  const toast = useToast()
  const change = useChange('PUT /api/operator/home-page/selection', staleHomePage)
  return {
    change,
    save(parts: Partial<Omit<Selection, 'version' | 'state'>>, done: string, onDone?: () => void) {
      const onSuccess = () => {
        toast.success(done)
        onDone?.()
      }
      change.mutate({ body: toChange({ ...of, ...parts }) }, { onSuccess })
    },
  }
}
