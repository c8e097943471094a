import type { Enterprise, ImportReport, ImportedKind } from '@loggia/protocol/console'
import { importedKinds } from '@loggia/protocol/console/directory/kinds'
import { Button, Icon, Segmented } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { useChosenFile } from '../../centre/parts/chosen-file.ts'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { AfterHydration, CardSkeleton } from '../../centre/parts/loaded.tsx'
import { Card } from '../../centre/parts/page.tsx'
import type { ReadFile } from '../../centre/parts/read-file.ts'
import { formatSample, useImportColumns } from './import-columns.ts'
import { CheckReport } from './import-report.tsx'
import { importTexts } from './import-texts.ts'
import './directory.css'

type Checked = { readonly what: ImportedKind; readonly file: ReadFile; readonly report: ImportReport }

/** Files with the people and the departments of a company, to save and to import. */
export function ImportTab({ of }: { readonly of: Enterprise }) {
  const [what, setWhat] = useState<ImportedKind>('people')
  const [checked, setChecked] = useState<Checked>()
  return (
    <div className="od__main">
      <ExportCard enterpriseId={of.id} />
      <AfterHydration skeleton={<CardSkeleton rows={5} />}>
        {checked ? (
          <CheckReport enterpriseId={of.id} of={checked} onLeave={() => setChecked(undefined)} />
        ) : (
          <>
            <FileCard enterpriseId={of.id} what={what} onWhat={setWhat} onChecked={setChecked} />
            <ColumnsCard what={what} />
          </>
        )}
      </AfterHydration>
    </div>
  )
}

function ExportCard({ enterpriseId }: { readonly enterpriseId: string }) {
  const texts = importTexts.use().export
  const params = { enterpriseId }
  return (
    <Card id={useId()} title={texts.title}>
      <div className="row between row--wrap">
        <p className="t13 dim">{texts.text}</p>
        <span className="row row--wrap">
          <CsvLink of="GET /api/buyer/enterprises/:enterpriseId/people.csv" params={params}>
            <Icon name="download" />
            {texts.people}
          </CsvLink>
          <CsvLink of="GET /api/buyer/enterprises/:enterpriseId/departments.csv" params={params}>
            <Icon name="download" />
            {texts.departments}
          </CsvLink>
        </span>
      </div>
    </Card>
  )
}

/** The file to import. It is checked first, and nothing is changed yet. */
function FileCard(props: {
  readonly enterpriseId: string
  readonly what: ImportedKind
  onWhat(what: ImportedKind): void
  onChecked(checked: Checked): void
}) {
  const texts = importTexts.use()
  const { enterpriseId, what, onWhat, onChecked } = props
  const file = useChosenFile(texts)
  const check = useChange('POST /api/buyer/enterprises/:enterpriseId/imports/preview', [])
  const onSubmit = () => {
    const { chosen } = file
    if (!chosen) return file.requireOne()
    check.mutate(
      { params: { enterpriseId }, body: { what, file: chosen } },
      { onSuccess: (report) => onChecked({ what, file: chosen, report }) },
    )
  }
  return (
    <Card
      id={useId()}
      title={texts.title}
      end={
        <Segmented
          label={texts.what}
          value={what}
          onChange={onWhat}
          options={importedKinds.map((value) => ({ value, label: texts.kinds[value] }))}
        />
      }
    >
      <CheckedForm className="stack dir__import" onSubmit={onSubmit}>
        <p className="t13 dim">{texts.lead[what]}</p>
        {what === 'people' && <p className="t13 dim">{texts.order}</p>}
        <TextField
          name="file"
          label={texts.file}
          hint={texts.fileHint}
          error={file.error}
          type="file"
          accept=".csv,.txt,text/csv"
          onChange={file.choose}
        />
        <Refusal error={check.error} />
        <div>
          <Button type="submit" disabled={check.isPending} aria-busy={check.isPending}>
            {check.isPending ? texts.checking : texts.check}
          </Button>
        </div>
      </CheckedForm>
    </Card>
  )
}

/** What the columns of a file are, and a file to begin with. */
function ColumnsCard({ what }: { readonly what: ImportedKind }) {
  const { columns: texts, sample } = importTexts.use()
  const columns = useImportColumns(what)
  return (
    <Card
      id={useId()}
      title={texts.title}
      end={
        <a className="btn btn--sm" href={formatSample(columns)} download={sample.name[what]}>
          <Icon name="download" />
          {sample.act}
        </a>
      }
      bare
    >
      <div className="scroll-x">
        <table className="table rows">
          <thead>
            <tr>
              <th scope="col">{texts.name}</th>
              <th scope="col">{texts.needed}</th>
              <th scope="col">{texts.what}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ head, what: content, isNeeded }) => (
              <tr key={head}>
                <td className="rows__head">
                  <b className="strong">{head}</b>
                </td>
                <td data-label={texts.needed}>{isNeeded ? texts.yes : texts.no}</td>
                <td data-label={texts.what}>{content}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="card__foot t12 faint">{texts.note}</p>
    </Card>
  )
}
