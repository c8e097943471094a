import type { SavedFilter } from '@loggia/protocol/console'
import { mostFilterName } from '@loggia/protocol/console/saved-filters/kinds'
import type { FilterList } from '@loggia/protocol/console/saved-filters/kinds'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../api.ts'
import { Decision, Dialog, Refusal } from '../parts/dialog.tsx'
import { TextField } from '../parts/fields.tsx'
import type { Filters } from './current.ts'
import { savedFilterTexts } from './texts.ts'

type Props = { onClose(): void } & (
  | { readonly saved: SavedFilter; readonly list?: undefined; readonly filters?: undefined }
  | { readonly saved?: undefined; readonly list: FilterList; readonly filters: Filters }
)

const stale = ['GET /api/saved-filters'] as const

/** Saves filters under a name, or gives saved ones another name. */
export function NameDialog(props: Props) {
  const texts = savedFilterTexts.use()
  const { saved, onClose } = props
  const { name, setName, wrong, change, onAct } = useNaming(props)
  return (
    <Dialog
      title={saved ? texts.renameTitle(saved.name) : texts.saveTitle}
      onClose={change.isPending ? undefined : onClose}
      foot={
        <Decision
          keep={texts.keep}
          act={texts.act}
          busy={texts.busy}
          isBusy={change.isPending}
          onKeep={onClose}
          onAct={onAct}
        />
      }
    >
      <TextField
        name="name"
        label={texts.name}
        hint={texts.nameHint}
        error={wrong}
        value={name}
        maxLength={mostFilterName}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <Refusal error={change.error} />
    </Dialog>
  )
}

function useNaming(props: Props) {
  const { saved, onClose } = props
  const texts = savedFilterTexts.use()
  const toast = useToast()
  const [name, setName] = useState(saved?.name ?? '')
  const [isChecked, setChecked] = useState(false)
  const save = useChange('POST /api/saved-filters', stale)
  const rename = useChange('PUT /api/saved-filters/:savedFilterId', stale)
  const given = name.trim()
  const onSuccess = () => {
    toast.success(saved ? texts.renamed : texts.saved)
    onClose()
  }
  const onAct = () => {
    setChecked(true)
    if (given === '') return
    if (props.saved)
      rename.mutate({ params: { savedFilterId: props.saved.id }, body: { name: given } }, { onSuccess })
    else save.mutate({ body: { list: props.list, name: given, filters: props.filters } }, { onSuccess })
  }
  const wrong = isChecked && given === '' ? texts.nameMissing : undefined
  return { name, setName, wrong, change: saved ? rename : save, onAct }
}
