import { mostDocuments, proofLengths } from '@loggia/protocol/console/catalog/draft/proof-limits'
import { addDocument, changeDocument, removeDocument } from '@loggia/protocol/console/catalog/draft/proofs'
import type { FormDocument } from '@loggia/protocol/console/catalog/draft/form'
import { Button } from '@loggia/ui'
import { Card } from '../../../centre/parts/page.tsx'
import { BothInputs, GroupError, Input } from './inputs.tsx'
import { proofFormTexts } from './proof-form-texts.ts'
import { wizardTexts } from './texts.ts'
import { useWizard } from './wizard-state.ts'

/** A video, documents, and where data lie. */
export function ProofsCard() {
  const all = wizardTexts.use()
  const texts = proofFormTexts.use()
  const { form, change } = useWizard()
  return (
    <Card id="wizard-proofs" title={texts.title} beside={<span className="faint t13">{all.optional}</span>}>
      <div className="stack stack--wide">
        <Input
          field="video"
          label={texts.video}
          hint={texts.videoHint}
          type="url"
          value={form.video}
          onChange={(video) => change((now) => ({ ...now, video }))}
        />
        <Documents />
        <div className="form2">
          <BothInputs
            field="dataLocation"
            label={texts.dataLocation}
            hint={texts.dataLocationHint}
            most={proofLengths.dataLocation}
            value={form.dataLocation}
            onChange={(dataLocation) => change((now) => ({ ...now, dataLocation }))}
          />
        </div>
      </div>
    </Card>
  )
}

function Documents() {
  const texts = proofFormTexts.use()
  const { form, change } = useWizard()
  const { documents } = form
  return (
    <div className="field" role="group" aria-label={texts.documents}>
      <span className="label">{texts.documents}</span>
      <p className="hint">{texts.documentsHint}</p>
      <div className="stack">
        {documents.map((one, at) => (
          <One key={one.key} of={one} at={at} />
        ))}
        <div className="row row--wrap">
          {documents.length < mostDocuments ? (
            <Button onClick={() => change(addDocument)}>{texts.add}</Button>
          ) : (
            <span className="t13 dim">{texts.full(mostDocuments)}</span>
          )}
        </div>
      </div>
      <GroupError field="documents" />
    </div>
  )
}

function One({ of, at }: { readonly of: FormDocument; readonly at: number }) {
  const texts = proofFormTexts.use()
  const { change } = useWizard()
  const set = (to: Partial<FormDocument>) => change((now) => changeDocument(now, of.key, to))
  const field = `documents.${at}`
  return (
    <fieldset className="plain option">
      <legend className="label">{texts.document(at + 1)}</legend>
      <div className="form2">
        <BothInputs
          field={`${field}.name`}
          label={texts.name}
          most={proofLengths.document}
          value={of.name}
          onChange={(name) => set({ name })}
        />
      </div>
      <Input
        field={`${field}.address`}
        label={texts.address}
        type="url"
        value={of.address}
        onChange={(address) => set({ address })}
      />
      <div>
        <Button
          size="small"
          aria-label={texts.removeOf(at + 1)}
          onClick={() => change((now) => removeDocument(now, of.key))}
        >
          {texts.remove}
        </Button>
      </div>
    </fieldset>
  )
}
