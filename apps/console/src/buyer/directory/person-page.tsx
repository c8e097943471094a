import { Link, getRouteApi } from '@tanstack/react-router'
import type { PersonAct, PersonDetail } from '@loggia/protocol/console'
import { Button, CopyText, Icon, Time, formatTime, useLanguage, useZone } from '@loggia/ui'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useRead } from '../../centre/api.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import { Card, Fact, MissingPage, Page } from '../../centre/parts/page.tsx'
import { AccountCard } from './account-card.tsx'
import { formatPlace } from './departments.ts'
import { PeopleActDialog } from './people-acts.tsx'
import { PersonState } from './people-rows.tsx'
import { peopleTexts } from './people-texts.ts'
import { EditPersonDialog } from './person-form.tsx'
import { PersonGroupsCard } from './person-groups-card.tsx'
import { personTexts } from './person-texts.ts'
import { RecordCard } from './record-card.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { companyTexts } from './texts.ts'
import './directory.css'

const route = getRouteApi('/buyer/companies/$enterpriseId/people/$personId')

/** One person of a company: data, groups, account, and what happened to them. */
export function PersonPage() {
  const params = route.useParams()
  const person = useRead('GET /api/buyer/enterprises/:enterpriseId/people/:personId', { params })
  return (
    <Loaded of={person} skeleton={<CardSkeleton rows={8} />} missing={<Missing />}>
      {(of) => <Found key={of.id} enterpriseId={params.enterpriseId} of={of} />}
    </Loaded>
  )
}

function Missing() {
  const texts = personTexts.use().missing
  return (
    <MissingPage
      area="buyer"
      title={texts.title}
      text={texts.text}
      back={
        <Link
          className="btn"
          to="/buyer/companies/$enterpriseId"
          params={{ enterpriseId: route.useParams().enterpriseId }}
        >
          {texts.back}
        </Link>
      }
    />
  )
}

type OfPerson = { readonly enterpriseId: string; readonly of: PersonDetail }

/** The company, from the answer of its own page if that is known already. */
const useCompany = (enterpriseId: string) =>
  useRead('GET /api/buyer/enterprises/:enterpriseId', { params: { enterpriseId } }).data

function Found({ enterpriseId, of }: OfPerson) {
  const companies = companyTexts.use()
  const { fields } = personTexts.use()
  const company = useCompany(enterpriseId)
  const isOpen = company?.state === 'active'
  return (
    <Page
      area="buyer"
      title={of.name}
      crumbs={
        <>
          <Link to="/buyer/companies">{companies.title}</Link>
          <Icon name="chevron-right" />
          <Link to="/buyer/companies/$enterpriseId" params={{ enterpriseId }}>
            {company?.name ?? '–'}
          </Link>
        </>
      }
      state={<PersonState of={of.state} pill />}
      lead={
        <>
          <span>
            {fields.userName} <CopyText value={of.userName} label={fields.userName} />
          </span>
          {of.department && <span>{formatPlace({ above: of.above, name: of.department.name })}</span>}
        </>
      }
      actions={isOpen && <Acts enterpriseId={enterpriseId} of={of} />}
    >
      {of.leftAt !== undefined && <LeftNote at={of.leftAt} />}
      <div className="od">
        <div className="od__main">
          <DataCard of={of} />
          <RecordCard enterpriseId={enterpriseId} personId={of.id} />
        </div>
        <aside className="od__side">
          {of.state !== 'left' && (
            <>
              <AccountCard enterpriseId={enterpriseId} of={of} isOpen={isOpen} />
              <PersonGroupsCard enterpriseId={enterpriseId} of={of} isOpen={isOpen} />
            </>
          )}
        </aside>
      </div>
    </Page>
  )
}

function LeftNote({ at }: { readonly at: string }) {
  const texts = personTexts.use()
  const language = useLanguage()
  const zone = useZone()
  return (
    <div className="note">
      <Icon name="info" />
      <p>{texts.left(formatTime(at, { language, zone, precision: 'minute' }))}</p>
    </div>
  )
}

function Acts({ enterpriseId, of }: OfPerson) {
  const texts = personTexts.use()
  const { acts } = peopleTexts.use()
  const [act, setAct] = useState<'edit' | 'back' | PersonAct>()
  const close = () => setAct(undefined)
  const line = (one: PersonAct) => ({
    text: acts[one].act,
    label: `${acts[one].act}: ${of.name}`,
    onAct: () => setAct(one),
  })
  return (
    <div className="row row--wrap">
      {of.state === 'left' ? (
        <Button variant="primary" onClick={() => setAct('back')}>
          {texts.back.act}
        </Button>
      ) : (
        <>
          <Button variant="primary" onClick={() => setAct('edit')}>
            {texts.edit.act}
          </Button>
          <MoreMenu of={of.name} acts={[line(of.state === 'active' ? 'disable' : 'enable'), line('leave')]} />
        </>
      )}
      {act === 'edit' && <EditPersonDialog enterpriseId={enterpriseId} of={of} onClose={close} />}
      {act === 'back' && <RestoreDialog enterpriseId={enterpriseId} of={of} onClose={close} />}
      {act !== undefined && act !== 'edit' && act !== 'back' && (
        <PeopleActDialog
          enterpriseId={enterpriseId}
          act={act}
          of={{ ids: [of.id] }}
          who={of.name}
          onClose={close}
        />
      )}
    </div>
  )
}

type Facts = readonly (readonly [string, ReactNode])[]

/** What is known of somebody who has not left. */
function useData(of: PersonDetail): Facts {
  const { fields, employeeTypes } = personTexts.use()
  const type = of.employeeType
  const code = of.employeeCode
  return [
    [fields.department, of.department && formatPlace({ above: of.above, name: of.department.name })],
    [fields.position, of.position],
    [fields.mobile, of.mobile && <span className="num">{of.mobile}</span>],
    [fields.email, of.email],
    [fields.employeeCode, code && <CopyText value={code} label={fields.employeeCode} />],
    [fields.employeeType, type && employeeTypes[type]],
    [fields.workPlace, of.workPlace],
    [fields.entryDate, of.entryDate && <Day on={of.entryDate} />],
  ]
}

function DataCard({ of }: { readonly of: PersonDetail }) {
  const { data, fields } = personTexts.use()
  const known = useData(of)
  const facts: Facts = [
    ...(of.state === 'left' ? [] : known),
    [fields.added, <Time key="added" at={of.createdAt} currentYear={0} />],
    [fields.left, of.leftAt && <Time at={of.leftAt} currentYear={0} />],
    [fields.externalId, of.externalId && <CopyText value={of.externalId} label={fields.externalId} />],
  ]
  const rare: readonly string[] = [fields.left, fields.externalId]
  return (
    <Card id={useId()} title={data} bare>
      <dl className="ins dir__facts">
        {facts
          .filter(([name, value]) => value !== undefined || !rare.includes(name))
          .map(([name, value]) => (
            <Fact key={name} name={name}>
              {value ?? <span className="faint">–</span>}
            </Fact>
          ))}
      </dl>
    </Card>
  )
}

/** A calendar day without a time zone. */
function Day({ on }: { readonly on: string }) {
  const language = useLanguage()
  return (
    <time className="num" dateTime={on}>
      {formatTime(`${on}T00:00:00Z`, { language, zone: 'UTC', precision: 'day' })}
    </time>
  )
}
