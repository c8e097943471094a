import { ApiProblem } from '@loggia/client'
import { Icon } from '@loggia/ui'
import { Button } from 'antd'
import { useId, useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import { useChange } from '../../../centre/api.ts'
import { Refusal } from '../../../centre/parts/dialog.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { wizardTexts } from '../../../centre/text/wizard.ts'
import type { Form } from '../draft/form.ts'
import { freshKey } from './fresh-key.ts'
import { BothInputs, Input } from './inputs.tsx'
import { useWizard } from './wizard-state.ts'

const mostPictures = 5

/** What it looks like, and who helps. */
export function MediaStep() {
  const texts = wizardTexts.use()
  return (
    <>
      <Card
        id="wizard-pictures"
        title={texts.media.picturesTitle}
        beside={<span className="faint t13">{texts.optional}</span>}
      >
        <div className="stack stack--wide">
          <Logo />
          <Pictures />
        </div>
      </Card>
      <Support />
    </>
  )
}

function Logo() {
  const texts = wizardTexts.use().media
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
  const texts = wizardTexts.use().media
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

type Upload = ReturnType<typeof useUpload>

function useUpload(purpose: 'logo' | 'picture', onDone: (path: string) => void) {
  const send = useChange('POST /api/seller/media', [])
  const [isUnreadable, setUnreadable] = useState(false)
  const choose = (file: File) => {
    const reader = new FileReader()
    setUnreadable(false)
    reader.onerror = () => setUnreadable(true)
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      const body = { purpose, file: url.slice(url.indexOf(',') + 1) }
      send.mutate({ body, idempotencyKey: freshKey() }, { onSuccess: ({ path }) => onDone(path) })
    }
    reader.readAsDataURL(file)
  }
  return { choose, isPending: send.isPending, error: send.error, isUnreadable }
}

function UploadButton(props: { readonly upload: Upload; readonly of: string; readonly hasOne: boolean }) {
  const texts = wizardTexts.use().media
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const { upload } = props
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    if (file) upload.choose(file)
    event.target.value = ''
  }
  return (
    <>
      <label className="sr" htmlFor={id}>
        {`${texts.upload} · ${props.of}`}
      </label>
      <input
        ref={input}
        id={id}
        className="sr"
        type="file"
        tabIndex={-1}
        accept="image/png,image/jpeg,image/webp"
        onChange={onChange}
      />
      <Button
        disabled={upload.isPending}
        aria-label={`${props.hasOne ? texts.replace : texts.upload} · ${props.of}`}
        onClick={() => input.current?.click()}
      >
        {upload.isPending ? texts.uploading : props.hasOne ? texts.replace : texts.upload}
      </Button>
    </>
  )
}

function UploadRefusal({ upload }: { readonly upload: Upload }) {
  const texts = wizardTexts.use().media
  if (upload.isUnreadable)
    return (
      <p className="error" role="alert">
        <Icon name="alert" />
        <span>{texts.unreadable}</span>
      </p>
    )
  if (upload.error instanceof ApiProblem && upload.error.code.startsWith('media.'))
    return (
      <p className="error" role="alert">
        <Icon name="alert" />
        <span>{upload.error.detail}</span>
      </p>
    )
  return <Refusal error={upload.error} />
}

function Support() {
  const texts = wizardTexts.use()
  const { form, change } = useWizard()
  const { support } = form
  const set = (to: Partial<Form['support']>) =>
    change((now) => ({ ...now, support: { ...now.support, ...to } }))
  return (
    <Card
      id="wizard-support"
      title={texts.media.supportTitle}
      beside={
        <span className="faint t13">
          {texts.optional} · {texts.media.supportNote}
        </span>
      }
    >
      <div className="form2">
        <BothInputs
          field="support.hours"
          label={texts.media.hours}
          hint={texts.media.hoursHint}
          value={support.hours}
          onChange={(hours) => set({ hours })}
        />
        <BothInputs
          field="support.content"
          label={texts.media.content}
          isLong
          rows={2}
          value={support.content}
          onChange={(content) => set({ content })}
        />
        <Input
          field="support.hotline"
          label={texts.media.hotline}
          value={support.hotline}
          onChange={(hotline) => set({ hotline })}
        />
        <Input
          field="support.email"
          label={texts.media.email}
          type="email"
          value={support.email}
          onChange={(email) => set({ email })}
        />
      </div>
    </Card>
  )
}
