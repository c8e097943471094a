import type { SyncBatch } from '@loggia/protocol/console'
import { Icon, Time, formatCount, useLanguage } from '@loggia/ui'
import { Fragment, useState } from 'react'
import { BatchStateMark } from '../../centre/apps/app-state.tsx'
import { BatchDetail } from './batch-detail.tsx'
import { formatBatch } from '../../centre/apps/batch-words.ts'
import { RepeatButton } from './repeat-button.tsx'
import { syncTexts } from './sync-texts.ts'
import './apps.css'

type Props = {
  readonly connectedAppId: string
  readonly items: readonly SyncBatch[]
  readonly mayRepeat: boolean
}

/** Batches as a table, each of which opens. */
export function BatchRows(props: Props) {
  const { columns } = syncTexts.use().batches
  const [open, setOpen] = useState<string>()
  return (
    <div className="scroll-x">
      <table className="table rows rows--two batches">
        <thead>
          <tr>
            <th scope="col">{columns.what}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.created}</th>
            <th scope="col" className="n">
              {columns.more}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.items.map((batch) => (
            <Fragment key={batch.id}>
              <Row
                {...props}
                of={batch}
                isOpen={open === batch.id}
                onToggle={() => setOpen(open === batch.id ? undefined : batch.id)}
              />
              {open === batch.id && (
                <tr className="batches__open">
                  <td colSpan={4} id={`batch-${batch.n}`}>
                    <BatchDetail id={batch.id} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({
  connectedAppId,
  of,
  mayRepeat,
  isOpen,
  onToggle,
}: Props & { readonly of: SyncBatch; readonly isOpen: boolean; onToggle(): void }) {
  const texts = syncTexts.use().batches
  const language = useLanguage()
  const n = formatCount(of.n)
  return (
    <tr>
      <td className="rows__head">
        <b className="strong">{formatBatch(of, language)}</b>
        <p className="below num">{texts.number(n)}</p>
      </td>
      <td className="rows__beside">
        <BatchStateMark of={of.state} />
      </td>
      <td className="rows__below">
        <Time at={of.createdAt} />
      </td>
      <td className="rows__end n">
        <div className="acts">
          {mayRepeat && of.state === 'left_out' && (
            <RepeatButton connectedAppId={connectedAppId} batch={of} />
          )}
          <button
            className="link batches__more"
            type="button"
            aria-expanded={isOpen}
            aria-controls={isOpen ? `batch-${of.n}` : undefined}
            aria-label={isOpen ? texts.hide(n) : texts.show(n)}
            onClick={onToggle}
          >
            <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} />
          </button>
        </div>
      </td>
    </tr>
  )
}
