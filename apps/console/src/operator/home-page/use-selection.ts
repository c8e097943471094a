import type { OperatorHomePage } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { toChange } from './chosen.ts'

export type Selection = OperatorHomePage['selection']
export const staleHomePage = ['GET /api/operator/home-page', 'GET /api/operator/history'] as const

/**
 * Saves the selection with some parts changed. It is refused if somebody else has changed it since it was read, so
 * nothing more is saved until the reader's own change was read again.
 */
export function useSelection(of: Selection) {
  const toast = useToast()
  const [saved, setSaved] = useState(0)
  const change = useChange('PUT /api/operator/home-page/selection', staleHomePage)
  const isBusy = change.isPending || of.version < saved
  return {
    change,
    isBusy,
    save(parts: Partial<Omit<Selection, 'version' | 'state'>>, done: string, onDone?: () => void) {
      if (isBusy) return
      const onSuccess = ({ version }: { readonly version: number }) => {
        setSaved(version)
        toast.success(done)
        onDone?.()
      }
      change.mutate({ body: toChange({ ...of, ...parts }) }, { onSuccess })
    },
  }
}
