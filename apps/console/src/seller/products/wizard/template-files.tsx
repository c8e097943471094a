import type { RouteReply } from '@loggia/protocol/console'
import { mostTemplateFiles } from '@loggia/protocol/console/supervision/kinds'
import { Button, Icon, useToast } from '@loggia/ui'
import { formatSize } from '@loggia/kernel'
import { useState } from 'react'
import { useChange, useRead } from '../../../centre/api.ts'
import { Refusal } from '../../../centre/parts/dialog.tsx'
import { readFile } from '../../../centre/parts/read-file.ts'
import { acceptedFiles } from '../../../centre/supervision/file-field.tsx'
import '../../../centre/papers/papers.css'
import { UploadButton } from '../upload.tsx'
import { createKey } from '../../../centre/fresh-key.ts'
import { templateFileTexts } from './template-file-texts.ts'
import { useWizard } from './wizard-state.ts'

const list = 'GET /api/seller/products/:productId/delivery-templates'
const stale = [list, 'GET /api/seller/products/:productId/history'] as const
type TemplateFile = RouteReply<typeof list>['items'][number]

/** R38: the delivery template as files, which apply as soon as they are uploaded. */
export function TemplateFiles() {
  const texts = templateFileTexts.use()
  const { product } = useWizard()
  return (
    <div className="field" role="group" aria-label={texts.title}>
      <span className="label">{texts.title}</span>
      {product ? <Files productId={product.id} /> : <p className="hint">{texts.saveFirst}</p>}
    </div>
  )
}

function Files({ productId }: { readonly productId: string }) {
  const texts = templateFileTexts.use()
  const upload = useTemplateUpload(productId)
  const files = useRead(list, { params: { productId } })
  const items = files.data?.items ?? []
  return (
    <>
      {items.map((file) => (
        <FileRow key={file.id} file={file} productId={productId} />
      ))}
      {items.length < mostTemplateFiles && (
        <div className="row">
          <UploadButton
            upload={upload}
            of={texts.title}
            hasOne={false}
            document={{ accept: acceptedFiles, upload: texts.upload }}
          />
        </div>
      )}
      <p className="hint">{texts.hint}</p>
      {upload.fault && (
        <p className="error" role="alert">
          <Icon name="alert" />
          <span>{texts[upload.fault]}</span>
        </p>
      )}
      <Refusal error={files.error ?? upload.error} />
    </>
  )
}

function useTemplateUpload(productId: string) {
  const texts = templateFileTexts.use()
  const toast = useToast()
  const send = useChange('POST /api/seller/products/:productId/delivery-templates', stale)
  const [fault, setFault] = useState<'tooLarge' | 'unreadable'>()
  const choose = async (chosen: File) => {
    const file = await readFile(chosen)
    setFault(typeof file === 'string' ? file : undefined)
    if (typeof file === 'string') return send.reset()
    send.mutate(
      { params: { productId }, body: { file }, idempotencyKey: createKey() },
      { onSuccess: () => toast.success(texts.uploaded(file.name)) },
    )
  }
  return { choose, isPending: send.isPending, error: send.error, fault }
}

function FileRow({ file, productId }: { readonly file: TemplateFile; readonly productId: string }) {
  const texts = templateFileTexts.use()
  const toast = useToast()
  const remove = useChange('DELETE /api/seller/products/:productId/delivery-templates/:fileId', stale)
  const { id: fileId, name, bytes, path } = file
  return (
    <div className="papers__file">
      <a className="link" href={path} download>
        {name}
      </a>
      <span className="t13 faint num">{formatSize(bytes)}</span>
      <Button
        size="small"
        aria-label={texts.removeFile(name)}
        disabled={remove.isPending}
        onClick={() =>
          remove.mutate(
            { params: { productId, fileId } },
            { onSuccess: () => toast.success(texts.removed(name)) },
          )
        }
      >
        {texts.remove}
      </Button>
      <Refusal error={remove.error} />
    </div>
  )
}
