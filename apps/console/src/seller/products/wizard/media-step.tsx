import { Button } from '@loggia/ui'
import { Card } from '../../../centre/parts/page.tsx'
import { mediaTexts } from './media-texts.ts'
import { wizardTexts } from './texts.ts'
import type { Form } from '@loggia/protocol/console/catalog/draft/form'
import { UploadButton, UploadRefusal, useUpload } from '../upload.tsx'
import { BothInputs, Input } from './inputs.tsx'
import { ProofsCard } from './proofs-card.tsx'
import { useWizard } from './wizard-state.ts'

const mostPictures = 5

/** Pictures, and support for buyers. */
export function MediaStep() {
  const all = wizardTexts.use()
  const texts = mediaTexts.use()
  return (
    <>
      <Card
        id="wizard-pictures"
        title={texts.picturesTitle}
        beside={<span className="faint t13">{all.optional}</span>}
      >
        <div className="stack stack--wide">
          <Logo />
          <Pictures />
        </div>
      </Card>
      <ProofsCard />
      <Support />
    </>
  )
}

function Logo() {
  const texts = mediaTexts.use()
  const { form, change } = useWizard()
  const upload = useUpload('logo', (path) => change((now) => ({ ...now, logo: path })))
  const remove = () => change(({ logo: _gone, ...now }): Form => now)
  return (
    <div className="field" role="group" aria-label={texts.logo}>
      <span className="label">{texts.logo}</span>
      <div className="row row--wrap">
        {form.logo !== undefined && (
          <span className="logo">
            <img src={form.logo} alt={texts.logo} width="40" height="40" />
          </span>
        )}
        <UploadButton upload={upload} of={texts.logo} hasOne={form.logo !== undefined} />
        {form.logo !== undefined && <Button onClick={remove}>{texts.remove}</Button>}
      </div>
      <p className="hint">
        {form.logo === undefined && `${texts.noLogo} `}
        {texts.logoHint}
      </p>
      <UploadRefusal upload={upload} />
    </div>
  )
}

function Pictures() {
  const texts = mediaTexts.use()
  const { form, change } = useWizard()
  const add = (path: string) =>
    change((now) => ({
      ...now,
      pictures: [...now.pictures.filter((one) => one !== path), path].slice(0, mostPictures),
    }))
  const upload = useUpload('picture', add)
  return (
    <div className="field" role="group" aria-label={texts.pictures}>
      <span className="label">{texts.pictures}</span>
      {form.pictures.length > 0 && (
        <ul className="shots">
          {form.pictures.map((path, at) => (
            <li key={path}>
              <img src={path} alt={texts.picture(at + 1)} />
              <button
                type="button"
                className="link t13"
                aria-label={texts.removePicture(at + 1)}
                onClick={() =>
                  change((now) => ({ ...now, pictures: now.pictures.filter((one) => one !== path) }))
                }
              >
                {texts.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      {form.pictures.length < mostPictures && (
        <div className="row">
          <UploadButton upload={upload} of={texts.pictures} hasOne={false} />
        </div>
      )}
      <p className="hint">{texts.picturesHint}</p>
      <UploadRefusal upload={upload} />
    </div>
  )
}

function Support() {
  const all = wizardTexts.use()
  const texts = mediaTexts.use()
  const { form, change } = useWizard()
  const { support } = form
  const set = (to: Partial<Form['support']>) =>
    change((now) => ({ ...now, support: { ...now.support, ...to } }))
  return (
    <Card
      id="wizard-support"
      title={texts.supportTitle}
      beside={
        <span className="faint t13">
          {all.optional} · {texts.supportNote}
        </span>
      }
    >
      <div className="form2">
        <BothInputs
          field="support.hours"
          label={texts.hours}
          hint={texts.hoursHint}
          value={support.hours}
          onChange={(hours) => set({ hours })}
        />
        <BothInputs
          field="support.content"
          label={texts.content}
          isLong
          rows={2}
          value={support.content}
          onChange={(content) => set({ content })}
        />
        <Input
          field="support.hotline"
          label={texts.hotline}
          value={support.hotline}
          onChange={(hotline) => set({ hotline })}
        />
        <Input
          field="support.email"
          label={texts.email}
          type="email"
          value={support.email}
          onChange={(email) => set({ email })}
        />
      </div>
    </Card>
  )
}
