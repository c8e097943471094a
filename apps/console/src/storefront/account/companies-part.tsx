import type { OwnEntry } from '@loggia/protocol/console'
import { useEffect, useState } from 'react'
import { useApi } from '../frame.tsx'
import { paths } from '../links.ts'
import { Part } from './part.tsx'
import { accountTexts } from './texts.ts'

/** The companies among whose people the member is; nothing for the many who are in none. */
export function CompaniesPart() {
  const texts = accountTexts.use()
  const api = useApi()
  const [items, setItems] = useState<readonly OwnEntry[]>()
  const [isUnread, setUnread] = useState(false)
  useEffect(() => {
    void api
      .request('GET /api/directory-entries', {})
      .then((reply) => setItems(reply.items))
      .catch(() => setUnread(true))
  }, [api])
  if (!isUnread && (items === undefined || items.length === 0)) return null
  return (
    <Part title={texts.companies}>
      {isUnread && (
        <p className="note note--bad" role="alert">
          {texts.companiesUnread}
        </p>
      )}
      <ul className="account__rows">
        {items?.map(({ id, enterprise, department, userName, state }) => (
          <li key={id}>
            <span>{enterprise.name}</span>
            <span className="t13 dim">
              {department} · <span className="mono">{userName}</span>
              {state === 'disabled' && ` · ${texts.companyDisabled}`}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <a href={paths.myApps}>{texts.companyApps}</a>
      </p>
    </Part>
  )
}
