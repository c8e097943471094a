import type { SynonymGroup } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextArea } from '../../centre/parts/fields.tsx'
import { synonymTexts } from './texts.ts'
import { findWordsFault, readWords } from './words.ts'

export const staleSynonyms = ['GET /api/operator/synonyms', 'GET /api/operator/history'] as const

type Props = { readonly of: SynonymGroup | undefined; onClose(): void }

/** Adds a group, or changes the words of one. */
export function SynonymsDialog({ of, onClose }: Props) {
  const texts = synonymTexts.use().form
  const [typed, setTyped] = useState(of?.words.join('\n') ?? '')
  const [isChecked, setChecked] = useState(false)
  const { change, save } = useSaving({ of, onClose })
  const words = readWords(typed)
  const fault = findWordsFault(words)
  return (
    <DecisionDialog
      texts={{ ...texts, title: of ? texts.editTitle : texts.addTitle }}
      act={texts.act}
      change={change}
      onClose={onClose}
      onAct={() => {
        setChecked(true)
        if (!fault) save(words)
      }}
    >
      <TextArea
        name="words"
        label={texts.words}
        hint={texts.hint}
        error={isChecked && fault ? texts.faults[fault] : undefined}
        rows={7}
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </DecisionDialog>
  )
}

function useSaving({ of, onClose }: Props) {
  const texts = synonymTexts.use().form
  const toast = useToast()
  const adding = useChange('POST /api/operator/synonyms', staleSynonyms)
  const changing = useChange('PUT /api/operator/synonyms/:synonymId', staleSynonyms)
  const onSuccess = () => {
    toast.success(of ? texts.saved : texts.added)
    onClose()
  }
  return {
    change: of ? changing : adding,
    save: (words: string[]) =>
      of
        ? changing.mutate({ params: { synonymId: of.id }, body: { words, former: of.words } }, { onSuccess })
        : adding.mutate({ body: { words } }, { onSuccess }),
  }
}
