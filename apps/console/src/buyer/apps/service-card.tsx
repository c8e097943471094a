import { Link } from '@tanstack/react-router'
import type { ConnectedAppRow, ServiceDetail } from '@loggia/protocol/console'
import { Button } from '@loggia/ui'
import { useId, useState } from 'react'
import { AppState } from '../../centre/apps/app-state.tsx'
import { useRead } from '../../centre/api.ts'
import { ProblemPlace } from '../../centre/parts/loaded.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { AsksMark } from './app-state.tsx'
import { ConnectDialog, useConnectable } from './connect-dialog.tsx'
import { appTexts } from './texts.ts'

/** That a service is connected to a company, or may be; nothing for other services, and for members who may not. */
export function ConnectionCard({ service }: { readonly service: ServiceDetail }) {
  const mayAsk = useMayAsk('GET /api/buyer/connected-apps', 'directory')
  return mayAsk ? <Connection serviceId={service.id} /> : null
}

function Connection({ serviceId }: { readonly serviceId: string }) {
  const query = { serviceId, limit: 1 }
  const apps = useRead('GET /api/buyer/connected-apps', { query })
  const app = apps.data?.items.find(({ state }) => state !== 'ended')
  const connectable = useConnectable(serviceId, apps.data !== undefined && app === undefined)
  if (app) return <Connected app={app} />
  const isConnectable = (connectable.data?.items.length ?? 0) > 0
  if (isConnectable) return <Connectable serviceId={serviceId} />
  const failed = apps.error ? apps : connectable
  if (!failed.error) return null
  return (
    <div className="card">
      <ProblemPlace
        error={failed.error}
        isRetrying={failed.isFetching}
        onRetry={() => void failed.refetch()}
      />
    </div>
  )
}

function Connected({ app }: { readonly app: ConnectedAppRow }) {
  const texts = appTexts.use().service
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={app.asks ? <AsksMark of={app} /> : <AppState of={app.state} />}
    >
      <div className="row between row--wrap">
        <p className="t13">
          <span className="dim">{texts.isOf}</span>{' '}
          <Link to="/buyer/companies/$enterpriseId" params={{ enterpriseId: app.enterprise.id }}>
            {app.enterprise.name}
          </Link>
        </p>
        <Link
          className="btn btn--sm"
          to="/buyer/connected-apps/$connectedAppId"
          params={{ connectedAppId: app.id }}
        >
          {texts.see}
        </Link>
      </div>
    </Card>
  )
}

function Connectable({ serviceId }: { readonly serviceId: string }) {
  const { service: texts, connect } = appTexts.use()
  const [isConnecting, setConnecting] = useState(false)
  return (
    <Card id={useId()} title={texts.title}>
      <div className="stack">
        <p className="t13 dim">{texts.may}</p>
        <div>
          <Button size="small" onClick={() => setConnecting(true)}>
            {connect.toCompany}
          </Button>
        </div>
      </div>
      {isConnecting && <ConnectDialog serviceId={serviceId} onClose={() => setConnecting(false)} />}
    </Card>
  )
}
