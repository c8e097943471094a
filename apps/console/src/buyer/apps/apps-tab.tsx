import { Link } from '@tanstack/react-router'
import type { ConnectedAppRow, Enterprise } from '@loggia/protocol/console'
import { Button, Time, formatCount, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { AppState } from '../../centre/apps/app-state.tsx'
import { useList } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import { AsksMark } from './app-state.tsx'
import { ConnectDialog } from './connect-dialog.tsx'
import { appTexts } from './texts.ts'

/** The apps that the people of a company use. */
export function AppsTab({ of }: { readonly of: Enterprise }) {
  const texts = appTexts.use()
  const id = useId()
  const [isConnecting, setConnecting] = useState(false)
  const apps = useList('GET /api/buyer/connected-apps', { enterpriseId: of.id })
  return (
    <section className="card listing" aria-labelledby={id}>
      <div className="card__head">
        <h2 id={id}>{texts.title}</h2>
        <span className="t13 faint">{texts.lead}</span>
        <span className="grow" />
        {of.state === 'active' && (
          <Button size="small" onClick={() => setConnecting(true)}>
            {texts.connect.act}
          </Button>
        )}
      </div>
      <Listing
        of={apps}
        columns={useColumns()}
        rowKey={(app) => app.id}
        framed={false}
        empty={<NoRows level={3} empty={texts.empty} />}
      />
      {isConnecting && <ConnectDialog enterpriseId={of.id} onClose={() => setConnecting(false)} />}
    </section>
  )
}

function useColumns(): readonly Column<ConnectedAppRow>[] {
  const { columns, order } = appTexts.use()
  const text = useText()
  return [
    {
      key: 'name',
      title: columns.name,
      head: true,
      render: ({ id, product, service }) => (
        <>
          <Link to="/buyer/connected-apps/$connectedAppId" params={{ connectedAppId: id }}>
            <b className="strong">{text(product.name)}</b>
          </Link>
          {service && <p className="below num">{order(service.orderNumber)}</p>}
        </>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'beside',
      render: (app) => (app.asks ? <AsksMark of={app} /> : <AppState of={app.state} />),
    },
    {
      key: 'people',
      title: columns.people,
      phone: 'below',
      render: (app) => (app.state === 'ended' ? <span className="faint">–</span> : <People of={app} />),
    },
    {
      key: 'connected',
      title: columns.connected,
      phone: 'end',
      render: ({ createdAt }) => <Time at={createdAt} precision="day" />,
    },
  ]
}

function People({ of }: { readonly of: Pick<ConnectedAppRow, 'people'> }) {
  const texts = appTexts.use()
  const all = of.people.wanted
  const open = all - of.people.confirmed
  return (
    <>
      <span className="num">{texts.confirmed(formatCount(all), all)}</span>
      {open > 0 && <p className="below">{texts.open(formatCount(open))}</p>}
    </>
  )
}
