import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { Enterprise } from '@loggia/protocol/console'
import { Button, CopyText, Icon, formatCount, formatTime, useLanguage, useZone } from '@loggia/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useRead } from '../../centre/api.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { PageTabs } from '../../centre/parts/page-tabs.tsx'
import { MissingPage, Page } from '../../centre/parts/page.tsx'
import { changeSearch } from '../../centre/routing/search.ts'
import { CompanyState } from './company-state.tsx'
import type { CompanySearchChange, CompanyTab } from './directory-search.ts'
import { PeopleTab } from './people-tab.tsx'
import { personTexts } from './person-texts.ts'
import { companyTexts } from './texts.ts'
import {
  AddPersonDialog,
  AppsTab,
  GroupsTab,
  ImportTab,
  RecordCard,
  SettingsTab,
  SignInTab,
} from './later.ts'
import './directory.css'

const route = getRouteApi('/buyer/companies/$enterpriseId')

/** A company: its people by department, its groups, its settings. */
export function CompanyPage() {
  const texts = companyTexts.use()
  const { enterpriseId } = route.useParams()
  const company = useRead('GET /api/buyer/enterprises/:enterpriseId', { params: { enterpriseId } })
  return (
    <Loaded of={company} skeleton={<CardSkeleton rows={10} />} missing={<Missing />}>
      {(of) => (
        <Page
          area="buyer"
          title={of.name}
          crumbs={<Link to="/buyer/companies">{texts.title}</Link>}
          state={<CompanyState of={of.state} pill />}
          lead={<Counts of={of} />}
          actions={of.state === 'active' && <Add of={of} />}
        >
          {of.dissolvedAt !== undefined && <Dissolved at={of.dissolvedAt} />}
          <Parts of={of} />
        </Page>
      )}
    </Loaded>
  )
}

function Missing() {
  const { title, missing } = companyTexts.use()
  return (
    <MissingPage
      area="buyer"
      title={title}
      text={missing.text}
      back={
        <Link className="btn" to="/buyer/companies">
          {missing.back}
        </Link>
      }
    />
  )
}

function Counts({ of }: { readonly of: Enterprise }) {
  const { code, counts } = companyTexts.use()
  const { people, departments, groups } = of.counts
  return (
    <>
      <span>
        {code} <CopyText value={of.tenantCode} label={code} />
      </span>
      <span className="num">{counts.people(formatCount(people), people)}</span>
      <span className="num">{counts.departments(formatCount(departments), departments)}</span>
      <span className="num">{counts.groups(formatCount(groups), groups)}</span>
    </>
  )
}

function Dissolved({ at }: { readonly at: string }) {
  const texts = companyTexts.use()
  const language = useLanguage()
  const zone = useZone()
  return (
    <div className="note">
      <Icon name="info" />
      <p>{texts.dissolvedNote(formatTime(at, { language, zone, precision: 'minute' }))}</p>
    </div>
  )
}

function Add({ of }: { readonly of: Enterprise }) {
  const texts = personTexts.use().add
  const { department } = route.useSearch()
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <Button variant="primary" onClick={() => setAdding(true)}>
        {texts.act}
      </Button>
      {isAdding && (
        <AddPersonDialog enterpriseId={of.id} departmentId={department} onClose={() => setAdding(false)} />
      )}
    </>
  )
}

function Parts({ of }: { readonly of: Enterprise }) {
  const { tabs } = companyTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const go = (change: CompanySearchChange, isTab = false) =>
    void navigate({
      to: '/buyer/companies/$enterpriseId',
      params: { enterpriseId: of.id },
      search: changeSearch(search, change),
      replace: isTab,
      resetScroll: false,
    })
  const tab = (key: CompanyTab, children: ReactNode) => ({ key, label: tabs[key], children })
  const isActive = of.state === 'active'
  return (
    <PageTabs<CompanyTab>
      label={tabs.label}
      tab={search.tab}
      onChoose={(chosen) => go({ tab: chosen }, true)}
      items={[
        tab('people', <PeopleTab of={of} search={search} onChange={go} />),
        tab('groups', <GroupsTab of={of} />),
        tab('apps', <AppsTab of={of} />),
        ...(isActive ? [tab('import', <ImportTab of={of} />)] : []),
        ...(isActive ? [tab('sign-in', <SignInTab of={of} />)] : []),
        tab('settings', <SettingsTab of={of} />),
        tab('record', <RecordCard enterpriseId={of.id} />),
      ]}
    />
  )
}
