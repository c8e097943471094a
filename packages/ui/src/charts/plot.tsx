import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useLanguage } from '../language.tsx'
import { formatMeasure, formatTick, listTicks, pickLabels, computePlace } from './scale.ts'
import type { Measure, Ticks } from './scale.ts'
import { chartTexts } from './texts.ts'

/** One series of a chart. At a position without a value nothing is drawn. */
export type Series = {
  readonly name: string
  /**
   * The one that matters is *accent*, failures are *bad*, all others are grey: *calm*, the darker *firm*, *dashed*. What
   * has not happened yet is *ahead*.
   */
  readonly look: 'accent' | 'calm' | 'firm' | 'dashed' | 'ahead' | 'bad'
  readonly values: readonly (number | undefined)[]
}
export type Plotted = {
  /** Bars of one position stand on each other. */
  readonly as: 'bars' | 'lines'
  readonly measure: Measure
  /** The days, or other periods. */
  readonly labels: readonly string[]
  /** The position that is read out at first, if not the last. */
  readonly first?: number
  /** What a label is, if not a day. */
  readonly period?: string
  readonly series: readonly Series[]
}

const height = 176
/** Room for half a line of text above the highest tick, and below the lowest. */
const margin = 8
const mostLabels = 5
const yOf = (ticks: Ticks, value: number): number => margin + (1 - computePlace(ticks, value)) * height
const toWidth = (part: number, whole: number): string => `${Math.round((part / whole) * 1e4) / 100}%`

/**
 * The picture of a chart. Across, all is in per cent, so that it fits any width while its texts keep their size. One
 * position is read out below it: the one under the pointer, or that which the arrow keys choose; at first the last one.
 */
export function Plot(props: Plotted & { readonly title: string }) {
  const { labels, measure, series } = props
  const texts = chartTexts.use()
  const [chosen, setChosen] = useState<number>()
  const ticks = listTicks(listHeights(props), measure)
  const last = labels.length - 1
  const at = Math.min(chosen ?? props.first ?? last, last)
  const onKeyDown = (event: KeyboardEvent) => {
    const to = findPosition(event.key, at, last)
    if (to === undefined) return
    event.preventDefault()
    setChosen(to)
  }
  const named = series.map(({ name, look, values }) => {
    const value = values[at]
    return { name, look, value: value === undefined ? '–' : formatMeasure(value, measure) }
  })
  return (
    <div
      className="chart"
      role="slider"
      tabIndex={0}
      aria-label={texts.valuesOf(props.title)}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at}
      aria-valuetext={[labels[at], ...named.map(({ name, value }) => `${name} ${value}`)].join('; ')}
      onKeyDown={onKeyDown}
      onPointerLeave={() => setChosen(undefined)}
    >
      <Axis ticks={ticks} measure={measure} />
      <svg width="100%" height={height + 2 * margin} aria-hidden="true">
        {ticks.map((tick) => (
          <line key={tick} x1="0" x2="100%" y1={yOf(ticks, tick)} y2={yOf(ticks, tick)} />
        ))}
        {props.as === 'bars' ? <Bars of={props} ticks={ticks} /> : <Lines of={props} ticks={ticks} />}
        {labels.map((label, i) => (
          <rect
            key={label}
            className={i === chosen ? 'chart__slot chart__slot--on' : 'chart__slot'}
            x={toWidth(i, labels.length)}
            width={toWidth(1, labels.length)}
            height="100%"
            onPointerEnter={() => setChosen(i)}
          />
        ))}
      </svg>
      <span />
      <svg width="100%" height="18" aria-hidden="true">
        {pickLabels(labels.length, mostLabels).map((i) => (
          <text key={i} x={toWidth(i + 0.5, labels.length)} y="13" textAnchor={anchorOf(i, labels.length)}>
            {labels[i]}
          </text>
        ))}
      </svg>
      <Reading as={props.as} label={labels[at]} of={named} />
    </div>
  )
}

function Axis({ ticks, measure }: { readonly ticks: Ticks; readonly measure: Measure }) {
  const language = useLanguage()
  return (
    <svg className="chart__y" width="56" height={height + 2 * margin} aria-hidden="true">
      {ticks.map((tick) => (
        <text key={tick} x="48" y={yOf(ticks, tick) + 4} textAnchor="end">
          {formatTick(tick, measure, language)}
        </text>
      ))}
    </svg>
  )
}

type Read = {
  readonly as: Plotted['as']
  readonly label: string | undefined
  readonly of: readonly { readonly name: string; readonly look: Series['look']; readonly value: string }[]
}

/** The values of one position. */
function Reading({ as, label, of }: Read) {
  return (
    <p className="chart__read" aria-hidden="true">
      <b>{label}</b>
      {of.map(({ name, look, value }) => (
        <span key={name}>
          <i className={`legend--${as} series--${look}`} />
          {name} <b>{value}</b>
        </span>
      ))}
    </p>
  )
}

/** Where an arrow key leads to. */
function findPosition(key: string, at: number, last: number): number | undefined {
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, at - 1)
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(last, at + 1)
  if (key === 'Home') return 0
  return key === 'End' ? last : undefined
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

function Lines({ of: { labels, measure, series }, ticks }: Drawn) {
  const box = `0 0 ${labels.length} ${height + 2 * margin}`
  return (
    <>
      <svg width="100%" height={height + 2 * margin} viewBox={box} preserveAspectRatio="none">
        {measure === 'money' && <Area of={series} ticks={ticks} />}
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

/** What lies below the series that matters. */
function Area({ of, ticks }: { readonly of: readonly Series[]; readonly ticks: Ticks }) {
  const bottom = margin + height
  return of.flatMap(({ look, values }) =>
    look === 'accent'
      ? listRuns(values).map((run) => {
          const top = run.map(({ at, value }) => `${at + 0.5},${yOf(ticks, value)}`)
          const [from = 0, to = 0] = [run[0]?.at, run.at(-1)?.at]
          const points = [`${from + 0.5},${bottom}`, ...top, `${to + 0.5},${bottom}`].join(' ')
          return <polygon key={from} points={points} />
        })
      : [],
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
