import { certificateKinds } from '@loggia/protocol/console/catalog/kinds'
import { Button } from '@loggia/ui'
import { SelectField } from '../../../centre/parts/fields.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { certificateTexts } from '../../../centre/products/certificate-texts.ts'
import {
  addCertificate,
  certificateLengths,
  changeCertificate,
  mostCertificates,
  removeCertificate,
} from '@loggia/protocol/console/catalog/draft/certificates'
import type { FormCertificate } from '@loggia/protocol/console/catalog/draft/form'
import { GroupError, Input } from './inputs.tsx'
import { useWizard } from './wizard-state.ts'

/** R57: the certificates for the review. */
export function CertificatesCard() {
  const texts = certificateTexts.use()
  const { form, change } = useWizard()
  const { certificates } = form
  return (
    <Card id="wizard-certificates" title={texts.title}>
      <div className="stack stack--wide">
        <p className="hint">{texts.note}</p>
        {certificates.length === 0 && <p className="t13 dim">{texts.none}</p>}
        {certificates.map((certificate, at) => (
          <One key={certificate.key} certificate={certificate} at={at} />
        ))}
        <div className="row row--wrap">
          {certificates.length < mostCertificates ? (
            <Button onClick={() => change(addCertificate)}>{texts.add}</Button>
          ) : (
            <span className="t13 dim">{texts.full(mostCertificates)}</span>
          )}
        </div>
        <GroupError field="certificates" />
      </div>
    </Card>
  )
}

function One({ certificate, at }: { readonly certificate: FormCertificate; readonly at: number }) {
  const texts = certificateTexts.use()
  const { change } = useWizard()
  const { key } = certificate
  const set = (to: Partial<FormCertificate>) => change((now) => changeCertificate(now, key, to))
  const field = `certificates.${at}`
  return (
    <fieldset className="plain option">
      <legend className="label">{texts.certificate(at + 1)}</legend>
      <div className="form2">
        <SelectField
          label={texts.kind}
          value={certificate.kind}
          onChange={(event) => set({ kind: event.target.value as FormCertificate['kind'] })}
        >
          {certificateKinds.map((kind) => (
            <option key={kind} value={kind}>
              {texts.kinds[kind]}
            </option>
          ))}
        </SelectField>
        <Input
          field={`${field}.number`}
          label={texts.number}
          most={certificateLengths.number}
          value={certificate.number}
          onChange={(number) => set({ number })}
        />
        <Input
          field={`${field}.holder`}
          label={texts.holder}
          most={certificateLengths.holder}
          value={certificate.holder}
          onChange={(holder) => set({ holder })}
        />
        <Input
          field={`${field}.validUntil`}
          label={texts.validUntil}
          hint={texts.validUntilHint}
          type="date"
          value={certificate.validUntil}
          onChange={(validUntil) => set({ validUntil })}
        />
      </div>
      <div>
        <Button
          size="small"
          aria-label={texts.removeOf(at + 1)}
          onClick={() => change((now) => removeCertificate(now, key))}
        >
          {texts.remove}
        </Button>
      </div>
    </fieldset>
  )
}
