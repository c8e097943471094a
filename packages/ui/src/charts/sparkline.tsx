/** One bar: how much there was, and how much of it failed. */
export type SparkBar = { readonly all: number; readonly failed: number }

const [width, height, leastTall] = [120, 24, 3]

/** A row of small bars beside the numbers that they show, from which it takes its meaning; failures are red. */
export function Sparkline({ bars }: { readonly bars: readonly SparkBar[] }) {
  const highest = Math.max(1, ...bars.map(({ all }) => all))
  const step = width / Math.max(1, bars.length)
  const tallOf = (part: number): number => (part === 0 ? 0 : Math.max(leastTall, (part / highest) * height))
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {bars.map(
        ({ all, failed }, at) =>
          // Bars have no identity but their place; a day without any has none, which spares the browser most of them.
          all > 0 && (
            <g key={String(at)}>
              <rect x={at * step} width={step * 0.7} y={height - tallOf(all)} height={tallOf(all)} />
              {failed > 0 && (
                <rect
                  className="series--bad"
                  x={at * step}
                  width={step * 0.7}
                  y={height - tallOf(failed)}
                  height={tallOf(failed)}
                />
              )}
            </g>
          ),
      )}
    </svg>
  )
}

/** A bar for a part of a whole, below the number that says it: red if it is what failed. */
export function ShareBar(props: {
  readonly part: number
  readonly whole: number
  readonly look?: 'bad' | 'accent'
}) {
  const share = props.whole === 0 ? 0 : props.part / props.whole
  return (
    <svg className="sharebar" width="100%" height="6" aria-hidden="true">
      <rect className="sharebar__ground" width="100%" height="6" rx="3" />
      <rect
        className={`series--${props.look ?? 'bad'}`}
        width={`${Math.round(share * 1000) / 10}%`}
        height="6"
        rx="3"
      />
    </svg>
  )
}
