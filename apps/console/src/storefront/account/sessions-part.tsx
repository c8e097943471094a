import type { RouteReply } from '@loggia/protocol/console'
import { Time } from '@loggia/ui'
import { useCallback, useEffect, useState } from 'react'
import { Refused } from '../entrance/refused.tsx'
import { useApi } from '../frame.tsx'
import { paths } from '../links.ts'
import { useSending } from './form.tsx'
import { leaveFor } from '../leave-for.ts'
import { Part } from './part.tsx'
import { accountTexts } from './texts.ts'

type OpenSession = RouteReply<'GET /api/sessions'>['items'][number]

/** Where the member is signed in. */
export function SessionsPart() {
  const texts = accountTexts.use()
  const api = useApi()
  const [items, setItems] = useState<readonly OpenSession[]>()
  const { problem, send } = useSending()
  const load = useCallback(
    () => api.request('GET /api/sessions', {}).then((reply) => setItems(reply.items)),
    [api],
  )
  const [isUnread, setUnread] = useState(false)
  useEffect(() => {
    load().catch(() => setUnread(true))
  }, [load])
  const end = (sessionId: string) =>
    void send(async () => {
      await api.request('DELETE /api/sessions/:sessionId', { params: { sessionId } })
      await load()
    })
  const endAll = () =>
    void send(async () => {
      await api.request('DELETE /api/sessions', { query: {} })
      await leaveFor(paths.home)
    })
  const endOthers = () =>
    void send(async () => {
      await api.request('DELETE /api/sessions', { query: { keep: 'current' } })
      await load()
    })
  return (
    <Part title={texts.sessions}>
      <p className="t13 dim">{texts.sessionsLead}</p>
      {isUnread && (
        <p className="note note--bad" role="alert">
          {texts.unread}
        </p>
      )}
      {problem && <Refused problem={problem} />}
      <ul className="account__rows">
        {items?.map((one) => (
          <SessionRow key={one.id} of={one} onEnd={() => end(one.id)} />
        ))}
      </ul>
      <div className="row row--wrap">
        {items !== undefined && items.length > 1 && (
          <button type="button" className="btn" onClick={endOthers}>
            {texts.others}
          </button>
        )}
        <button type="button" className="btn" onClick={endAll}>
          {texts.everywhere}
        </button>
      </div>
    </Part>
  )
}

function SessionRow({ of, onEnd }: { readonly of: OpenSession; readonly onEnd: () => void }) {
  const texts = accountTexts.use()
  const browser = browserOf(of.userAgent) ?? texts.unknownBrowser
  return (
    <li>
      <span>
        {browser} {of.current && <span className="tag">{texts.here}</span>}
      </span>
      <span className="t13 dim">
        {texts.started} <Time at={of.startedAt} />
        {of.address !== undefined && <> · {texts.from(of.address)}</>} · {texts.methods[of.method]} ·{' '}
        {texts.seen} <Time at={of.seenAt} />
      </span>
      {!of.current && (
        <button type="button" className="btn" aria-label={texts.endOf(browser)} onClick={onEnd}>
          {texts.end}
        </button>
      )}
    </li>
  )
}

/** `Firefox · Linux`, by the user agent. The order matters, because browsers also name each other. */
function browserOf(userAgent: string): string | undefined {
  const browsers = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari', 'curl']
  const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux']
  const browser = browsers.find((name) => userAgent.includes(name))
  const system = systems.find((name) => userAgent.includes(name))
  const named = browser === 'Edg' ? 'Edge' : browser === 'OPR' ? 'Opera' : browser
  return [named, system].filter(Boolean).join(' · ') || undefined
}
