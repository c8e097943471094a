import { formatMeasure, formatTick, listTicks, pickLabels, computePlace } from './scale.ts'
import type { Measure, Ticks } from './scale.ts'

/** One series of a chart. At a position without a value nothing is drawn. */
export type Series = {
  readonly name: string
  /** The one that matters is *accent*, failures are *bad*, and all others are grey. */
  readonly look: 'accent' | 'calm' | 'dashed' | 'bad'
  readonly values: readonly (number | undefined)[]
}
export type Plotted = {
  /** Bars of one position stand on each other. */
  readonly as: 'bars' | 'lines'
  readonly measure: Measure
  /** The days. */
  readonly labels: readonly string[]
  readonly series: readonly Series[]
}

const height = 176
/** Room for half a line of text above the highest tick, and below the lowest. */
const margin = 8
const mostLabels = 5
const yOf = (ticks: Ticks, value: number): number => margin + (1 - computePlace(ticks, value)) * height
const toWidth = (part: number, whole: number): string => `${Math.round((part / whole) * 1e4) / 100}%`

/**
 * The picture of a chart. Across, all is in per cent, so that it fits any width while its texts keep their size. It is
 * for the eye only: the same numbers stand in a table.
 */
export function Plot(props: Plotted) {
  const { labels, measure, series } = props
  const ticks = listTicks(listHeights(props), measure)
  const nameValue = ({ name, values }: Series, at: number): string => {
    const value = values[at]
    return `${name}: ${value === undefined ? '–' : formatMeasure(value, measure)}`
  }
  return (
    <div className="chart" aria-hidden="true">
      <svg className="chart__y" width="48" height={height + 2 * margin}>
        {ticks.map((tick) => (
          <text key={tick} x="40" y={yOf(ticks, tick) + 4} textAnchor="end">
            {formatTick(tick, measure)}
          </text>
        ))}
      </svg>
      <svg width="100%" height={height + 2 * margin}>
        {ticks.map((tick) => (
          <line key={tick} x1="0" x2="100%" y1={yOf(ticks, tick)} y2={yOf(ticks, tick)} />
        ))}
        {props.as === 'bars' ? <Bars of={props} ticks={ticks} /> : <Lines of={props} ticks={ticks} />}
        {labels.map((label, at) => (
          <g key={label} className="chart__slot">
            <title>{[label, ...series.map((one) => nameValue(one, at))].join('\n')}</title>
            <rect x={toWidth(at, labels.length)} width={toWidth(1, labels.length)} height="100%" />
          </g>
        ))}
      </svg>
      <span />
      <svg width="100%" height="18">
        {pickLabels(labels.length, mostLabels).map((at) => (
          <text key={at} x={toWidth(at + 0.5, labels.length)} y="13" textAnchor={anchorOf(at, labels.length)}>
            {labels[at]}
          </text>
        ))}
      </svg>
    </div>
  )
}

/** The first and the last label would be cut off if they stood in the middle of a narrow position. */
function anchorOf(at: number, count: number): 'start' | 'middle' | 'end' {
  if (count <= mostLabels) return 'middle'
  return at === 0 ? 'start' : at === count - 1 ? 'end' : 'middle'
}

/** What the axis has to reach: single values, and for bars all of one position together. */
function listHeights({ as, labels, series }: Plotted): readonly number[] {
  if (as === 'lines') return series.flatMap(({ values }) => values.filter((value) => value !== undefined))
  return labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
}

type Drawn = { readonly of: Plotted; readonly ticks: Ticks }

function Bars({ of: { labels, series }, ticks }: Drawn) {
  return labels.flatMap((label, at) => {
    let below = 0
    return series.map(({ name, look, values }) => {
      const value = values[at] ?? 0
      const [bottom, top] = [yOf(ticks, below), yOf(ticks, below + value)]
      below += value
      // A single failure among thousands of calls is still seen.
      const tall = value > 0 ? Math.max(look === 'bad' ? 2 : 0, bottom - top) : 0
      return (
        <rect
          key={`${label} ${name}`}
          className={`series--${look}`}
          x={toWidth(at + 0.16, labels.length)}
          width={toWidth(0.68, labels.length)}
          y={bottom - tall}
          height={tall}
        />
      )
    })
  })
}

function Lines({ of: { labels, series }, ticks }: Drawn) {
  const box = `0 0 ${labels.length} ${height + 2 * margin}`
  return (
    <>
      <svg width="100%" height={height + 2 * margin} viewBox={box} preserveAspectRatio="none">
        {series.flatMap(({ name, look, values }) =>
          listRuns(values).map((run) => (
            <polyline
              key={`${name} ${run[0]?.at ?? 0}`}
              className={`series--${look}`}
              points={run.map(({ at, value }) => `${at + 0.5},${yOf(ticks, value)}`).join(' ')}
            />
          )),
        )}
      </svg>
      {series.flatMap(({ name, look, values }) =>
        listDots(values).map(({ at, value }) => (
          <circle
            key={`${name} ${at}`}
            className={`series--${look}`}
            cx={toWidth(at + 0.5, labels.length)}
            cy={yOf(ticks, value)}
            r="2.5"
          />
        )),
      )}
    </>
  )
}

type Point = { readonly at: number; readonly value: number }

/** Neighbours that have values; a position without one interrupts the line. */
function listRuns(values: Series['values']): readonly (readonly Point[])[] {
  const runs: Point[][] = []
  values.forEach((value, at) => {
    if (value === undefined) return
    if (values[at - 1] === undefined) runs.push([])
    runs.at(-1)?.push({ at, value })
  })
  return runs
}

/** A value without neighbours makes no line, so it is a dot; so is the newest value. */
function listDots(values: Series['values']): readonly Point[] {
  const runs = listRuns(values)
  return runs.flatMap((run, index) => (run.length === 1 || index === runs.length - 1 ? run.slice(-1) : []))
}
