import { Suspense, useId, useState } from 'react'
import type { ReactNode } from 'react'
import { ScrollArea } from '../scroll-area.tsx'
import { Plot } from './plot.tsx'
import type { Plotted, Series } from './plot.tsx'
import { formatMeasure } from './scale.ts'
import { chartTexts } from './texts.ts'

type Props = Plotted & {
  readonly title: string
  /** What the chart shows in all, in the head. */
  readonly sum: ReactNode
  /** What is shown if there is no value at all. */
  readonly empty: string
  /** Where what is drawn is listed. */
  readonly link?: ReactNode
}

/**
 * A chart in a card with its legend. Its numbers are always in a table too: in place of the picture if the reader wants
 * it, and otherwise for screen readers.
 */
export function ChartCard({ title, sum, empty, link, ...of }: Props) {
  const texts = chartTexts.use()
  const id = useId()
  const [isTable, setTable] = useState(false)
  // A share of zero is drawn, but bars of nothing are no picture.
  const isEmpty = of.series.every(({ values }) =>
    values.every(
      (value) => value === undefined || ((of.as === 'bars' || of.measure === 'money') && value === 0),
    ),
  )
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card__head">
        <h2 id={id}>{title}</h2>
        {of.series.length > 1 && <Legend of={of} />}
        <span className="grow" />
        {sum && <span className="t13 dim num">{sum}</span>}
        {!isEmpty && (
          <button
            className="link t13"
            type="button"
            aria-label={isTable ? texts.chartOf(title) : texts.tableOf(title)}
            onClick={() => setTable(!isTable)}
          >
            {isTable ? texts.chart : texts.table}
          </button>
        )}
        {link}
      </div>
      {isEmpty ? (
        <p className="chart__none">{empty}</p>
      ) : (
        // A page takes over the picture and the table of each chart by themselves.
        <Suspense>
          {!isTable && <Plot {...of} title={title} />}
          <NumberTable title={title} of={of} isShown={isTable} />
        </Suspense>
      )}
    </section>
  )
}

function Legend({ of: { as, series } }: { readonly of: Plotted }) {
  return (
    <span className="legend" aria-hidden="true">
      {series.map(({ name, look }) => (
        <span key={name}>
          <i className={`legend--${as} series--${look}`} />
          {name}
        </span>
      ))}
    </span>
  )
}

function NumberTable(props: { readonly title: string; readonly of: Plotted; readonly isShown: boolean }) {
  const texts = chartTexts.use()
  const { labels, measure, period, series } = props.of
  const show = ({ values }: Series, at: number): string => {
    const value = values[at]
    return value === undefined ? '–' : formatMeasure(value, measure)
  }
  const table = (
    <table className="table compact">
      <caption className="sr">{props.title}</caption>
      <thead>
        <tr>
          <th scope="col">{period ?? texts.day}</th>
          {series.map(({ name }) => (
            <th key={name} scope="col" className="n">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((label, at) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {series.map((one) => (
              <td key={one.name} className="n num">
                {show(one, at)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (!props.isShown) return <div className="sr">{table}</div>
  return (
    <ScrollArea className="chart__table" label={texts.tableOf(props.title)}>
      {table}
    </ScrollArea>
  )
}
