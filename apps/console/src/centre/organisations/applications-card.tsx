import type { OrganisationApplication } from '@loggia/protocol/console'
import { Icon, Time, useLanguage } from '@loggia/ui'
import { useId } from 'react'
import { useList } from '../api.ts'
import { Bar, Loaded } from '../parts/loaded.tsx'
import { More } from '../parts/listing.tsx'
import { Card } from '../parts/page.tsx'
import { VersionDiff } from '../parts/version-diff.tsx'
import { organisationTexts } from './texts.ts'
import { ApplicationState } from './application-state.tsx'
import { listApplicationRows } from './facts.ts'
import './organisations.css'

/** The applications, latest first, each with its changes and its result. */
export function ApplicationsCard({ party }: { readonly party: 'seller' | 'buyer' }) {
  const texts = organisationTexts.use().history
  const key = `GET /api/${party}/organisation/applications` as const
  const applications = useList<typeof key>(key, { limit: 10 })
  return (
    <Card id={useId()} title={texts.title} bare>
      <Loaded<readonly OrganisationApplication[]>
        of={{ ...applications, data: applications.items }}
        skeleton={
          <div className="card__body">
            <Bar width="60%" />
          </div>
        }
      >
        {(items) => (
          <>
            {items.length === 0 && <p className="card__body t13 dim">{texts.empty}</p>}
            {items.map((one, at) => (
              <Filed key={one.id} of={one} isOpen={at === 0 && one.state === 'in_review'} />
            ))}
            {applications.hasNextPage && <More of={applications} count={items.length} />}
          </>
        )}
      </Loaded>
    </Card>
  )
}

function Filed({ of, isOpen }: { readonly of: OrganisationApplication; readonly isOpen: boolean }) {
  const texts = organisationTexts.use().history
  const language = useLanguage()
  return (
    <details className="filed" open={isOpen}>
      <summary>
        <span className="filed__what">
          <Icon name="chevron-right" />
          <b className="strong">{texts[of.kind]}</b> <ApplicationState state={of.state} />
        </span>
        <span className="t12 faint">
          {texts.filed} <Time at={of.filedAt} />
          {of.decidedAt !== undefined && (
            <>
              {' · '}
              {texts.decided} <Time at={of.decidedAt} />
            </>
          )}
        </span>
        {of.reason !== undefined && <span className="t13 filed__why">{texts.reason(of.reason)}</span>}
      </summary>
      <VersionDiff rows={listApplicationRows(of, language)} />
    </details>
  )
}
