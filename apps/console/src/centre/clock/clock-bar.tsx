import { Link } from '@tanstack/react-router'
import type { ClockState, Coming } from '@loggia/protocol/console'
import { toIso } from '@loggia/kernel'
import { Icon, Time, formatCount } from '@loggia/ui'
import { useEffect, useState } from 'react'
import { useRead } from '../api.ts'
import { useFrame, useNow } from '../frame.ts'
import type { Area } from '../frame.ts'
import { useMayAsk } from '../rights/rights.ts'
import { clockTexts } from './texts.ts'
import { comingTexts } from './coming-texts.ts'
import { ComingWhat } from './coming-what.tsx'
import { DoneText, MoveText } from './move-text.tsx'
import { findRefusal, useAheadText, useClock, useFollowing, useMoves } from './use-clock.ts'
import './clock.css'

const tickMs = 1000

/** Shown only if the market's time may be moved: the time, the moves, and what comes next. */
export function ClockBar({ area }: { readonly area: Area }) {
  const texts = clockTexts.use()
  const clock = useClock()
  useFollowing(clock)
  const moves = useMoves()
  const { session, demo } = useFrame()
  // A phone shows those who cannot move the clock only a line, and the time when they ask for it.
  const [isShown, setShown] = useState(false)
  // Known before the clock has answered, so that nothing on the page moves then.
  const mayMove = clock?.mayMove ?? (session?.operator === true || (demo && session?.seller !== undefined))
  return (
    <section className={mayMove ? 'clockbar' : 'clockbar clockbar--thin'} aria-label={texts.label}>
      {!mayMove && (
        <button
          className="clockbar__line"
          type="button"
          aria-expanded={isShown}
          aria-label={texts.label}
          onClick={() => setShown(!isShown)}
        />
      )}
      <div className={isShown ? 'clockbar__in is-shown' : 'clockbar__in'}>
        <span className="lab">
          <Icon name="clock" />
          {texts.label}
        </span>
        <MarketTime clock={clock} />
        {mayMove && <Acts area={area} clock={clock} moves={moves} />}
        <span className="clockbar__said t13" role="status">
          <Said clock={clock} moves={moves} />
        </span>
        {area === 'operator' && <NextEvents clock={clock} onGo={moves.move} />}
      </div>
    </section>
  )
}

function MarketTime({ clock }: { readonly clock: ClockState | undefined }) {
  const aheadText = useAheadText()
  const ticking = useTicking(clock?.moving === undefined)
  return (
    <span className="now">
      <Time at={clock?.moving ? clock.now : ticking} precision="second" />
      {clock && <small>{aheadText(clock.aheadMs)}</small>}
    </span>
  )
}

/** The market's time, updated every second while it runs. */
function useTicking(runs: boolean): string {
  const now = useNow()
  const sent = useFrame().now
  const [ticks, tick] = useState(0)
  useEffect(() => {
    if (!runs) return undefined
    tick((count) => count + 1)
    const timer = setInterval(() => tick((count) => count + 1), tickMs)
    return () => clearInterval(timer)
  }, [runs])
  // First the time with which the server rendered.
  return ticks === 0 ? sent : toIso(now())
}

type Moves = ReturnType<typeof useMoves>

function Acts({
  area,
  clock,
  moves,
}: {
  readonly area: Area
  readonly clock: ClockState | undefined
  readonly moves: Moves
}) {
  const texts = clockTexts.use()
  if (clock?.moving)
    return (
      <span className="acts">
        <button className="btn" type="button" disabled={clock.moving.stopping} onClick={moves.stop}>
          <Icon name="x" />
          {texts.stop}
        </button>
      </span>
    )
  const asks = [
    [texts.day, { kind: 'by', days: 1 }],
    [texts.days, { kind: 'by', days: 30 }],
    [texts.next, { kind: 'next' }],
  ] as const
  return (
    <span className="acts" role="group" aria-label={texts.acts}>
      {asks.map(([name, ask]) => (
        <button
          key={name}
          className="btn"
          type="button"
          disabled={moves.isPending || !clock}
          onClick={() => moves.move(ask)}
        >
          {name}
        </button>
      ))}
      {area !== 'buyer' && (
        <Link className="btn" to={`/${area}/clock`}>
          {texts.more}
        </Link>
      )}
    </span>
  )
}

/** The result of the reader's last move, or why it was refused. */
function Said({ clock, moves }: { readonly clock: ClockState | undefined; readonly moves: Moves }) {
  const texts = clockTexts.use()
  if (moves.error) return findRefusal(moves.error) ?? texts.notMoved
  if (clock?.moving)
    return clock.moving.stopping ? (
      texts.stopping
    ) : (
      <>
        <MoveText target={clock.moving.target} /> · <DoneText of={clock.moving} />
      </>
    )
  if (!clock?.last || !moves.isSuccess) return null
  return (
    <>
      {texts.ends[clock.last.end]} · <DoneText of={clock.last} />
    </>
  )
}

const shownAtOnce = 8

function NextEvents(props: {
  readonly clock: ClockState | undefined
  onGo(ask: { kind: 'to'; at: string }): void
}) {
  const texts = clockTexts.use()
  const { empty: nothing } = comingTexts.use()
  const mayAsk = useMayAsk('GET /api/operator/coming', ['reviewer', 'appeals', 'finance', 'catalogue'])
  const { data } = useRead('GET /api/operator/coming', { query: { limit: shownAtOnce } }, { enabled: mayAsk })
  const mayGo = props.clock?.mayMove === true && props.clock.moving === undefined
  const items = data?.items ?? []
  return (
    <details>
      <summary>
        {texts.coming} <span className="num">{formatCount(items.length)}</span>
        <Icon name="chevron-down" />
      </summary>
      <ul className="pop">
        {items.length === 0 && <li className="faint">{nothing}</li>}
        {items.map((item) => (
          <li key={keyOf(item)}>
            <Time at={item.at} />
            <span>
              <ComingWhat item={item} />
            </span>
            {mayGo && <GoHere item={item} onGo={props.onGo} />}
          </li>
        ))}
      </ul>
    </details>
  )
}

const keyOf = (item: Coming): string => `${item.kind} ${item.what} ${item.callId ?? item.subject}`

function GoHere({
  item,
  onGo,
}: {
  readonly item: Coming
  readonly onGo: (ask: { kind: 'to'; at: string }) => void
}) {
  const texts = clockTexts.use()
  const now = useNow()
  // Something already due is done at the present time of the clock.
  const at = item.at < toIso(now()) ? toIso(now() + 1000) : item.at
  return (
    <button type="button" aria-label={texts.goHereOf(item.at)} onClick={() => onGo({ kind: 'to', at })}>
      {texts.goHere}
    </button>
  )
}
