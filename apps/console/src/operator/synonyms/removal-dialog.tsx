import type { SynonymGroup } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { staleSynonyms } from './synonyms-dialog.tsx'
import { synonymTexts } from './texts.ts'

export function RemovalDialog({ of, onClose }: { readonly of: SynonymGroup; onClose(): void }) {
  const texts = synonymTexts.use().removal
  const toast = useToast()
  const change = useChange('POST /api/operator/synonyms/:synonymId/removal', staleSynonyms)
  return (
    <DecisionDialog
      texts={texts}
      act={texts.act}
      change={change}
      danger
      onClose={onClose}
      onAct={() =>
        change.mutate(
          { params: { synonymId: of.id }, body: { former: of.words } },
          {
            onSuccess: () => {
              toast.success(texts.done)
              onClose()
            },
          },
        )
      }
    >
      <p>
        <b className="strong">{of.words.join(' / ')}</b>
      </p>
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}
