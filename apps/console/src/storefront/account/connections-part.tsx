import type { OwnConnection } from '@loggia/protocol/console'
import { Time } from '@loggia/ui'
import { useCallback, useEffect, useState } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { leaveFor } from '../leave-for.ts'
import { Refused } from '../entrance/refused.tsx'
import { useApi } from '../frame.tsx'
import { SubmitButton, useSending } from './form.tsx'
import { Part } from './part.tsx'
import { accountTexts } from './texts.ts'

/** The companies through which the account can be used; nothing for the many who sign in in their own way only. */
export function ConnectionsPart() {
  const texts = accountTexts.use().connections
  const api = useApi()
  const [items, setItems] = useState<readonly OwnConnection[]>()
  const [isUnread, setUnread] = useState(false)
  const load = useCallback(
    () =>
      api.request('GET /api/company-connections', {}).then(
        (reply) => setItems(reply.items),
        () => setUnread(true),
      ),
    [api],
  )
  useEffect(() => void load(), [load])
  const retry = () => {
    setUnread(false)
    void load()
  }
  if (!isUnread && (items === undefined || items.length === 0)) return null
  return (
    <Part title={texts.title}>
      <p className="t13 dim">{texts.lead}</p>
      {isUnread && (
        <div className="note note--bad" role="alert">
          <p>
            {texts.unread}{' '}
            <button type="button" className="link" onClick={retry}>
              {texts.retry}
            </button>
          </p>
        </div>
      )}
      <ul className="account__rows">
        {items?.map((one) => (
          <Row key={one.providerId} of={one} />
        ))}
      </ul>
    </Part>
  )
}

function Row({ of }: { readonly of: OwnConnection }) {
  const texts = accountTexts.use().connections
  const [isEnding, setEnding] = useState(false)
  const company = of.company ?? texts.operators
  return (
    <li>
      <span>{company}</span>
      <span className="t13 dim">
        {texts.since} <Time at={of.connectedAt} /> ·{' '}
        {of.usedAt === undefined ? (
          texts.unused
        ) : (
          <>
            {texts.used} <Time at={of.usedAt} />
          </>
        )}
      </span>
      {isEnding ? (
        <EndForm of={of} company={company} onKeep={() => setEnding(false)} />
      ) : (
        <button
          type="button"
          className="btn"
          aria-label={texts.endOf(company)}
          onClick={() => setEnding(true)}
        >
          {texts.end}
        </button>
      )}
    </li>
  )
}

function EndForm(props: { readonly of: OwnConnection; readonly company: string; onKeep(): void }) {
  const texts = accountTexts.use().connections
  const api = useApi()
  const { busy, problem, send } = useSending()
  const onSubmit = () =>
    void send(async () => {
      const params = { providerId: props.of.providerId }
      await api.request('DELETE /api/company-connections/:providerId', { params })
      // This session may have ended with it.
      await leaveFor(location.pathname)
    })
  return (
    <CheckedForm className="account__ending" onSubmit={onSubmit}>
      <p>{texts.ending(props.company)}</p>
      {problem && <Refused problem={problem} />}
      <div className="row row--wrap">
        <SubmitButton plain busy={busy} text={texts.confirm} doing={texts.busy} />
        <button type="button" className="btn btn--lg" onClick={props.onKeep}>
          {texts.keep}
        </button>
      </div>
    </CheckedForm>
  )
}
