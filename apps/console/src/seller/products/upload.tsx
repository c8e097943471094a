import { ApiProblem } from '@loggia/client'
import { Button, Icon } from '@loggia/ui'
import { useId, useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import { useChange } from '../../centre/api.ts'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { readFileBase64 } from '../../centre/parts/read-file.ts'
import { mediaTexts } from './wizard/media-texts.ts'
import { createKey } from './wizard/fresh-key.ts'

type Upload = ReturnType<typeof useUpload>

/** Uploads a chosen picture; `onDone` gets its path. */
export function useUpload(purpose: 'logo' | 'picture', onDone: (path: string) => void) {
  const send = useChange('POST /api/seller/media', [])
  const [isUnreadable, setUnreadable] = useState(false)
  const choose = (file: File) => {
    setUnreadable(false)
    readFileBase64(file).then(
      (content) =>
        send.mutate(
          { body: { purpose, file: content }, idempotencyKey: createKey() },
          { onSuccess: ({ path }) => onDone(path) },
        ),
      () => setUnreadable(true),
    )
  }
  return { choose, isPending: send.isPending, error: send.error, isUnreadable }
}

export function UploadButton(props: {
  readonly upload: Upload
  readonly of: string
  readonly hasOne: boolean
}) {
  const texts = mediaTexts.use()
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

/** Why a picture was refused. */
export function UploadRefusal({ upload }: { readonly upload: Upload }) {
  const texts = mediaTexts.use()
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
