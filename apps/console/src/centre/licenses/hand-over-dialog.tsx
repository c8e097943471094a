import { omitUndefined } from '@loggia/kernel'
import { mostLicenseText } from '@loggia/protocol/console/licenses/kinds'
import type { LicenseWay } from '@loggia/protocol/console'
import { Segmented, useText } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../api.ts'
import { useChosenFile } from '../parts/chosen-file.ts'
import { DecisionDialog } from '../parts/dialog.tsx'
import type { ReadFile } from '../parts/read-file.ts'
import { TextArea, TextField } from '../parts/fields.tsx'
import { useKeyOf, useThen } from '../supervision/act-dialogs.tsx'
import type { ActProps } from '../supervision/act-dialogs.tsx'
import { staleLicenses } from './stale.ts'
import { licenseTexts } from './texts.ts'

/** The seller hands over a license as a text or a file, which is the proof of its delivery; a code needs neither. */
export function HandOverDialog({ of, onClose, way }: ActProps & { readonly way: LicenseWay }) {
  const texts = licenseTexts.use().handOver
  const text = useText()
  const form = useHandOver({ of, onClose, way })
  return (
    <DecisionDialog
      texts={{ title: texts.acts[way], keep: texts.keep, busy: texts.busy }}
      act={texts.acts[way]}
      change={form.change}
      onClose={onClose}
      onAct={form.send}
    >
      <p className="t13 dim">{text(of.product.name)}</p>
      {way === 'code' ? <p className="t13">{texts.codeText}</p> : <Content of={form} />}
      <TextArea
        name="note"
        label={texts.note}
        hint={texts.noteHint}
        maxLength={2000}
        value={form.note}
        onChange={(event) => form.setNote(event.target.value)}
      />
    </DecisionDialog>
  )
}

function Content({ of }: { readonly of: ReturnType<typeof useHandOver> }) {
  const texts = licenseTexts.use().handOver
  return (
    <>
      <Segmented
        label={texts.kind}
        value={of.kind}
        onChange={of.setKind}
        options={(['text', 'file'] as const).map((value) => ({ value, label: texts.kinds[value] }))}
      />
      {of.kind === 'text' ? (
        <TextArea
          name="text"
          label={texts.text}
          hint={texts.textHint}
          error={of.isTextMissing ? texts.textMissing : undefined}
          rows={6}
          maxLength={mostLicenseText}
          spellCheck={false}
          value={of.written}
          onChange={(event) => of.write(event.target.value)}
        />
      ) : (
        <TextField
          type="file"
          name="file"
          label={texts.file}
          hint={texts.fileHint}
          error={of.file.error}
          onChange={of.file.choose}
        />
      )}
    </>
  )
}

/** Types that are checked by their content; a license in any other form is bytes. */
const checked = new Set(['text/plain', 'application/zip', 'application/pdf', 'image/png', 'image/jpeg'])
const toLicenseFile = (file: ReadFile): ReadFile => ({
  ...file,
  mediaType: checked.has(file.mediaType) ? file.mediaType : 'application/octet-stream',
})

function useHandOver({ of, onClose, way }: ActProps & { readonly way: LicenseWay }) {
  const texts = licenseTexts.use().handOver
  const then = useThen({ done: texts.done[way] }, onClose)
  const [kind, setKind] = useState<'text' | 'file'>(way === 'offline' ? 'file' : 'text')
  const [written, write] = useState('')
  const [note, setNote] = useState('')
  const [isChecked, setChecked] = useState(false)
  const file = useChosenFile(texts)
  const change = useChange('POST /api/seller/supervisions/:supervisionId/license', staleLicenses)
  const idempotencyKey = useKeyOf(kind, written, note, file.chosen)
  const isTextMissing = written.trim() === ''
  const send = () => {
    setChecked(true)
    if (way !== 'code' && kind === 'text' && isTextMissing) return
    if (way !== 'code' && kind === 'file' && !file.chosen) return file.requireOne()
    const body = omitUndefined({
      text: way !== 'code' && kind === 'text' ? written : undefined,
      file: way !== 'code' && kind === 'file' && file.chosen ? toLicenseFile(file.chosen) : undefined,
      note: note.trim() || undefined,
    })
    change.mutate({ params: { supervisionId: of.id }, body, idempotencyKey }, then)
  }
  return {
    kind,
    setKind,
    written,
    write,
    note,
    setNote,
    isTextMissing: isChecked && isTextMissing,
    file,
    change,
    send,
  }
}
