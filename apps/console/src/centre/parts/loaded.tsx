import { ApiProblem } from '@loggia/client'
import { toIso } from '@loggia/kernel'
import { Button, CopyText, Icon, formatTime, useLanguage, useZone } from '@loggia/ui'
import type { ReactNode } from 'react'
import { useHydrated } from '../hydrated.ts'
import { partTexts } from './texts.ts'

type Asked<T> = {
  readonly data: T | undefined
  readonly error: Error | null
  readonly isFetching: boolean
  readonly dataUpdatedAt: number
  refetch(): Promise<unknown>
}

/**
 * A request in each of its states: after 300 ms a skeleton of the same shape, then the answer, or why there is none. An
 * answer that could not be refreshed stays, with the time at which it was loaded.
 */
export function Loaded<T>(props: {
  readonly of: Asked<T>
  readonly skeleton: ReactNode
  /** In place of the whole page if there is no such thing; without it, only a retry is offered. */
  readonly missing?: ReactNode
  readonly children: (data: T) => ReactNode
}) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = props.of
  if (data === undefined && error && props.missing !== undefined && problemGroup(error) === 'notFound')
    return props.missing
  if (data === undefined && error)
    return (
      <div className="card">
        <ProblemPlace error={error} isRetrying={isFetching} onRetry={() => void refetch()} />
      </div>
    )
  if (data === undefined) return <Skeleton>{props.skeleton}</Skeleton>
  return (
    <>
      {error && (
        <StaleNote loadedAtMs={dataUpdatedAt} isRetrying={isFetching} onRetry={() => void refetch()} />
      )}
      {props.children(data)}
    </>
  )
}

/** Appears after 300 ms by CSS alone, so that it does not flash before a quick answer. */
export function Skeleton({ children }: { readonly children: ReactNode }) {
  return (
    <div className="late" role="status">
      <span className="sr">{partTexts.use().loading}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  )
}

/**
 * What needs no data but the browser: a form, of which the server renders only the skeleton. What is typed before the
 * browser has taken over the page would be lost.
 */
export function AfterHydration(props: { readonly skeleton: ReactNode; readonly children: ReactNode }) {
  return useHydrated() ? props.children : <Skeleton>{props.skeleton}</Skeleton>
}

/**
 * A grey bar of the given width in a skeleton. A picture, because its size is an attribute: the policy of pages refuses
 * styles in the markup that the server sends.
 */
export const Bar = ({
  width,
  height = 12,
}: {
  readonly width: string | number
  readonly height?: number
}) => <svg className="sk" width={width} height={height} />

/** A skeleton of cards with text lines. */
export function CardSkeleton({ rows = 4 }: { readonly rows?: number }) {
  return (
    <div className="card">
      <div className="card__head">
        <Bar width={96} height={14} />
      </div>
      <div className="card__body stack skgap">
        {Array.from({ length: rows }, (_, row) => (
          <Bar key={row} width={`${72 - ((row * 17) % 41)}%`} />
        ))}
      </div>
    </div>
  )
}

function StaleNote(props: { readonly loadedAtMs: number; readonly isRetrying: boolean; onRetry(): void }) {
  const texts = partTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const at = formatTime(toIso(props.loadedAtMs), { language, zone, precision: 'clock' })
  return (
    <div className="note note--warn" role="status">
      <Icon name="alert" />
      <p className="grow">{texts.loadedAt(at)}</p>
      <RetryButton isRetrying={props.isRetrying} onRetry={props.onRetry} small />
    </div>
  )
}

/** An error in place of the content: what it means, what to do, and the id of the request. */
export function ProblemPlace(props: {
  readonly error: Error
  readonly isRetrying: boolean
  onRetry(): void
}) {
  const texts = partTexts.use()
  const said = texts.problem[problemGroup(props.error)]
  const requestId = props.error instanceof ApiProblem ? props.error.requestId : undefined
  return (
    <FaultPlace {...said} isRetrying={props.isRetrying} onRetry={props.onRetry}>
      {requestId && (
        <p className="t12 faint">
          {texts.requestId} <CopyText value={requestId} label={texts.requestId} />
        </p>
      )}
    </FaultPlace>
  )
}

/** What could not be shown, why, and the way to try again. */
export function FaultPlace(props: {
  readonly title: string
  readonly text: string
  readonly isRetrying?: boolean
  readonly children?: ReactNode
  onRetry(): void
}) {
  return (
    <div className="empty" role="alert">
      <span className="c-bad">
        <Icon name="alert" size={28} />
      </span>
      <h2 className="empty__title">{props.title}</h2>
      <p>{props.text}</p>
      <div className="row">
        <RetryButton isRetrying={props.isRetrying ?? false} onRetry={props.onRetry} />
      </div>
      {props.children}
    </div>
  )
}

function RetryButton(props: { readonly isRetrying: boolean; readonly small?: boolean; onRetry(): void }) {
  const texts = partTexts.use()
  return (
    <Button size={props.small ? 'small' : 'medium'} disabled={props.isRetrying} onClick={props.onRetry}>
      {props.isRetrying ? texts.retrying : texts.retry}
    </Button>
  )
}

function problemGroup(error: Error) {
  if (!(error instanceof ApiProblem)) return 'failed'
  if (error.code === 'client.unreachable') return 'unreachable'
  if (error.code === 'client.unreadable') return 'unreadable'
  if (error.status === 403) return 'forbidden'
  return error.status === 404 || error.status === 400 ? 'notFound' : 'failed'
}
