import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ConnectedApp } from '@loggia/protocol/console'
import { Button, Icon, formatCount, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { AppState } from '../../centre/apps/app-state.tsx'
import { useRead } from '../../centre/api.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { PageTabs } from '../../centre/parts/page-tabs.tsx'
import { MissingPage, Page } from '../../centre/parts/page.tsx'
import { changeSearch } from '../../centre/routing/search.ts'
import { RecordList } from '../directory/record-card.tsx'
import { companyTexts } from '../directory/texts.ts'
import type { AppSearchChange, AppTab } from './app-search.ts'
import { AsksMark } from './app-state.tsx'
import { AssignDialog } from './assignment-dialogs.tsx'
import { assignmentTexts } from './assignment-texts.ts'
import { AssignmentsTab } from './assignments-tab.tsx'
import { describeAppFact } from './describe-fact.ts'
import { isOpen, useFollowed } from './following.ts'
import { QuestionCard } from './question-card.tsx'
import { SettingsTab } from './settings-tab.tsx'
import { SyncTab } from './sync-tab.tsx'
import { appTexts } from './texts.ts'
import './apps.css'

const route = getRouteApi('/buyer/connected-apps/$connectedAppId')

/** A connected app: what has to be decided, who may use it, and what its seller knows of that. */
export function AppPage() {
  const { connectedAppId } = route.useParams()
  return (
    <Loaded of={useFollowed(connectedAppId)} skeleton={<CardSkeleton rows={10} />} missing={<Missing />}>
      {(of) => <Found key={of.id} of={of} />}
    </Loaded>
  )
}

function Missing() {
  const texts = appTexts.use().missing
  return (
    <MissingPage
      area="buyer"
      title={texts.title}
      text={texts.text}
      back={
        <Link className="btn" to="/buyer/companies">
          {texts.back}
        </Link>
      }
    />
  )
}

type OfApp = { readonly of: ConnectedApp }

function Found({ of }: OfApp) {
  const companies = companyTexts.use()
  const text = useText()
  const batch = of.asks ?? of.stuck
  return (
    <Page
      area="buyer"
      title={text(of.product.name)}
      crumbs={
        <>
          <Link to="/buyer/companies">{companies.title}</Link>
          <Icon name="chevron-right" />
          <Link
            to="/buyer/companies/$enterpriseId"
            params={{ enterpriseId: of.enterprise.id }}
            search={{ tab: 'apps' }}
          >
            {of.enterprise.name}
          </Link>
        </>
      }
      state={
        <>
          <AppState of={of.state} pill />
          <AsksMark of={of} pill />
        </>
      }
      lead={<Facts of={of} />}
      actions={isOpen(of) && <Assign of={of} />}
    >
      <div className="od__main">
        {batch ? <QuestionCard key={batch.id} of={of} batch={batch} /> : <StandingNote of={of} />}
        <Parts of={of} />
      </div>
    </Page>
  )
}

function Facts({ of }: OfApp) {
  const texts = appTexts.use()
  const all = of.people.wanted
  const { service } = of
  return (
    <>
      {service && (
        <Link className="num" to="/buyer/services/$serviceId" params={{ serviceId: service.id }}>
          {texts.order(service.orderNumber)}
        </Link>
      )}
      <span className="num">{texts.assigned(formatCount(all), all)}</span>
    </>
  )
}

function StandingNote({ of: { state, endedAt } }: OfApp) {
  const texts = appTexts.use()
  const language = useLanguage()
  const zone = useZone()
  if (state === 'connected') return null
  const at = endedAt === undefined ? '–' : formatTime(endedAt, { language, zone })
  return (
    <div className={state === 'ended' ? 'note' : 'note note--info'}>
      <Icon name="info" />
      <p>{state === 'ended' ? texts.ended(at) : texts[state]}</p>
    </div>
  )
}

function Assign({ of }: OfApp) {
  const texts = assignmentTexts.use().assign
  const [isAssigning, setAssigning] = useState(false)
  return (
    <>
      <Button variant={of.asks ? 'outlined' : 'primary'} onClick={() => setAssigning(true)}>
        {texts.act}
      </Button>
      {isAssigning && (
        <AssignDialog
          connectedAppId={of.id}
          enterpriseId={of.enterprise.id}
          onClose={() => setAssigning(false)}
        />
      )}
    </>
  )
}

function Parts({ of }: OfApp) {
  const { tabs } = appTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const go = (change: AppSearchChange, isTab = false) =>
    void navigate({
      to: '/buyer/connected-apps/$connectedAppId',
      params: { connectedAppId: of.id },
      search: changeSearch(search, change),
      replace: isTab,
      resetScroll: false,
    })
  const tab = (key: AppTab, children: ReactNode) => ({ key, label: tabs[key], children })
  return (
    <PageTabs<AppTab>
      label={tabs.label}
      tab={search.tab}
      onChoose={(chosen) => go({ tab: chosen }, true)}
      items={[
        tab('assignments', <AssignmentsTab of={of} search={search} onChange={go} />),
        tab('sync', <SyncTab of={of} />),
        tab('settings', <SettingsTab of={of} />),
        tab('record', <AppRecord of={of} />),
      ]}
    />
  )
}

function AppRecord({ of }: OfApp) {
  const language = useLanguage()
  const history = useRead('GET /api/buyer/connected-apps/:connectedAppId/history', {
    params: { connectedAppId: of.id },
  })
  return <RecordList of={history} describe={(entry) => describeAppFact(entry, language)} />
}
