import { omitUndefined } from '@loggia/kernel'
import type { Supervision } from '@loggia/protocol/console'
import { mostIdentification } from '@loggia/protocol/console/licenses/kinds'
import { useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../api.ts'
import { CheckedForm } from '../forms/form.tsx'
import { useChosenFile } from '../parts/chosen-file.ts'
import { ActButton, Refusal } from '../parts/dialog.tsx'
import { TextArea } from '../parts/fields.tsx'
import { useKeyOf } from './act-dialogs.tsx'
import { actTexts } from './act-texts.ts'
import { FileField } from './file-field.tsx'
import { FileList } from './file-list.tsx'
import { staleSupervisions } from './stale.ts'
import { supervisionTexts } from './texts.ts'
import './supervision.css'

/** R38, R97: the buyer says what they need, with the seller's template beside it. */
export function DemandForm({ of }: { readonly of: Supervision }) {
  const texts = useDemandTexts(of)
  const isCode = of.flow === 'license_online'
  const form = useDemand(of)
  return (
    <div className="demand">
      <CheckedForm className="stack stack--wide" onSubmit={form.send}>
        <TextArea
          name="text"
          label={texts.text}
          hint={texts.textHint}
          error={form.isMissing ? texts.textMissing : undefined}
          rows={isCode ? 3 : 10}
          maxLength={isCode ? mostIdentification : 5000}
          value={form.text}
          onChange={(event) => form.write(event.target.value)}
        />
        {!isCode && <FileField texts={texts} file={form.file} />}
        <Refusal error={form.change.error} />
        <div>
          <ActButton busy={texts.busy} isBusy={form.change.isPending} onAct={form.send}>
            {texts.act}
          </ActButton>
        </div>
      </CheckedForm>
      <Template of={of} />
    </div>
  )
}

/** Of an online license the demand is what its device is known by. */
function useDemandTexts({ flow }: Supervision) {
  const { demand, identification } = actTexts.use()
  return flow === 'license_online' ? identification : demand
}

function Template({ of }: { readonly of: Supervision }) {
  const texts = supervisionTexts.use().demand
  const text = useText()
  if (!of.template && of.files.template.length === 0) return null
  return (
    <section className="demand__template">
      <h3>{texts.template}</h3>
      {of.template && <p className="said-text t13">{text(of.template)}</p>}
      <FileList of={of.files.template} />
    </section>
  )
}

function useDemand(of: Supervision) {
  const texts = useDemandTexts(of)
  const toast = useToast()
  // A demand that was sent back is corrected, not written again.
  const [text, write] = useState(of.demand ?? '')
  const [isChecked, setChecked] = useState(false)
  const file = useChosenFile(texts)
  const change = useChange('POST /api/buyer/supervisions/:supervisionId/demand', staleSupervisions)
  const idempotencyKey = useKeyOf(text, file.chosen)
  const send = () => {
    setChecked(true)
    if (text.trim() === '' || file.error) return
    const body = omitUndefined({ text: text.trim(), file: file.chosen })
    change.mutate(
      { params: { supervisionId: of.id }, body, idempotencyKey },
      { onSuccess: () => toast.success(texts.done) },
    )
  }
  return { text, write, isMissing: isChecked && text.trim() === '', file, change, send }
}
