import { formatSize } from '@loggia/kernel'
import type { Paper } from '@loggia/protocol/console'
import { askedPapers, paperMediaTypes, requiredPapers } from '@loggia/protocol/console/papers/kinds'
import type { PaperKind, PaperPurpose } from '@loggia/protocol/console/papers/kinds'
import type { OrganisationKind } from '@loggia/protocol/console/parties/kinds'
import { Icon } from '@loggia/ui'
import { useRef } from 'react'
import './papers.css'
import { paperTexts } from './texts.ts'
import type { PapersState } from './use-papers.ts'

type Asked = { readonly purpose: PaperPurpose; readonly applicant: OrganisationKind }

/** The required papers that are not uploaded yet. */
export function listMissingPapers({ purpose, applicant }: Asked, items: readonly Paper[]): PaperKind[] {
  const required: readonly PaperKind[] = requiredPapers[purpose][applicant]
  return required.filter((kind) => !items.some((paper) => paper.kind === kind))
}

/** One row for each kind of paper, with its files. `isChecked`: missing papers are marked. */
export function PaperFields(
  props: Asked & { readonly of: PapersState; readonly isChecked: boolean; readonly idPrefix?: string },
) {
  const { of, isChecked, purpose, applicant, idPrefix = 'paper-' } = props
  const texts = paperTexts.use()
  const missing = listMissingPapers({ purpose, applicant }, of.items)
  const required: readonly PaperKind[] = requiredPapers[purpose][applicant]
  return (
    <fieldset className="papers">
      <legend>{texts.title}</legend>
      <p className="hint">{texts.hint}</p>
      <ul className="papers__kinds">
        {askedPapers[purpose][applicant].map((kind) => (
          <KindRow
            key={kind}
            id={`${idPrefix}${kind}`}
            kind={kind}
            of={of}
            isRequired={required.includes(kind)}
            fault={isChecked && missing.includes(kind) ? texts.missing : undefined}
          />
        ))}
      </ul>
      <p className="sr" role="status">
        {of.busy ? texts.uploading(of.busy.name) : of.said}
      </p>
    </fieldset>
  )
}

type RowProps = {
  readonly id: string
  readonly kind: PaperKind
  readonly of: PapersState
  readonly isRequired: boolean
  readonly fault: string | undefined
}

function KindRow({ id, kind, of, isRequired, fault }: RowProps) {
  const texts = paperTexts.use()
  const own = of.items.filter((paper) => paper.kind === kind)
  const error = of.refused?.kind === kind ? of.refused.text : fault
  const name = texts.kinds[kind]
  return (
    <li className="papers__kind">
      <div>
        <p>
          <b className="strong">{name}</b>{' '}
          <span className="t13 faint">{isRequired ? texts.required : texts.optional}</span>
        </p>
        <p className="hint" id={`${id}-hint`}>
          {texts.hints[kind]}
        </p>
      </div>
      {own.map((paper) => (
        <PaperRow key={paper.file.id} paper={paper} of={of} mayRemove={!isRequired || own.length > 1} />
      ))}
      {of.busy?.kind === kind && (
        <p className="papers__busy t13 dim">
          <progress aria-label={texts.uploading(of.busy.name)} /> {of.busy.name}
        </p>
      )}
      {error !== undefined && (
        <p className="error" id={`${id}-error`} role="alert">
          <Icon name="alert" />
          <span>{error}</span>
        </p>
      )}
      <ChooseFile
        id={id}
        label={own.length > 0 ? texts.more : texts.choose}
        what={name}
        isInvalid={error !== undefined}
        isBusy={of.busy !== undefined}
        onChoose={(file) => of.add(kind, file)}
      />
    </li>
  )
}

function PaperRow(props: { readonly paper: Paper; readonly of: PapersState; readonly mayRemove: boolean }) {
  const { paper, of, mayRemove } = props
  const texts = paperTexts.use()
  const { id, name, bytes, path } = paper.file
  return (
    <div className="papers__file">
      <a className="link" href={path}>
        {name}
      </a>
      <span className="t13 faint num">{formatSize(bytes)}</span>
      <ChooseFile
        id={`replace-${id}`}
        label={texts.replace}
        what={name}
        isInvalid={false}
        isBusy={of.busy !== undefined}
        onChoose={(file) => of.add(paper.kind, file, id)}
      />
      {mayRemove && (
        <button
          type="button"
          className="btn btn--sm"
          aria-label={texts.of(texts.remove, name)}
          disabled={of.busy !== undefined}
          onClick={() => of.remove(paper)}
        >
          {texts.remove}
        </button>
      )}
    </div>
  )
}

/** A button that opens the browser's choice of a file. The button has the focus; the input itself is not reached. */
function ChooseFile(props: {
  readonly id: string
  readonly label: string
  readonly what: string
  readonly isInvalid: boolean
  readonly isBusy: boolean
  readonly onChoose: (file: File) => void
}) {
  const { id, label, what, isInvalid, isBusy, onChoose } = props
  const texts = paperTexts.use()
  const input = useRef<HTMLInputElement>(null)
  return (
    <div>
      <button
        type="button"
        id={id}
        className="btn btn--sm"
        aria-label={texts.of(label, what)}
        data-invalid={isInvalid}
        aria-describedby={isInvalid ? `${id}-error` : undefined}
        disabled={isBusy}
        onClick={() => input.current?.click()}
      >
        {label}
      </button>
      <input
        ref={input}
        className="sr"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        accept={paperMediaTypes.join(',')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onChoose(file)
          event.target.value = ''
        }}
      />
    </div>
  )
}
