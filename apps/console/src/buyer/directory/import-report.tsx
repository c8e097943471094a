import { Link } from '@tanstack/react-router'
import { mostImportFaults } from '@loggia/protocol/console/directory/kinds'
import type { ImportReport, ImportedKind } from '@loggia/protocol/console'
import { Button, Icon, formatCount, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useIdempotencyKey } from '../../centre/api.ts'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { Filter, TickField } from '../../centre/parts/fields.tsx'
import { Outcome } from '../../centre/parts/outcome.tsx'
import { Card } from '../../centre/parts/page.tsx'
import type { ReadFile } from '../../centre/parts/read-file.ts'
import { importTexts } from './import-texts.ts'
import { staleDirectory } from './stale.ts'
import './directory.css'

type Props = {
  readonly enterpriseId: string
  readonly of: { readonly what: ImportedKind; readonly file: ReadFile; readonly report: ImportReport }
  /** Back to the choice of a file. */
  onLeave(): void
}

/** What the import of a checked file would do, and its import; afterwards, what it did. */
export function CheckReport({ enterpriseId, of, onLeave }: Props) {
  const texts = importTexts.use()
  const id = useId()
  const [isComplete, setComplete] = useState(true)
  const idempotencyKey = useIdempotencyKey()
  const apply = useChange('POST /api/buyer/enterprises/:enterpriseId/imports', staleDirectory)
  const done = apply.data
  const shown = done ?? of.report
  const onAct = () =>
    apply.mutate({
      params: { enterpriseId },
      body: { what: of.what, file: of.file, complete: isComplete },
      idempotencyKey: `${idempotencyKey}-${isComplete ? 'all' : 'some'}`,
    })
  return (
    <Card
      id={id}
      title={done ? texts.done.title : texts.report.title}
      beside={<span className="t13 faint">{texts.report.file(of.file.name)}</span>}
      bare
    >
      <Figures of={shown} />
      <div className="card__body stack dir__apply">
        {done ? (
          <Done enterpriseId={enterpriseId} of={done} />
        ) : (
          <Question of={of.report} isComplete={isComplete} onComplete={setComplete} />
        )}
        <Refusal error={apply.error} />
        <div className="row row--wrap">
          {!done && (
            <ActButton
              busy={texts.report.busy}
              isBusy={apply.isPending}
              disabled={countRows(of.report) === 0 || (isComplete && of.report.faulty > 0)}
              onAct={onAct}
            >
              {texts.report.act(formatCount(countRows(of.report)), countRows(of.report))}
            </ActButton>
          )}
          <Button disabled={apply.isPending} onClick={onLeave}>
            {done ? texts.done.next : texts.another}
          </Button>
        </div>
      </div>
      {shown.faults.length > 0 && <Faults of={shown} />}
    </Card>
  )
}

/** The rows that an import would write. */
const countRows = ({ added, changed, returned }: ImportReport): number => added + changed + returned

function Figures({ of }: { readonly of: ImportReport }) {
  const texts = importTexts.use().report
  const names = ['rows', 'added', 'changed', 'returned', 'unchanged', 'faulty'] as const
  return (
    <dl className="figs dir__figs">
      {names.map((name) => (
        <div key={name}>
          <dt>{texts[name]}</dt>
          <dd className={name === 'faulty' && of.faulty > 0 ? 'v c-bad' : 'v'}>{formatCount(of[name])}</dd>
        </div>
      ))}
    </dl>
  )
}

function Question(props: {
  readonly of: ImportReport
  readonly isComplete: boolean
  onComplete(isComplete: boolean): void
}) {
  const texts = importTexts.use().report
  const { of, isComplete } = props
  if (of.faulty === 0) return <p className="t13 dim">{countRows(of) === 0 ? texts.nothing : texts.none}</p>
  return (
    <>
      <TickField name="complete" label={texts.complete} checked={isComplete} onChange={props.onComplete} />
      {isComplete && (
        <div className="note note--warn">
          <Icon name="alert" />
          <p>{texts.blocked(formatCount(of.faulty), of.faulty)}</p>
        </div>
      )}
    </>
  )
}

function Done({ enterpriseId, of }: { readonly enterpriseId: string; readonly of: ImportReport }) {
  const texts = importTexts.use().done
  const counts = (['added', 'changed', 'returned', 'unchanged'] as const)
    .filter((name) => of[name] > 0)
    .map((name) => texts[name](formatCount(of[name])))
    .join(texts.comma)
  const faulty = formatCount(of.faulty)
  if (!of.applied) return <Outcome warn text={texts.not(faulty)} />
  return (
    <Outcome warn={of.faulty > 0} text={of.faulty > 0 ? texts.part(counts, faulty) : texts.text(counts)}>
      <Link className="link" to="/buyer/companies/$enterpriseId" params={{ enterpriseId }}>
        {texts.see}
      </Link>
    </Outcome>
  )
}

/** Of faults that are shown at once. */
const step = 50
/** Stands for a fault of a whole row, which has no column. */
const wholeRow = '*'
const columnOf = ({ column = wholeRow }: ImportReport['faults'][number]): string => column

function Faults({ of }: { readonly of: ImportReport }) {
  const texts = importTexts.use().report
  const text = useText()
  const [column, setColumn] = useState<string>()
  const [most, setMost] = useState(step)
  const columns = [...new Set(of.faults.map(columnOf))]
  const found = of.faults.filter((fault) => column === undefined || columnOf(fault) === column)
  const isCut = of.faults.length >= mostImportFaults
  const id = useId()
  return (
    <section className="dir__faults" aria-labelledby={id}>
      <div className="tools filters">
        <h3 className="t13 strong" id={id}>
          {texts.faults}
        </h3>
        <Filter
          label={texts.columnFilter}
          any={texts.anyColumn}
          value={column}
          options={columns.map((name) => [name, name === wholeRow ? texts.wholeRow : name])}
          onChoose={setColumn}
        />
      </div>
      <div className="scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="dir__line n">
                {texts.line}
              </th>
              <th scope="col">{texts.column}</th>
              <th scope="col">{texts.problem}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, most).map((fault) => (
              <tr key={`${fault.line} ${fault.column} ${fault.code}`}>
                <td className="n num">{formatCount(fault.line)}</td>
                <td>{fault.column ?? texts.wholeRow}</td>
                <td>{text(fault.text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {(isCut || found.length > most) && (
        <div className="row between row--wrap card__foot">
          <span className="t13 faint">
            {isCut && texts.some(formatCount(of.faults.length), formatCount(of.faulty))}
          </span>
          {found.length > most && (
            <Button size="small" onClick={() => setMost(most + step)}>
              {texts.more}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
