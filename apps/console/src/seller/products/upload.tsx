import { ApiProblem } from '@loggia/client'
import { Button, Icon } from '@loggia/ui'
import { useId, useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import { useChange } from '../../centre/api.ts'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { readFile } from '../../centre/parts/read-file.ts'
import { mediaTexts } from './wizard/media-texts.ts'
import { createKey } from '../../centre/fresh-key.ts'

type Upload = ReturnType<typeof useUpload>

/** Uploads a chosen picture; `onDone` gets its path. */
export function useUpload(purpose: 'logo' | 'picture', onDone: (path: string) => void) {
  const send = useChange('POST /api/seller/media', [])
  const [fault, setFault] = useState<'tooLarge' | 'unreadable'>()
  const choose = async (file: File) => {
    const read = await readFile(file)
    setFault(typeof read === 'string' ? read : undefined)
    if (typeof read === 'string') return send.reset()
    send.mutate(
      { body: { purpose, file: read.content }, idempotencyKey: createKey() },
      { onSuccess: ({ path }) => onDone(path) },
    )
  }
  return { choose, isPending: send.isPending, error: send.error, fault }
}

export function UploadButton(props: {
  readonly upload: Pick<Upload, 'choose' | 'isPending'>
  readonly of: string
  readonly hasOne: boolean
  /** What else than a picture may be chosen, and the word of the button for it. */
  readonly document?: { readonly accept: string; readonly upload: string }
}) {
  const texts = mediaTexts.use()
  const word = props.document?.upload ?? texts.upload
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const { upload } = props
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    if (file) void upload.choose(file)
    event.target.value = ''
  }
  return (
    <>
      <label className="sr" htmlFor={id}>
        {`${word} · ${props.of}`}
      </label>
      <input
        ref={input}
        id={id}
        className="sr"
        type="file"
        tabIndex={-1}
        accept={props.document?.accept ?? 'image/png,image/jpeg,image/webp'}
        onChange={onChange}
      />
      <Button
        disabled={upload.isPending}
        aria-label={`${props.hasOne ? texts.replace : word} · ${props.of}`}
        onClick={() => input.current?.click()}
      >
        {upload.isPending ? texts.uploading : props.hasOne ? texts.replace : word}
      </Button>
    </>
  )
}

/** Why a picture was refused. */
export function UploadRefusal({ upload }: { readonly upload: Upload }) {
  const texts = mediaTexts.use()
  if (upload.fault)
    return (
      <p className="error" role="alert">
        <Icon name="alert" />
        <span>{texts[upload.fault]}</span>
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
